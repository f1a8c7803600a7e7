/** What is known of a stretch of a block besides its bytes: instructions and source, or the functions it tells of. */
import type { BlockId } from '../../engine/graph/ids'
import { Protection } from '../../engine/graph/ids'
import type { Session } from '../../store/session'
import { useSourceMap } from '../../store/source'
import { DebugFunctions } from './DebugFunctions'
import { Disassembly } from './Disassembly'
import { SourceLines } from './SourceLines'

export function Code({ session, block, start, end }: { session: Session; block: BlockId; start: number; end: number }) {
  const { graph } = session
  const map = useSourceMap(session, block)
  const code = graph.sections.protection[graph.blocks.section[block]] & Protection.Exec && graph.content(block)
  if (!code) return map ? <DebugFunctions session={session} map={map} block={block} /> : null
  return (
    <>
      <Disassembly session={session} block={block} start={start} end={Math.min(end, code.length)} map={map} />
      {map && <SourceLines map={map} block={block} start={start} end={end} />}
    </>
  )
}
