/** A block: where it is, what is in it, its bytes with their holes, its edges. */
import { hex } from '../../base/hex'
import { plural } from '../../base/plural'
import type { BlockId } from '../../engine/graph/ids'
import { NO_SEGMENT, protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { Session } from '../../store/session'
import { Code } from '../disassembly/Code'
import { HexDump } from './HexDump'
import { WhyAlive } from './card/LifeStrip'
import { WhyEntry } from './card/WhyEntry'
import { edgesFrom, edgesTo } from '../../store/edges-of'
import { EdgeList, Fact, Facts, Go, PolicyChip } from './parts'
import { PolicySwitch } from './PolicySwitch'
import { Heading } from './Written'

export function BlockPanel({ session, block }: { session: Session; block: BlockId }) {
  const { graph, describer } = session
  const section = graph.blocks.section[block]
  const policy = graph.sections.lifetime[section]
  return (
    <>
      <Heading text={describer.block(block)} />
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
      <Code session={session} block={block} start={0} end={Number(graph.blocks.size.big[block])} />
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
