/** A block: where it is, what is in it, its bytes with their holes, its edges. */
import { hex } from '../../base/hex'
import { plural } from '../../base/plural'
import type { BlockId } from '../../engine/graph/ids'
import { NO_EDGE, NO_SEGMENT, protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { bytesOf } from '../../scene/bytes'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { WhyAlive } from './card/LifeStrip'
import { WhyEntry } from './card/WhyEntry'
import { edgesFrom, edgesTo } from './edges-of'
import { Bytes, EdgeList, Fact, Facts, Go, PolicyChip } from './parts'
import { PolicySwitch } from './PolicySwitch'

export function BlockPanel({ session, block }: { session: Session; block: BlockId }) {
  const { graph, describer } = session
  const section = graph.blocks.section[block]
  const policy = graph.sections.lifetime[section]
  return (
    <>
      <h2>{describer.block(block)}</h2>
      <p className="tags">
        <span className="tag strong">block</span>
        <PolicyChip policy={policy} />
        <span className="quiet mono">{protectionText(graph.sections.protection[section])}</span>
      </p>
      <Facts>
        <Fact name="section">
          <Go to={{ kind: 'section', id: section }}>{graph.sectionName(section)}</Go>
        </Fact>
        <Fact name="file">{graph.files[graph.sections.file[section]]!.name}</Fact>
        <Fact name="address">{addressText(session, block)}</Fact>
        <Fact name="size">{`${plural(graph.blocks.size.big[block], 'byte')}${graph.isZeroFill(block) ? ', zero-fill' : ''}`}</Fact>
        <Fact name="alignment">{alignmentText(session, block)}</Fact>
      </Facts>
      <HexDump session={session} block={block} start={0} end={Number(graph.blocks.size.big[block])} />
      <WhyEntry session={session} block={block} />
      <EdgeList session={session} title="Edges out" edges={edgesFrom(session, block)} end="target" />
      <EdgeList session={session} title="Edges in" edges={edgesTo(session, block)} end="source" />
      <WhyAlive session={session} block={block} name="it" />
      <PolicySwitch session={session} section={section} />
    </>
  )
}

/** The address, and whose it is. */
export function addressText({ graph }: Session, b: BlockId): string {
  const address = hex(graph.blocks.address.big[b])
  if (graph.blocks.segment[b] !== NO_SEGMENT) return address
  const { allocates } = LIFETIMES[graph.sections.lifetime[graph.blocks.section[b]]]!
  return allocates ? 'none yet' : `${address}, the builder’s`
}

function alignmentText({ graph }: Session, b: BlockId): string {
  const offset = graph.blocks.alignmentOffset[b]
  return `${2 ** graph.blocks.alignment[b]}${offset > 0 ? `, offset ${offset}` : ''}`
}

const ROW = 8
const FIRST_BYTES = 64
const MORE_BYTES = 1024

/** Rows of eight bytes; a click on a field selects its edge. */
export function HexDump({
  session,
  block,
  start,
  end,
}: {
  session: Session
  block: BlockId
  start: number
  end: number
}) {
  const select = useDesk((desk) => desk.select)
  const cells = bytesOf(session, block, start, Math.min(end, start + MORE_BYTES))
  if (!cells) return <p className="muted">Zero-fill: no content in the file, zeros in memory.</p>
  if (cells.length === 0) return null
  const shown = end - start > FIRST_BYTES ? FIRST_BYTES : cells.length
  const rows = (from: number, to: number): React.ReactNode[] => {
    const list: React.ReactNode[] = []
    for (let at = from; at < to; at += ROW) {
      const part = cells.slice(at, Math.min(to, at + ROW))
      const field = part.find(({ edge }) => edge !== NO_EDGE)?.edge
      list.push(
        <button
          key={at}
          type="button"
          className="dump-row"
          disabled={field === undefined}
          onClick={() => field !== undefined && select({ kind: 'edge', id: field })}
        >
          <span className="offset">{`+${(start + at).toString(16)}`}</span>
          <Bytes cells={part} />
        </button>,
      )
    }
    return list
  }
  return (
    <>
      <h3>Bytes</h3>
      <div className="dump">{rows(0, shown)}</div>
      {cells.length > shown && (
        <details>
          <summary>{`${plural(cells.length - shown, 'more byte')}${end - start > MORE_BYTES ? ` of ${plural(end - start, 'byte')}` : ''}`}</summary>
          <div className="dump">{rows(shown, cells.length)}</div>
        </details>
      )}
    </>
  )
}
