/** A text whose mangled names are shown as they were written; the raw text is its title. */
import { useWritten } from '../../store/names'

export function Written({ text }: { text: string }) {
  const written = useWritten(text)
  return written === text ? text : <span title={text}>{written}</span>
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
