/** A section: its policy and protection, and the blocks in it. */
import type { BlockId, SectionId } from '../../engine/graph/ids'
import { protectionText } from '../../engine/graph/ids'
import { SectionFlag } from '../../engine/graph/schema'
import { policyReasonSays } from '../../scene/policy-words'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { whyPolicy } from '../../store/why-policy'
import { PolicySwitch } from './PolicySwitch'
import { Fact, Facts, Go, PolicyChip } from './parts'
import { Heading, Written } from './Written'

const MOST_BLOCKS = 40

/** What in its file gives the section its policy, where that is worth a word. */
function WhyPolicy({ session, section }: { session: Session; section: SectionId }) {
  const say = useSay()
  const formats = useDesk((desk) => desk.catalogue?.formats)
  const why = formats && whyPolicy(formats, session, section)
  return why ? <p className="why-policy">{policyReasonSays(say, why.reason, why.name)}</p> : null
}

export function SectionPanel({ session, section: x }: { session: Session; section: SectionId }) {
  const say = useSay()
  const { graph, describer } = session
  const blocks: BlockId[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++)
    if (graph.blocks.section[b] === x && !graph.isRemoved(b)) blocks.push(b)
  const size = blocks.reduce((sum, b) => sum + graph.blocks.size.big[b], 0n)
  const flags = graph.sections.flags[x]
  return (
    <>
      <Heading text={describer.section(x)} />
      <p className="tags">
        <span className="tag strong">{say('inspector.section')}</span>
        <PolicyChip policy={graph.sections.lifetime[x]} />
      </p>
      <Facts>
        <Fact name={say('inspector.file')}>{graph.files[graph.sections.file[x]]!.name}</Fact>
        <Fact name={say('inspector.protection')}>{protectionText(graph.sections.protection[x])}</Fact>
        <Fact name={say('inspector.size')}>
          {say('inspector.bytes-in-blocks', { bytes: size, blocks: blocks.length })}
        </Fact>
        <Fact name={say('inspector.made-by')}>
          {say(flags & SectionFlag.Synthetic ? 'inspector.the-linker' : 'inspector.the-compiler')}
        </Fact>
      </Facts>
      <PolicySwitch session={session} section={x} />
      <WhyPolicy session={session} section={x} />
      <h3>{say('inspector.blocks-counted', { n: blocks.length })}</h3>
      <ul className="edge-list">
        {blocks.slice(0, MOST_BLOCKS).map((b) => (
          <li key={b}>
            <Go to={{ kind: 'block', id: b }}>
              <b>
                <Written text={describer.block(b)} />
              </b>{' '}
              <span>{say('inspector.bytes', { n: graph.blocks.size.big[b] })}</span>
            </Go>
          </li>
        ))}
      </ul>
      {blocks.length > MOST_BLOCKS && (
        <p className="muted">{say('inspector.more-blocks', { n: blocks.length - MOST_BLOCKS })}</p>
      )}
    </>
  )
}
