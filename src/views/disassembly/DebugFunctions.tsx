/** The functions that debug information tells of: each lights its entry in .debug_info and its code. */
import type { BlockId } from '../../engine/graph/ids'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { isPicked, pick, useReading } from '../../store/reading'
import type { Session } from '../../store/session'
import type { SourceMap } from '../../store/source'
import type { DebugFunction } from '../../worker/reader-protocol'

/** Those whose entries are in a block. */
export function DebugFunctions({ session, map, block }: { session: Session; map: SourceMap; block: BlockId }) {
  const say = useSay()
  const own = map.functions.filter(({ entryBlock }) => entryBlock === block)
  if (own.length === 0) return null
  return (
    <>
      <h3>{say('disassembly.functions')}</h3>
      <ul className="edge-list">
        {own.slice(0, 100).map((row) => (
          <li key={row.entryStart}>
            <FunctionEntry session={session} row={row} target="code" />
          </li>
        ))}
      </ul>
    </>
  )
}

/** One function: lights entry and code; the other end can be gone to. */
export function FunctionEntry({
  session,
  row,
  target,
}: {
  session: Session
  row: DebugFunction
  target: 'code' | 'entry'
}) {
  const say = useSay()
  const select = useDesk((desk) => desk.select)
  const lit = useReading(({ picked }) => isPicked(picked, row.entryBlock as BlockId, row.entryStart, row.entryEnd))
  const code = { block: row.block as BlockId, start: row.start, end: row.end }
  const entry = { block: row.entryBlock as BlockId, start: row.entryStart, end: row.entryEnd }
  const end = target === 'code' ? code : entry
  return (
    <span className="function-entry">
      <button type="button" className="go" aria-pressed={lit} onClick={() => pick(lit ? [] : [entry, code])}>
        <b>{row.name || say('disassembly.nameless')}</b>{' '}
        <span>{say('disassembly.subprogram', { offset: `+0x${row.entryStart.toString(16)}` })}</span>
      </button>
      <button
        type="button"
        className="go"
        onClick={() => {
          pick([entry, code])
          select({ kind: 'block', id: end.block })
        }}
      >
        {target === 'code'
          ? say('disassembly.to-code')
          : say('disassembly.in', { block: session.describer.block(entry.block) })}
      </button>
    </span>
  )
}
