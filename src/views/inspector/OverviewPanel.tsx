/** Nothing is selected: the story of the sample, problems and notes of the link, what to try. */
import type { Diagnostic } from '../../engine/graph/diagnostics'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { problemDetail, problemTitle, sayPhrase, sayProblem } from '../../scene/diagnostic-words'
import { policySays } from '../../scene/policy-words'
import { useDesk } from '../../store/context'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import { sampleStory, sampleTitle } from '../../store/sample-words'
import type { Sample } from '../../store/samples'
import type { Session } from '../../store/session'
import { FailedEdge } from './card/FailedEdge'
import { Problem } from './InputPanel'
import { Written } from './Written'

/** Every member of an archive may have one. */
const MOST_NOTES = 100

export function OverviewPanel({ session }: { session: Session | undefined }) {
  const say = useSay()
  const sample = useDesk((desk) => desk.sample)
  const inputs = useDesk((desk) => desk.inputs)
  const diagnostics = (session?.diagnostics ?? []).filter(
    (diagnostic) =>
      !inputs.some(({ refused }) => refused?.code === diagnostic.code && refused.file === diagnostic.file),
  )
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const notes = diagnostics.filter(({ severity }) => severity !== 'error')
  const refused = inputs.filter((input) => input.refused)
  return (
    <>
      <h2>
        {(sample && sampleTitle(say, sample)) ??
          (session ? say('inspector.files', { n: session.graph.files.length }) : say('inspector.nothing-linked'))}
      </h2>
      {(sample ? sampleStory(say, sample) : []).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {sample && <SampleTargets sample={sample} />}
      {refused.map(({ id, name, bytes, refused: diagnostic }) => (
        <div key={id}>
          <p className="mono">{name}</p>
          <Problem diagnostic={diagnostic!} bytes={bytes} />
        </div>
      ))}
      {errors.map((diagnostic) => (
        <Problem key={sayProblem(say, diagnostic)} diagnostic={diagnostic} />
      ))}
      {session && errors.some(({ code }) => code === 'out-of-range') && <FailedEdge session={session} />}
      <Notes notes={notes} />
      <h3>{say('inspector.reading-map')}</h3>
      <dl className="legend">
        {[1, 0, 2].map((policy) => {
          const { letter, name } = LIFETIMES[policy]!
          return (
            <div key={name}>
              <dt>
                <span className={`swatch policy-${letter}`}>{letter}</span> {name}
              </dt>
              <dd>{policySays(say, policy)}</dd>
            </div>
          )
        })}
      </dl>
      <p className="muted">{say('inspector.try')}</p>
    </>
  )
}

/** The same program as other compilers' targets make it. */
function SampleTargets({ sample }: { sample: Sample }) {
  const say = useSay()
  const samples = useDesk((desk) => desk.samples)
  const open = useDesk((desk) => desk.openSample)
  const variants = samples.filter(({ program }) => program === sample.program)
  if (variants.length < 2) return null
  return (
    <fieldset className="choices targets" aria-label={say('inspector.compiled-for')}>
      {variants.map(({ id, target }) => (
        <button key={id} type="button" aria-pressed={id === sample.id} onClick={() => void open(id)}>
          {target.title}
        </button>
      ))}
    </fieldset>
  )
}

function noteText(say: Say, note: Diagnostic): string {
  const [title, detail] = [problemTitle(say, note.code), problemDetail(say, note)]
  if (detail !== undefined) return note.file ? `${note.file}: ${title}. ${detail}` : detail
  return note.structure ? `${title}: ${sayPhrase(say, note.structure)}` : title
}

function Notes({ notes }: { notes: readonly Diagnostic[] }) {
  const say = useSay()
  if (notes.length === 0) return null
  return (
    <details className="notes">
      <summary>{say('inspector.notes-counted', { n: notes.length })}</summary>
      <ul>
        {notes.slice(0, MOST_NOTES).map((note) => (
          <li key={sayProblem(say, note)}>
            <Written text={noteText(say, note)} />
          </li>
        ))}
      </ul>
      {notes.length > MOST_NOTES && (
        <p className="muted">{say('inspector.more-notes', { n: notes.length - MOST_NOTES })}</p>
      )}
    </details>
  )
}
