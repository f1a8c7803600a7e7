/** Verdicts on references that appeared, went, or are others now. */
import type { Crossing } from '../../engine/graph/crossings'
import { crossingOf, isCounted, severityOf } from '../../engine/graph/crossings'
import type { BlockId, EdgeId } from '../../engine/graph/ids'
import type { Matches } from './match'
import { matchEdges, NONE } from './match'
import type { Run } from './run'
import type { Some } from './some'
import { Collector } from './some'

export interface VerdictChange {
  readonly what: 'appeared' | 'went' | 'changed'
  /** The edge in the later run; undefined if it is not there any more. */
  readonly edge: EdgeId | undefined
  /** The edge in the earlier run; undefined if it was not there. */
  readonly was: EdgeId | undefined
  readonly before: Crossing | undefined
  readonly after: Crossing | undefined
}

/** A verdict of "fine" is as good as none: it is not told. The worst come first. */
export function compareVerdicts(before: Run, after: Run, { blocks }: Matches): Some<VerdictChange> {
  const byWorst: Collector<VerdictChange>[] = [new Collector(), new Collector(), new Collector(), new Collector()]
  const compare = (old: number, now: number): void => {
    const was = badnessOf(before, old)
    const is = badnessOf(after, now)
    if (was === 0 && is === 0) return
    const a = was === 0 ? undefined : crossingOf(before.graph, old as EdgeId, before.judge)
    const b = is === 0 ? undefined : crossingOf(after.graph, now as EdgeId, after.judge)
    if (a && b && a.verdict === b.verdict && a.says === b.says) return
    byWorst[is]!.add(() => ({
      what: a ? (b ? 'changed' : 'went') : 'appeared',
      edge: now === NONE ? undefined : (now as EdgeId),
      was: old === NONE ? undefined : (old as EdgeId),
      before: a,
      after: b,
    }))
  }
  const matched = new Uint8Array(before.graph.blocks.length)
  for (let b = 0 as BlockId; b < after.graph.blocks.length; b++) {
    const old = blocks[b]!
    if (old !== NONE) matched[old] = 1
    matchEdges(before, after, old, b, compare)
  }
  for (let b = 0; b < matched.length; b++) if (!matched[b]) matchEdges(before, after, b, NONE, compare)
  const worstFirst = byWorst.toReversed()
  return {
    first: worstFirst.flatMap(({ first }) => first),
    count: worstFirst.reduce((sum, { count }) => sum + count, 0),
  }
}

/** 0: there is no such edge, or it is fine. */
function badnessOf({ graph, judge }: Run, edge: number): number {
  if (edge === NONE || !isCounted(graph, edge as EdgeId)) return 0
  return severityOf(graph, edge as EdgeId, judge)
}
