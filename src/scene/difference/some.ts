/** Of what there may be a lot of: the first few, and how many there are. */
import type { BlockId } from '../../engine/graph/ids'
import type { LinkGraph } from '../../engine/graph/link-graph'
import { SectionFlag } from '../../engine/graph/schema'

/** How many of a kind are kept one by one. */
export const MOST_KEPT = 40

/** The first of many, and how many there are. */
export interface Some<T> {
  readonly first: readonly T[]
  readonly count: number
}

/** Collects the first of many and counts the rest. */
export class Collector<T> {
  readonly first: T[] = []
  count = 0

  add(make: () => T): void {
    if (this.count++ < MOST_KEPT) this.first.push(make())
  }

  some(): Some<T> {
    return { first: this.first, count: this.count }
  }
}

/** Whether a block is in the finished link, and one that people see. */
export function isShown(graph: LinkGraph, b: BlockId): boolean {
  return !graph.isRemoved(b) && !(graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Bookkeeping)
}
