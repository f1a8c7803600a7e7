/** The life of the allocations as a state machine that can be pressed: where they are at this event, and ways on from here. */
import type { PhaseId } from '../../engine/graph/events'
import type { AllocationStage } from '../../scene/memory-life'
import { allocationStage } from '../../scene/memory-life'
import { phaseTitle, phaseWords } from '../../scene/phase-words'
import { later, sayWords } from '../../messages/messages'
import { useDesk } from '../../store/context'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import { phaseSteps } from '../../store/selectors/phases'
import type { Session } from '../../store/session'
import { lifeOf } from '../memory/model'

/** The stages to which somebody can go, by the ids of their messages. */
const STATES = [
  { stage: 'in flight', id: 'in-flight' },
  { stage: 'finalized', id: 'finalized' },
  { stage: 'deallocated', id: 'deallocated' },
] as const satisfies readonly { readonly stage: AllocationStage; readonly id: string }[]

export function LifeStrip({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  const seek = useDesk((desk) => desk.seek)
  const say = useSay()
  const life = lifeOf(session)
  const stages = [...life.allocations.values()].map((allocation) => allocationStage(allocation, position))
  if (stages.length === 0) return null
  const ending = endingOf(stages)
  const count = (stage: AllocationStage): number => stages.filter((candidate) => candidate === stage).length
  const places: Partial<Record<AllocationStage, number | undefined>> = {
    'in flight': lastInFlight(session),
    finalized: session.ok ? session.liveAt : undefined,
    deallocated: session.ok ? session.log.length : undefined,
  }
  return (
    <fieldset className="life-strip" aria-label={say('timeline.allocations', { count: stages.length })}>
      {STATES.map(({ stage, id }, i) => (
        <span key={stage}>
          {i > 0 && <i aria-hidden="true">→</i>}
          <button
            type="button"
            title={say(`timeline.go.${id}`)}
            aria-current={count(stage) > 0 ? 'step' : undefined}
            disabled={places[stage] === undefined}
            onClick={() => seek(places[stage]!)}
          >
            {label(say, say(`timeline.stage.${id}`), count(stage), stages.length)}
          </button>
        </span>
      ))}
      <i aria-hidden="true">{ending ? '→' : say('timeline.or')}</i>
      <Abandon session={session} position={position} inFlight={count('in flight') > 0} ending={ending} />
    </fieldset>
  )
}

function label(say: Say, stage: string, count: number, all: number): string {
  return count > 0 && count < all ? say('timeline.stage-some', { stage, count, all }) : stage
}

function endingOf(stages: readonly AllocationStage[]): 'abandoned' | 'failed' | undefined {
  if (stages.includes('failed')) return 'failed'
  return stages.includes('abandoned') ? 'abandoned' : undefined
}

/** The moment before finalize begins, or before everything is abandoned. */
function lastInFlight({ phases, allocateAt, log }: Session): number | undefined {
  const next = phases.find(({ id }) => id === 'finalize' || id === 'abandon')
  return next && next.first > allocateAt && allocateAt < log.length ? next.first : undefined
}

interface AbandonProps {
  readonly session: Session
  readonly position: number
  readonly inFlight: boolean
  readonly ending: 'abandoned' | 'failed' | undefined
}

/** Abandons here, or takes back what ended this link. */
function Abandon({ session, position, inFlight, ending }: AbandonProps) {
  const change = useDesk((desk) => desk.change)
  const say = useSay()
  const asked = useDesk((desk) => desk.settings.abandonAt)
  const failing = useDesk((desk) => desk.settings.failAction)
  if (asked !== undefined || failing !== undefined) {
    const says =
      failing === undefined
        ? say('timeline.is-abandoned', { phase: phaseTitle(say, asked!) })
        : say('timeline.is-failing', { action: failing + 1 })
    return (
      <>
        {ending && <b className="ended">{say(`timeline.ended.${ending}`)}</b>}
        <button
          type="button"
          className="take-back"
          title={says}
          onClick={() =>
            void change({ abandonAt: undefined, failAction: undefined }, later('timeline.let-live.change'))
          }
        >
          {say('timeline.let-live')}
        </button>
      </>
    )
  }
  if (ending) return <b className="ended">{say(`timeline.ended.${ending}`)}</b>
  const phase = nextPhase(session, position)
  const what =
    phase && inFlight ? later('timeline.abandon-before', { phase: phaseWords(phase) }) : later('timeline.abandon')
  return (
    <button
      type="button"
      disabled={!inFlight || phase === undefined}
      title={
        inFlight
          ? say('timeline.abandon.says', { phase: phaseTitle(say, phase ?? 'finalize') })
          : say('timeline.abandon.cannot')
      }
      onClick={() => phase && void change({ abandonAt: phase }, what, 'end')}
    >
      {sayWords(say, what)}
    </button>
  )
}

/** Abandoning happens at the beginning of a phase: of this one, or of the next if this one is over. */
function nextPhase(session: Session, position: number): PhaseId | undefined {
  const steps = phaseSteps(session).filter(({ id }) => id !== 'live' && id !== 'deallocate' && id !== 'abandon')
  const current = steps.find(({ first, end }) => position > first && position < end)
  return (current ?? steps.find(({ first }) => first >= position))?.id
}
