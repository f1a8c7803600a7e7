/** A block: where it is, what is in it, its bytes with their holes, its edges. */
import { hex } from '../../base/hex'
import type { BlockId } from '../../engine/graph/ids'
import { NO_SEGMENT, protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { Code } from '../disassembly/Code'
import { HexDump } from './HexDump'
import { WhyAlive } from './card/LifeStrip'
import { WhyChosen } from './card/WhyChosen'
import { WhyEntry } from './card/WhyEntry'
import { edgesFrom, edgesTo } from '../../store/edges-of'
import { EdgeList, Fact, Facts, Go, PolicyChip } from './parts'
import { PolicySwitch } from './PolicySwitch'
import { Heading, Written } from './Written'

export function BlockPanel({ session, block }: { session: Session; block: BlockId }) {
  const say = useSay()
  const { graph, describer } = session
  const section = graph.blocks.section[block]
  const policy = graph.sections.lifetime[section]
  return (
    <>
      <Heading text={describer.block(block)} />
      <p className="tags">
        <span className="tag strong">{say('inspector.block')}</span>
        <PolicyChip policy={policy} />
        <span className="quiet mono">{protectionText(graph.sections.protection[section])}</span>
      </p>
      <Facts>
        <Fact name={say('inspector.section')}>
          <Go to={{ kind: 'section', id: section }}>
            <Written text={graph.sectionName(section)} />
          </Go>
        </Fact>
        <Fact name={say('inspector.file')}>{graph.files[graph.sections.file[section]]!.name}</Fact>
        <Fact name={say('inspector.address')}>{addressText(say, session, block)}</Fact>
        <Fact name={say('inspector.size')}>
          {say(graph.isZeroFill(block) ? 'inspector.bytes-of-zero-fill' : 'inspector.bytes', {
            n: graph.blocks.size.big[block],
          })}
        </Fact>
        <Fact name={say('inspector.alignment')}>{alignmentText(say, session, block)}</Fact>
      </Facts>
      <HexDump session={session} block={block} start={0} end={Number(graph.blocks.size.big[block])} />
      <Code session={session} block={block} start={0} end={Number(graph.blocks.size.big[block])} />
      <WhyEntry session={session} block={block} />
      <EdgeList session={session} edges={edgesFrom(session, block)} end="target" />
      <EdgeList session={session} edges={edgesTo(session, block)} end="source" />
      <WhyAlive session={session} block={block} />
      <WhyChosen session={session} block={block} />
      <PolicySwitch session={session} section={section} />
    </>
  )
}

/** The address, and whose it is. */
export function addressText(say: Say, { graph }: Session, b: BlockId): string {
  const address = hex(graph.blocks.address.big[b])
  if (graph.blocks.segment[b] !== NO_SEGMENT) return address
  const { allocates } = LIFETIMES[graph.sections.lifetime[graph.blocks.section[b]]]!
  return allocates ? say('inspector.no-address-yet') : say('inspector.address-of-builder', { address })
}

function alignmentText(say: Say, { graph }: Session, b: BlockId): string {
  const offset = graph.blocks.alignmentOffset[b]
  return say('inspector.aligned', { alignment: 2 ** graph.blocks.alignment[b], offset })
}
