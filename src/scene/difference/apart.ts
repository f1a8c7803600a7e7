/**
 * Where two runs are apart at a moment: blocks that are in another place, have another policy, hold other bytes, or are
 * in one of them only. Both graphs stand at the same moment when it is asked; it is linear in blocks and bytes.
 */
import type { BlockId } from '../../engine/graph/ids'
import type { LinkGraph } from '../../engine/graph/link-graph'
import type { Matches } from './match'
import { NONE } from './match'
import type { Run } from './run'
import { isShown } from './some'

/** Ids of blocks, each in its own run, ascending. */
export interface Apart {
  readonly before: Uint32Array
  readonly after: Uint32Array
}

export function apartNow(before: Run, after: Run, { blocks }: Matches): Apart {
  const was: number[] = []
  const is: number[] = []
  const matched = new Uint8Array(before.graph.blocks.length)
  for (let b = 0 as BlockId; b < after.graph.blocks.length; b++) {
    const old = blocks[b] ?? NONE
    const shown = isShown(after.graph, b)
    if (old === NONE || old >= before.graph.blocks.length) {
      if (shown) is.push(b)
      continue
    }
    matched[old] = 1
    const wasShown = isShown(before.graph, old as BlockId)
    if (!shown && !wasShown) continue
    if (shown && wasShown && isAlike(before.graph, old as BlockId, after.graph, b)) continue
    if (shown) is.push(b)
    if (wasShown) was.push(old)
  }
  for (let b = 0 as BlockId; b < matched.length; b++) if (!matched[b] && isShown(before.graph, b)) was.push(b)
  return { before: Uint32Array.from(was).sort(), after: Uint32Array.from(is) }
}

function isAlike(before: LinkGraph, old: BlockId, after: LinkGraph, b: BlockId): boolean {
  if (before.blocks.address.big[old] !== after.blocks.address.big[b]) return false
  const [x, y] = [before.blocks.section[old], after.blocks.section[b]]
  if (before.sections.lifetime[x] !== after.sections.lifetime[y]) return false
  if (before.sections.protection[x] !== after.sections.protection[y]) return false
  return sameBytes(before.content(old), after.content(b))
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b) return a === b
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
