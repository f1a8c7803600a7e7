/**
 * Tombstones: what metadata says about something that is not there. Debuggers take 0 for "stripped"; in the two section
 * kinds where 0 would end a list, 1 is used instead.
 *
 * Source: LLD's handling of relocations in non-alloc sections.
 */
import { debugSectionName } from '../graph/debug-names'
import type { BlockId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'

const ONE_IN: readonly string[] = ['.debug_ranges', '.debug_loc']

/** The value that an edge from this block writes instead of the address of something stripped. */
export function tombstoneFor(graph: LinkGraph, b: BlockId): number {
  return ONE_IN.includes(debugSectionName(graph.sectionName(graph.blocks.section[b]))) ? 1 : 0
}
