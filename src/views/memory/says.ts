/** What can be said of memory at a moment, in a sentence. */
import { plural } from '../../base/plural'
import type { AllocationStage, MemoryLife, PageState } from '../../scene/memory-life'
import { allocationStage } from '../../scene/memory-life'

export function stagesAt({ allocations }: MemoryLife, position: number): AllocationStage[] {
  return [...allocations.values()].map((allocation) => allocationStage(allocation, position))
}

/** The whole picture in words. `keepsFinalize`: the manager does not give Finalize pages back early. */
export function sayMemory(life: MemoryLife, keepsFinalize: boolean, position: number): string {
  const stages = stagesAt(life, position)
  const count = (stage: AllocationStage): number => stages.filter((candidate) => candidate === stage).length
  if (stages.length === 0) return 'No memory manager has anything to do here: no content needs memory in the executor.'
  if (count('none') === stages.length)
    return 'No memory yet. Blocks are bytes of the files; the memory manager comes in at “allocate”.'
  if (count('failed') > 0)
    return `A finalize action failed. ${sayTwins(life, position)}, and the pages stay: they are leaked.`
  if (count('abandoned') > 0)
    return 'Abandoned: pages of every policy went back, working memory too, and no action of any kind ran.'
  if (count('deallocated') === stages.length) return 'Deallocated: nothing is left in either memory.'
  if (count('finalized') === stages.length)
    return `Live: the bytes are in the executor, and working memory is gone. ${sayFinalize(life, keepsFinalize)}`
  if (isProtecting(life, position))
    return 'Finalizing: the bytes are now in the executor’s pages, and these get their protections. Then the actions run.'
  const rest = stages.length > 1 ? ` (${plural(count('in flight'), 'allocation')})` : ''
  return `In flight${rest}: the linker writes in working memory, its own. The executor’s pages are reserved and hold nothing yet.`
}

/** What has been undone because an action failed; without a full stop. */
export function sayTwins({ actions }: Pick<MemoryLife, 'actions'>, position: number): string {
  const ran = actions.filter(({ twin }) => twin !== undefined && position >= twin).length
  if (ran === 0) return 'There was no twin to run: no action had been done that has one'
  return ran === 1
    ? 'The one twin of what had been done before it ran'
    : `The ${ran} twins of what had been done before it ran, the last one first`
}

function sayFinalize({ segments }: MemoryLife, keepsFinalize: boolean): string {
  if (keepsFinalize) return 'This memory manager keeps Finalize pages until everything is deallocated.'
  const back = segments.filter(({ released }) => released?.reason === 'finalized').length
  return back > 0 ? `${plural(back, 'segment')} needed only once went back after the finalize actions.` : ''
}

function isProtecting({ segments }: MemoryLife, position: number): boolean {
  return segments.some(({ protectedAt }) => protectedAt !== undefined && position >= protectedAt)
}

export const PAGE_STATES: Readonly<Record<PageState, string>> = {
  none: 'not reserved yet',
  'in flight': 'reserved, nothing in it yet',
  protected: 'holds its bytes',
  live: 'live',
  leaked: 'leaked: nobody gives it back',
  gone: 'given back',
}
