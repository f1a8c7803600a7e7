/** The life of the allocations as a state machine that can be pressed: where they are at this event, and ways on from here. */
import { PHASES } from '../../engine/graph/events'
import type { PhaseId } from '../../engine/graph/events'
import type { AllocationStage } from '../../scene/memory-life'
import { allocationStage } from '../../scene/memory-life'
import { useDesk } from '../../store/context'
import { phaseSteps } from '../../store/selectors/phases'
import type { Session } from '../../store/session'
import { lifeOf } from '../memory/model'

interface StateRow {
  readonly stage: AllocationStage
  readonly says: string
}

const STATES: readonly StateRow[] = [
  { stage: 'in flight', says: 'Go to the last moment before the allocation is finalized.' },
  { stage: 'finalized', says: 'Finalize: go on until the link is live.' },
  { stage: 'deallocated', says: 'Deallocate: go on to the end.' },
]

export function LifeStrip({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  const seek = useDesk((desk) => desk.seek)
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
    <fieldset className="life-strip" aria-label={stages.length === 1 ? 'The allocation' : 'The allocations'}>
      {STATES.map(({ stage, says }, i) => (
        <span key={stage}>
          {i > 0 && <i aria-hidden="true">→</i>}
          <button
            type="button"
            title={says}
            aria-current={count(stage) > 0 ? 'step' : undefined}
            disabled={places[stage] === undefined}
            onClick={() => seek(places[stage]!)}
          >
            {label(stage, count(stage), stages.length)}
          </button>
        </span>
      ))}
      <i aria-hidden="true">{ending ? '→' : 'or'}</i>
      <Abandon session={session} position={position} inFlight={count('in flight') > 0} ending={ending} />
    </fieldset>
  )
}

function label(stage: AllocationStage, count: number, all: number): string {
  return count > 0 && count < all ? `${stage} ${count} of ${all}` : stage
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
  const asked = useDesk((desk) => desk.settings.abandonAt)
  const failing = useDesk((desk) => desk.settings.failAction)
  if (asked !== undefined || failing !== undefined) {
    const what = failing === undefined ? `abandoned before ${titleOf(asked!)}` : `action ${failing + 1} fails`
    return (
      <>
        {ending && <b className="ended">{ending === 'failed' ? 'failed: leaked' : 'abandoned'}</b>}
        <button
          type="button"
          className="take-back"
          title={`This link is ${what}.`}
          onClick={() => void change({ abandonAt: undefined, failAction: undefined }, 'let the link run to its end')}
        >
          let it live
        </button>
      </>
    )
  }
  if (ending) return <b className="ended">{ending === 'failed' ? 'failed: leaked' : 'abandoned'}</b>
  const phase = nextPhase(session, position)
  const what = phase && inFlight ? `abandon before ${titleOf(phase)}` : 'abandon'
  return (
    <button
      type="button"
      disabled={!inFlight || phase === undefined}
      title={
        inFlight
          ? `Link again and abandon the allocation before ${titleOf(phase ?? 'finalize')}: pages of every policy go back, no action runs.`
          : 'Only what is in flight can be abandoned.'
      }
      onClick={() => phase && void change({ abandonAt: phase }, what, 'end')}
    >
      {what}
    </button>
  )
}

const titleOf = (phase: PhaseId): string => PHASES.find(({ id }) => id === phase)?.title ?? phase

/** Abandoning happens at the beginning of a phase: of this one, or of the next if this one is over. */
function nextPhase(session: Session, position: number): PhaseId | undefined {
  const steps = phaseSteps(session).filter(({ id }) => id !== 'live' && id !== 'deallocate' && id !== 'abandon')
  const current = steps.find(({ first, end }) => position > first && position < end)
  return (current ?? steps.find(({ first }) => first >= position))?.id
}
