/** What can be said of memory at a moment, in a sentence. */
import type { AllocationStage, MemoryLife, PageState } from '../../scene/memory-life'
import { allocationStage } from '../../scene/memory-life'
import type { Say } from '../../store/language'

export function stagesAt({ allocations }: MemoryLife, position: number): AllocationStage[] {
  return [...allocations.values()].map((allocation) => allocationStage(allocation, position))
}

/** The whole picture in words. `keepsFinalize`: the manager does not give Finalize pages back early. */
export function sayMemory(say: Say, life: MemoryLife, keepsFinalize: boolean, position: number): string {
  const stages = stagesAt(life, position)
  const count = (stage: AllocationStage): number => stages.filter((candidate) => candidate === stage).length
  if (stages.length === 0) return say('memory.says-nothing-to-do')
  if (count('none') === stages.length) return say('memory.says-none-yet')
  if (count('failed') > 0) return say('memory.says-failed', { n: twinsAt(life, position) })
  if (count('abandoned') > 0) return say('memory.says-abandoned')
  if (count('deallocated') === stages.length) return say('memory.says-deallocated')
  if (count('finalized') === stages.length)
    return keepsFinalize ? say('memory.says-live-kept') : say('memory.says-live', { back: goneEarly(life) })
  if (isProtecting(life, position)) return say('memory.says-finalizing')
  return say('memory.says-in-flight', { graphs: stages.length, n: count('in flight') })
}

/** How many twins have run because an action failed. */
export const twinsAt = ({ actions }: Pick<MemoryLife, 'actions'>, position: number): number =>
  actions.filter(({ twin }) => twin !== undefined && position >= twin).length

const goneEarly = ({ segments }: MemoryLife): number =>
  segments.filter(({ released }) => released?.reason === 'finalized').length

function isProtecting({ segments }: MemoryLife, position: number): boolean {
  return segments.some(({ protectedAt }) => protectedAt !== undefined && position >= protectedAt)
}

/** Messages. */
export const PAGE_STATES: Readonly<Record<PageState, string>> = {
  none: 'memory.page-none',
  'in flight': 'memory.page-in-flight',
  protected: 'memory.page-protected',
  live: 'memory.page-live',
  leaked: 'memory.page-leaked',
  gone: 'memory.given-back',
}
