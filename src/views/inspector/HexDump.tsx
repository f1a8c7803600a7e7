/** The bytes of a stretch of a block in rows of eight: a click on a field selects its edge, on any other byte picks it. */
import type { BlockId } from '../../engine/graph/ids'
import { NO_EDGE } from '../../engine/graph/ids'
import type { ByteCell } from '../../scene/bytes'
import { bytesOf } from '../../scene/bytes'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { firstPicked, isPicked, pick, useReading } from '../../store/reading'
import type { Session } from '../../store/session'
import { Bytes } from './parts'

const ROW = 8
const FIRST_BYTES = 64
const MORE_BYTES = 1024
/** Bytes shown around a place far down that somebody has jumped to. */
const AROUND = 3 * ROW

interface Props {
  readonly session: Session
  readonly block: BlockId
  /** Offsets in the block. */
  readonly start: number
  readonly end: number
}

export function HexDump({ session, block, start, end }: Props) {
  const say = useSay()
  const cells = bytesOf(session, block, start, Math.min(end, start + MORE_BYTES))
  if (!cells) return <p className="muted">{say('inspector.zero-fill')}</p>
  if (cells.length === 0) return null
  const shown = end - start > FIRST_BYTES ? FIRST_BYTES : cells.length
  return (
    <>
      <h3>{say('inspector.bytes-title')}</h3>
      <Rows block={block} start={start} cells={cells.slice(0, shown)} />
      <Jumped session={session} block={block} start={start} end={end} from={start + shown} />
      {cells.length > shown && (
        <details>
          <summary>
            {say(end - start > MORE_BYTES ? 'inspector.more-bytes-of' : 'inspector.more-bytes', {
              n: cells.length - shown,
              all: end - start,
            })}
          </summary>
          <Rows block={block} start={start + shown} cells={cells.slice(shown)} />
        </details>
      )}
    </>
  )
}

/** The rows around the bytes that are picked out, if those are not among the first. */
function Jumped({ session, block, start, end, from }: Props & { from: number }) {
  const at = useReading((state) => firstPicked(state.picked, block, from, end))
  if (at === undefined) return null
  const first = Math.max(from, at - ((at - start) % ROW) - AROUND)
  const cells = bytesOf(session, block, first, Math.min(end, first + 2 * AROUND + ROW)) ?? []
  return (
    <>
      <p className="muted" aria-hidden="true">
        …
      </p>
      <Rows block={block} start={first} cells={cells} />
    </>
  )
}

interface RowsProps {
  readonly block: BlockId
  /** Offset of the first cell. */
  readonly start: number
  readonly cells: readonly ByteCell[]
}

function Rows({ block, start, cells }: RowsProps) {
  const rows: React.ReactNode[] = []
  for (let at = 0; at < cells.length; at += ROW)
    rows.push(<Row key={at} block={block} start={start + at} cells={cells.slice(at, at + ROW)} />)
  return <div className="dump">{rows}</div>
}

function Row({ block, start, cells }: RowsProps) {
  const select = useDesk((desk) => desk.select)
  const picked = useReading((state) => state.picked)
  const onClick = ({ target }: React.MouseEvent): void => {
    const index = target instanceof HTMLElement ? Number(target.dataset.byte ?? Number.NaN) : Number.NaN
    // By keyboard, or beside the bytes: the row's first field, or all of its bytes.
    const edge = (cells[index] ?? cells.find((cell) => cell.edge !== NO_EDGE))?.edge ?? NO_EDGE
    if (edge !== NO_EDGE) select({ kind: 'edge', id: edge })
    else if (cells[index]) pick([{ block, start: start + index, end: start + index + 1 }])
    else pick([{ block, start, end: start + cells.length }])
  }
  return (
    <button type="button" className="dump-row" onClick={onClick}>
      <span className="offset">{`+${start.toString(16)}`}</span>
      <Bytes cells={cells} lit={(i) => isPicked(picked, block, start + i, start + i + 1)} />
    </button>
  )
}
