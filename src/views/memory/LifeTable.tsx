/** The life of every page as a table: the chart in text, each moment a way to go there. */
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { LifeRow, LifeTick } from '../../scene/memory-rows'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { MemoryPartProps } from './TwoMemories'

const COLUMNS = ['reserved', 'copied', 'protected', 'released'] as const
const TITLES: Readonly<Record<LifeTick['what'], string>> = {
  reserved: 'memory.column-reserved',
  copied: 'memory.column-copied',
  protected: 'memory.column-protected',
  released: 'memory.column-released',
}

export function LifeTable({ model }: MemoryPartProps) {
  const say = useSay()
  return (
    <table className="life-table">
      <thead>
        <tr>
          <th scope="col">{say('memory.column-pages')}</th>
          <th scope="col">{say('memory.column-policy')}</th>
          {COLUMNS.map((what) => (
            <th key={what} scope="col">
              {say(TITLES[what])}
            </th>
          ))}
          <th scope="col">{say('memory.column-fate')}</th>
        </tr>
      </thead>
      <tbody>
        {model.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{`${row.says}, ${row.size}`}</th>
            <td>{LIFETIMES[row.policy]!.name}</td>
            {COLUMNS.map((what) => (
              <td key={what}>
                <Moment row={row} what={what} />
              </td>
            ))}
            <td>{row.fate || say('memory.still-there')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Moment({ row, what }: { row: LifeRow; what: LifeTick['what'] }) {
  const say = useSay()
  const seek = useDesk((desk) => desk.seek)
  const tick = row.ticks.find((candidate) => candidate.what === what)
  if (!tick) return <>–</>
  return (
    <button type="button" className="moment" title={tick.says} onClick={() => seek(tick.at)}>
      {say('memory.event', { at: tick.at })}
    </button>
  )
}
