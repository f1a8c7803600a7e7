/** The source line that a field's instruction comes from, with its text where we have it. */
import type { EdgeId } from '../../../engine/graph/ids'
import { useDesk } from '../../../store/context'
import { useSay } from '../../../store/language'
import { pick } from '../../../store/reading'
import type { Session } from '../../../store/session'
import { lineText, useSourceMap, useSourceText } from '../../../store/source'
import { FunctionEntry } from '../../disassembly/DebugFunctions'

export function SourceOfField({ session, edge }: { session: Session; edge: EdgeId }) {
  const say = useSay()
  const { edges } = session.graph
  const block = edges.block[edge]
  const map = useSourceMap(session, block)
  const line = map?.at(block, edges.offset[edge])
  const text = useSourceText(map && line && map.sources[line.source])
  const select = useDesk((desk) => desk.select)
  if (!map || !line) return null
  const row = map.functionAt(block, line.start)
  return (
    <>
      <h3>{say('inspector.source')}</h3>
      <button
        type="button"
        className="source-of-field"
        onClick={() => {
          pick(map.rangesOf(line.source, line.line))
          select({ kind: 'block', id: block })
        }}
      >
        <span className="mono">{lineText(map, line)}</span>
        {text && <code>{text[line.line - 1]?.trim()}</code>}
      </button>
      {row && <FunctionEntry session={session} row={row} target="entry" />}
    </>
  )
}
