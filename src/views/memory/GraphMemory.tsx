/** NoAlloc content: outside both memories. Where its bytes are at this event, and who asked for a copy. */
import { plural } from '../../base/plural'
import { ASKERS } from '../../engine/graph/schema'
import type { GraphContent } from '../../scene/memory-rows'
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
import { Go } from '../inspector/parts'
import type { MemoryPartProps } from './TwoMemories'

export function GraphMemory({ session, model, position }: MemoryPartProps) {
  const here = model.contents.filter(({ sections }) => sections[0]! < session.graph.sections.length)
  if (here.length === 0) return null
  const bytes = here.reduce((sum, content) => sum + content.bytes, 0)
  const isCopied = ({ copied }: GraphContent): boolean => copied !== undefined && position >= copied.at
  const groups = ASKERS.map((asker, code) => ({
    says: `Copied, so that it can be changed; the first to ask was ${asker.says}:`,
    contents: here.filter((content) => isCopied(content) && content.copied!.asker === code),
  }))
  groups.push({
    says: 'Still the file’s own bytes; nobody has asked for a copy:',
    contents: here.filter((content) => !isCopied(content)),
  })
  return (
    <section className="graph-memory" aria-label="Graph memory">
      <h2>
        <i className="swatch policy-N">N</i> Graph memory{' '}
        <span>{`${plural(bytes, 'byte')} of NoAlloc content: no pages in either memory, never in the executor`}</span>
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
  const seek = useDesk((desk) => desk.seek)
  const { graph, describer } = session
  const { sections, bytes, copied, file } = content
  const several = graph.files.length > 1 ? ` of ${graph.files[file]!.name}` : ''
  return (
    <li>
      {sections.length === 1 ? (
        <Go to={{ kind: 'section', id: sections[0]! }}>{describer.section(sections[0]!)}</Go>
      ) : (
        <b>{`${plural(sections.length, 'section')}${several}`}</b>
      )}{' '}
      <span className="mono">{plural(bytes, 'B', 'B')}</span>{' '}
      {copied && (
        <button type="button" className="moment" onClick={() => seek(copied.at)} title="when it is copied">
          {`event ${copied.at}`}
        </button>
      )}
    </li>
  )
}
