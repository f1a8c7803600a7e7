/** The memory view: two memories side by side as they are at this event, the graph's own apart, and the life of every page. */
import { useDesk } from '../../store/context'
import type { Session } from '../../store/session'
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
  const model = memoryModel(session)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="memory" aria-label="Memory" tabIndex={0}>
      <p className="memory-says">{sayMemory(model.life, model.keepsFinalize, position)}</p>
      <Allocations session={session} model={model} position={position} />
      <TwoMemories session={session} model={model} position={position} />
      <GraphMemory session={session} model={model} position={position} />
      <LifeChart session={session} model={model} position={position} />
      <ActionList session={session} model={model} position={position} />
      <details className="memory-note">
        <summary>Which machine is this?</summary>
        <p>
          Shown is linking for a remote executor: the linker works in its own memory, and bytes move to the executor’s
          pages when the allocation is finalized. Inside one process JITLink’s manager does with one memory: it maps the
          pages once, readable and writable, and the linker writes right into them; at finalize they only change their
          protection. Addresses, pages and moments are the same either way.
        </p>
      </details>
    </section>
  )
}

/** More files than this are counted, in the strip below, not listed. */
const MOST_FILES = 8

/** Each file's graph has an allocation of its own: the state of each. */
function Allocations({ session, model, position }: MemoryPartProps) {
  const allocations = [...model.life.allocations.values()].filter(({ opened }) => position >= opened)
  if (allocations.length < 2 || allocations.length > MOST_FILES) return null
  return (
    <ul className="allocations" aria-label="Allocations">
      {allocations.map((allocation) => (
        <li key={allocation.file}>
          <span className="mono">{session.describer.file(allocation.file)}</span>{' '}
          <b>{allocationStage(allocation, position)}</b>
        </li>
      ))}
    </ul>
  )
}
