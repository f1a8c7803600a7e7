/**
 * Copies contents from the files to memory. Blocks that are neighbours in a file mostly stay neighbours in a segment, so
 * they are copied together, with what alignment put between them: a few large copies are much faster than one for each
 * block.
 */
import type { BlockId } from '../graph/ids'
import { NO_MEMORY } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { SegmentPlan } from './layout'

/** Neighbours may be this many bytes apart. */
const WIDEST_GAP = 64

/** Bytes of a source that go to memory in one piece. */
interface Run {
  readonly source: number
  readonly start: number
  readonly end: number
}

/** Copies the content of all planned blocks that have none in memory yet. Returns for each block where it is now. */
export function copyContents(graph: LinkGraph, plans: readonly SegmentPlan[]): Uint32Array {
  const places = graph.scratch('places in memory', graph.blocks.length)
  const runs: Run[] = []
  let end = graph.memory.length
  for (const { content } of plans) end = findRuns(graph, content, places, runs, end)
  graph.memory.expect(end - graph.memory.length)
  for (const run of runs) graph.memory.appendRange(graph.sources[run.source]!, run.start, run.end)
  return places
}

/** Adds the runs of some blocks, and gives the blocks places from `at` on; returns the place behind the last. */
function findRuns(graph: LinkGraph, blocks: readonly BlockId[], places: Uint32Array, runs: Run[], at: number): number {
  const { source, sourceOffset, memory } = graph.blocks
  const size = graph.blocks.size.words
  let next = at
  for (let i = 0; i < blocks.length; ) {
    const first = blocks[i]!
    if (memory[first] !== NO_MEMORY) {
      i++
      continue
    }
    const start = sourceOffset[first]
    let end = start
    let b = first
    do {
      places[b] = next + sourceOffset[b] - start
      end = sourceOffset[b] + size[2 * b]!
      b = blocks[++i]!
    } while (
      i < blocks.length &&
      memory[b] === NO_MEMORY &&
      source[b] === source[first] &&
      sourceOffset[b] >= end &&
      sourceOffset[b] <= end + WIDEST_GAP
    )
    runs.push({ source: source[first], start, end })
    next += end - start
  }
  return next
}
