/** The memory view: two memories side by side as they are at this event, the graph's own apart, and the life of every page. */
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import type { AllocationStage } from '../../scene/memory-life'
import { allocationStage } from '../../scene/memory-life'
import { ActionList } from './ActionList'
import { GraphMemory } from './GraphMemory'
import { LifeChart } from './LifeChart'
import { memoryModel } from './model'
import { sayMemory } from './says'
import type { MemoryPartProps } from './TwoMemories'
import { TwoMemories } from './TwoMemories'

export function MemoryView({ session }: { session: Session }) {
  const position = useDesk((desk) => desk.position)
  const say = useSay()
  const model = memoryModel(say, session)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="memory" aria-label={say('memory.label')} tabIndex={0}>
      <p className="memory-says">{sayMemory(say, model.life, model.keepsFinalize, position)}</p>
      <Allocations session={session} model={model} position={position} />
      <TwoMemories session={session} model={model} position={position} />
      <GraphMemory session={session} model={model} position={position} />
      <LifeChart session={session} model={model} position={position} />
      <ActionList session={session} model={model} position={position} />
      <details className="memory-note">
        <summary>{say('memory.which-machine')}</summary>
        <p>{say('memory.this-machine')}</p>
      </details>
    </section>
  )
}

const STAGES: Readonly<Record<AllocationStage, string>> = {
  none: 'memory.stage-none',
  'in flight': 'memory.stage-in-flight',
  finalized: 'memory.stage-finalized',
  deallocated: 'memory.fate-deallocated',
  abandoned: 'memory.fate-abandoned',
  failed: 'memory.action-has-failed',
}

/** More files than this are counted, in the strip below, not listed. */
const MOST_FILES = 8

/** Each file's graph has an allocation of its own: the state of each. */
function Allocations({ session, model, position }: MemoryPartProps) {
  const say = useSay()
  const allocations = [...model.life.allocations.values()].filter(({ opened }) => position >= opened)
  if (allocations.length < 2 || allocations.length > MOST_FILES) return null
  return (
    <ul className="allocations" aria-label={say('memory.allocations')}>
      {allocations.map((allocation) => (
        <li key={allocation.file}>
          <span className="mono">{session.describer.file(allocation.file)}</span>{' '}
          <b>{say(STAGES[allocationStage(allocation, position)])}</b>
        </li>
      ))}
    </ul>
  )
}
