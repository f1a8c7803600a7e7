/** Finalize actions in the order in which they run, each with its deallocation twin and its state at this event. */
import { plural } from '../../base/plural'
import type { ActionId } from '../../engine/graph/ids'
import { NO_EDGE, NO_SYMBOL } from '../../engine/graph/ids'
import { memoryWarning } from '../../scene/action-memory'
import type { ActionLife, ActionStage } from '../../scene/memory-life'
import { actionStage } from '../../scene/memory-life'
import { definitionOf } from '../../engine/graph/crossings'
import { useDesk } from '../../store/context'
import type { Selection } from '../../store/selection'
import type { Session } from '../../store/session'
import { Go } from '../inspector/parts'
import { sayTwins } from './says'
import type { MemoryPartProps } from './TwoMemories'

const MOST_ACTIONS = 200

export function ActionList({ session, model, position }: MemoryPartProps) {
  const { actions } = model.life
  const here = actions.filter(({ recorded }) => position >= recorded)
  const failed = actions.find((life) => life.failed !== undefined && position >= life.failed)
  return (
    <section className="actions" aria-label="Finalize actions">
      <h2>
        Finalize actions{' '}
        <span>run in order when the memory is final; their twins in reverse when it is deallocated</span>
      </h2>
      {here.length === 0 && <p className="muted">{sayNone(session, actions)}</p>}
      {here.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">Finalize action</th>
              <th scope="col">State</th>
              <th scope="col">Deallocation twin</th>
              <th scope="col">State</th>
              <th scope="col">What if</th>
            </tr>
          </thead>
          <tbody>
            {here.slice(0, MOST_ACTIONS).map((life, i) => (
              <ActionRow key={life.action} session={session} life={life} number={i + 1} position={position} />
            ))}
          </tbody>
        </table>
      )}
      {here.length > MOST_ACTIONS && <p className="muted">{plural(here.length - MOST_ACTIONS, 'more action')}</p>}
      {failed && (
        <p className="verdict error">
          Action {failed.action + 1} failed. {sayTwins(model.life, Infinity)}, and then nothing more. Nobody gives the
          memory back: it is leaked.
        </p>
      )}
    </section>
  )
}

function sayNone({ ok }: Session, actions: readonly ActionLife[]): string {
  if (actions.length > 0) return 'None is recorded yet: passes and plugins record them after the fixups.'
  return ok ? 'This link has none.' : 'None was recorded.'
}

const STATES: Readonly<Record<ActionStage, string>> = {
  none: '',
  recorded: 'recorded',
  run: 'run',
  failed: 'failed',
  undone: 'run',
}

function ActionRow({
  session,
  life,
  number,
  position,
}: {
  session: Session
  life: ActionLife
  number: number
  position: number
}) {
  const { describer } = session
  const { action, run, failed, twin } = life
  const stage = actionStage(life, position)
  const twinText = describer.twin(action)
  const warning = memoryWarning(session.diagnostics, action)
  return (
    <tr data-stage={stage}>
      <td>{number}</td>
      <td>
        <Subject session={session} action={action} text={describer.action(action)} />
        {warning && <p className="verdict warning">{`Warning: ${warning}.`}</p>}
      </td>
      <td>
        <State text={STATES[stage]} at={run ?? failed} />
      </td>
      <td>{twinText ?? <span className="muted">none</span>}</td>
      <td>{twinText && <State text={twinState(stage)} at={twin} />}</td>
      <td>
        <LetFail action={action} number={number} />
      </td>
    </tr>
  )
}

/** Links again with this action failing, or with none. */
function LetFail({ action, number }: { action: ActionId; number: number }) {
  const change = useDesk((desk) => desk.change)
  const failing = useDesk((desk) => desk.settings.failAction === action)
  return (
    <button
      type="button"
      className="moment"
      aria-pressed={failing}
      onClick={() =>
        void (failing
          ? change({ failAction: undefined }, `let action ${number} succeed`)
          : change({ failAction: action }, `let action ${number} fail`, 'end'))
      }
    >
      {failing ? 'let it succeed' : 'let it fail'}
    </button>
  )
}

function twinState(stage: ActionStage): string {
  if (stage === 'undone') return 'run'
  if (stage === 'failed') return 'never runs'
  return stage === 'run' ? 'waits' : 'recorded'
}

/** The state in words, and a way to the event that brings it about. */
function State({ text, at }: { text: string; at: number | undefined }) {
  const seek = useDesk((desk) => desk.seek)
  return (
    <>
      <b className={`state ${text.replace(' ', '-')}`}>{text}</b>
      {at !== undefined && (
        <button type="button" className="moment" onClick={() => seek(at)}>
          {`event ${at}`}
        </button>
      )}
    </>
  )
}

function Subject({ session, action, text }: { session: Session; action: ActionId; text: string }) {
  const to = subjectOf(session, action)
  return to ? <Go to={to}>{text}</Go> : text
}

/** What the action is about: the function that it calls, or a section. */
function subjectOf({ graph }: Session, a: ActionId): Selection | undefined {
  const { subject, edge, section } = graph.actions
  if (edge[a] !== NO_EDGE) return { kind: 'symbol', id: definitionOf(graph, graph.edges.target[edge[a]]) }
  if (subject[a] !== NO_SYMBOL) return { kind: 'symbol', id: subject[a] }
  return section[a] < graph.sections.length ? { kind: 'section', id: section[a] } : undefined
}
