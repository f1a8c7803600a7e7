/** Finalize actions in the order in which they run, each with its deallocation twin and its state at this event. */
import type { ActionId } from '../../engine/graph/ids'
import { NO_EDGE, NO_SYMBOL } from '../../engine/graph/ids'
import { memoryWarning } from '../../scene/action-memory'
import { actionText, twinText } from '../../scene/action-words'
import { sayPhrase } from '../../scene/diagnostic-words'
import type { ActionLife, ActionStage } from '../../scene/memory-life'
import { actionStage } from '../../scene/memory-life'
import { definitionOf } from '../../engine/graph/crossings'
import { later } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Selection } from '../../store/selection'
import type { Session } from '../../store/session'
import { Go } from '../inspector/parts'
import { twinsAt } from './says'
import type { MemoryPartProps } from './TwoMemories'

const MOST_ACTIONS = 200

export function ActionList({ session, model, position }: MemoryPartProps) {
  const say = useSay()
  const { actions } = model.life
  const here = actions.filter(({ recorded }) => position >= recorded)
  const failed = actions.find((life) => life.failed !== undefined && position >= life.failed)
  return (
    <section className="actions" aria-label={say('memory.actions')}>
      <h2>
        {say('memory.actions')} <span>{say('memory.actions-note')}</span>
      </h2>
      {here.length === 0 && <p className="muted">{say(noneOf(session, actions))}</p>}
      {here.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{say('memory.action')}</th>
              <th scope="col">{say('memory.state')}</th>
              <th scope="col">{say('memory.twin')}</th>
              <th scope="col">{say('memory.state')}</th>
              <th scope="col">{say('memory.what-if')}</th>
            </tr>
          </thead>
          <tbody>
            {here.slice(0, MOST_ACTIONS).map((life, i) => (
              <ActionRow key={life.action} session={session} life={life} number={i + 1} position={position} />
            ))}
          </tbody>
        </table>
      )}
      {here.length > MOST_ACTIONS && (
        <p className="muted">{say('memory.more-actions', { n: here.length - MOST_ACTIONS })}</p>
      )}
      {failed && (
        <p className="verdict error">
          {say('memory.action-failed', { action: failed.action + 1, n: twinsAt(model.life, Infinity) })}
        </p>
      )}
    </section>
  )
}

/** Why there are none, in a message. */
function noneOf({ ok }: Session, actions: readonly ActionLife[]): string {
  if (actions.length > 0) return 'memory.no-action-yet'
  return ok ? 'memory.no-action' : 'memory.no-action-recorded'
}

type Shown = 'recorded' | 'run' | 'failed' | 'waits' | 'never-runs'

const SHOWN: Readonly<Record<Shown, string>> = {
  recorded: 'memory.action-recorded',
  run: 'memory.action-run',
  failed: 'memory.action-has-failed',
  waits: 'memory.action-waits',
  'never-runs': 'memory.action-never-runs',
}

const STATES: Readonly<Record<ActionStage, Shown | undefined>> = {
  none: undefined,
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
  const say = useSay()
  const { action, run, failed, twin } = life
  const stage = actionStage(life, position)
  const undoes = twinText(say, session, action)
  const warning = memoryWarning(session.diagnostics, action)
  return (
    <tr data-stage={stage}>
      <td>{number}</td>
      <td>
        <Subject session={session} action={action} text={actionText(say, session, action)} />
        {warning && <p className="verdict warning">{say('memory.warning', { warning: sayPhrase(say, warning) })}</p>}
      </td>
      <td>
        <State state={STATES[stage]} at={run ?? failed} />
      </td>
      <td>{undoes ?? <span className="muted">{say('memory.no-twin')}</span>}</td>
      <td>{undoes && <State state={twinState(stage)} at={twin} />}</td>
      <td>
        <LetFail action={action} number={number} />
      </td>
    </tr>
  )
}

/** Links again with this action failing, or with none. */
function LetFail({ action, number }: { action: ActionId; number: number }) {
  const say = useSay()
  const change = useDesk((desk) => desk.change)
  const failing = useDesk((desk) => desk.settings.failAction === action)
  return (
    <button
      type="button"
      className="moment"
      aria-pressed={failing}
      onClick={() =>
        void (failing
          ? change({ failAction: undefined }, later('memory.done-succeed', { number }))
          : change({ failAction: action }, later('memory.done-fail', { number }), 'end'))
      }
    >
      {say(failing ? 'memory.let-succeed' : 'memory.let-fail')}
    </button>
  )
}

function twinState(stage: ActionStage): Shown {
  if (stage === 'undone') return 'run'
  if (stage === 'failed') return 'never-runs'
  return stage === 'run' ? 'waits' : 'recorded'
}

/** The state in words, and a way to the event that brings it about. */
function State({ state, at }: { state: Shown | undefined; at: number | undefined }) {
  const say = useSay()
  const seek = useDesk((desk) => desk.seek)
  return (
    <>
      {state && <b className={`state ${state}`}>{say(SHOWN[state])}</b>}
      {at !== undefined && (
        <button type="button" className="moment" onClick={() => seek(at)}>
          {say('memory.event', { at })}
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
