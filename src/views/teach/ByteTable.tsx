/** Bytes in a table, with the asked field left empty. */
import type { ByteLine } from '../../lessons/questions/field-table'
import type { Say } from '../../store/language'

export function ByteTable({ lines, say }: { lines: readonly ByteLine[]; say: Say }) {
  const columns = Math.max(...lines.map(({ cells }) => cells.length))
  return (
    <table className="byte-table">
      <caption>{say('teacher.bytes-of')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('teacher.at')}</th>
          {Array.from({ length: columns }, (_, i) => (
            <th key={i.toString(16)} scope="col">
              +{i.toString(16)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, cells }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {cells.map(({ text, is }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a byte is its place
              <td key={i} className={is}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
