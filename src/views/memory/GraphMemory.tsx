/** NoAlloc content: outside both memories. Where its bytes are at this event, and who asked for a copy. */
import { ASKERS } from '../../engine/graph/schema'
import type { GraphContent } from '../../scene/memory-rows'
import { sayAsker } from '../../scene/memory-rows'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { Go } from '../inspector/parts'
import { Written } from '../inspector/Written'
import type { MemoryPartProps } from './TwoMemories'

/** Characters of a section's name. */
const LONGEST_NAME = 36

export function GraphMemory({ session, model, position }: MemoryPartProps) {
  const say = useSay()
  const here = model.contents.filter(({ sections }) => sections[0]! < session.graph.sections.length)
  if (here.length === 0) return null
  const bytes = here.reduce((sum, content) => sum + content.bytes, 0)
  const full = here.filter((content) => content.bytes > 0)
  const isCopied = ({ copied }: GraphContent): boolean => copied !== undefined && position >= copied.at
  const groups = ASKERS.map((_, code) => ({
    says: say('memory.copied', { asker: sayAsker(say, code) }),
    contents: full.filter((content) => isCopied(content) && content.copied!.asker === code),
  }))
  groups.push(
    { says: say('memory.not-copied'), contents: full.filter((content) => !isCopied(content)) },
    { says: say('memory.empty'), contents: here.filter((content) => content.bytes === 0) },
  )
  return (
    <section className="graph-memory" aria-label={say('memory.graph-memory')}>
      <h2>
        <i className="swatch policy-N">N</i> {say('memory.graph-memory')}{' '}
        <span>{say('memory.graph-note', { bytes })}</span>
      </h2>
      {groups
        .filter(({ contents }) => contents.length > 0)
        .map(({ says, contents }) => (
          <div key={says}>
            <p>{says}</p>
            <ul>
              {contents.map((content) => (
                <Content key={content.key} session={session} content={content} />
              ))}
            </ul>
          </div>
        ))}
    </section>
  )
}

function Content({ session, content }: { session: Session; content: GraphContent }) {
  const say = useSay()
  const seek = useDesk((desk) => desk.seek)
  const { graph, describer } = session
  const { sections, bytes, copied, file } = content
  const n = sections.length
  const owner = graph.files[file]!.name
  return (
    <li>
      {n === 1 ? (
        <Go to={{ kind: 'section', id: sections[0]! }}>
          <Written text={describer.section(sections[0]!)} most={LONGEST_NAME} />
        </Go>
      ) : (
        <b>{graph.files.length > 1 ? say('memory.sections-of', { n, owner }) : say('memory.sections', { n })}</b>
      )}{' '}
      <span className="mono">{say('memory.B', { n: bytes })}</span>{' '}
      {copied && (
        <button type="button" className="moment" onClick={() => seek(copied.at)} title={say('memory.when-copied')}>
          {say('memory.event', { at: copied.at })}
        </button>
      )}
    </li>
  )
}
