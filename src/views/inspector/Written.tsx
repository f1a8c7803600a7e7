/** A text whose mangled names are shown as they were written; the raw text is its title. */
import { shortenName } from '../../base/shorten'
import { useWritten } from '../../store/names'

interface WrittenProps {
  readonly text: string
  /** Most characters of all of it. */
  readonly most?: number
  /** Most characters of each name in it. */
  readonly each?: number
}

export function Written({ text, most = Infinity, each = Infinity }: WrittenProps) {
  const written = useWritten(text)
  const short = shortenName(useWritten(text, each), most)
  // The whole name above the raw one: either may be what somebody looks for.
  const title = short === written ? text : written === text ? text : `${written}\n${text}`
  return short === text ? (
    text
  ) : (
    <span className="written" title={title}>
      {short}
    </span>
  )
}

/** A heading; below it the raw text, where that is another. */
export function Heading({ text }: { text: string }) {
  const written = useWritten(text)
  return (
    <>
      <h2>{written}</h2>
      {written !== text && <p className="raw-name mono">{text}</p>}
    </>
  )
}
