/** A text whose mangled names are shown as they were written; the raw text is its title. */
import { shortenName } from '../../base/shorten'
import { useWritten } from '../../store/names'

export function Written({ text, most = Infinity }: { text: string; most?: number }) {
  const written = useWritten(text)
  const short = shortenName(written, most)
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
