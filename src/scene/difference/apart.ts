/**
 * Where two runs are apart at a moment: blocks that are in another place, have another policy, hold other bytes, or are
 * in one of them only. Both graphs stand at the same moment while it is asked; it is linear in blocks and bytes.
 */
import { isCounted } from '../../engine/graph/crossings'
import type { BlockId, EdgeId } from '../../engine/graph/ids'
import type { LinkGraph } from '../../engine/graph/link-graph'
import type { Matches } from './match'
import { matchEdges, NONE } from './match'
import { fieldWidth } from '../bytes'
import type { Run } from './run'
import { isShown } from './some'

/** Ids of blocks and edges, each in its own run; blocks ascending. */
export interface Apart {
  readonly before: Uint32Array
  readonly after: Uint32Array
  readonly edgesBefore: Uint32Array
  readonly edgesAfter: Uint32Array
}

/** Bytes compared between two pauses: about a millisecond's worth. A block costs as much as so many bytes. */
const STEP = 200_000
const WORTH_OF_BLOCK = 100

/** More marked edges would say nothing. */
const MOST_EDGES = 5000

export function* apartNow(before: Run, after: Run, { blocks }: Matches): Generator<undefined, Apart> {
  const was: number[] = []
  const is: number[] = []
  const edges = new EdgesApart(before, after)
  const matched = new Uint8Array(before.graph.blocks.length)
  let done = 0
  for (let b = 0 as BlockId; b < after.graph.blocks.length; b++) {
    done += WORTH_OF_BLOCK + after.graph.blocks.size.words[2 * b]!
    if (done > STEP) {
      done = 0
      yield undefined
    }
    const old = blocks[b] ?? NONE
    const shown = isShown(after.graph, b)
    const isKnown = old !== NONE && old < matched.length
    if (isKnown) matched[old] = 1
    const wasShown = isKnown && isShown(before.graph, old as BlockId)
    if (shown && wasShown) {
      if (isAlike(before.graph, old as BlockId, after.graph, b)) continue
      edges.compare(old as BlockId, b)
    }
    if (shown) is.push(b)
    if (wasShown) was.push(old)
  }
  for (let b = 0 as BlockId; b < matched.length; b++) if (!matched[b] && isShown(before.graph, b)) was.push(b)
  return { before: Uint32Array.from(was).sort(), after: Uint32Array.from(is), ...edges.found() }
}

/** Edges of two blocks that differ: of another kind, with another addend or other bytes in the field, or in one run only. */
class EdgesApart {
  readonly #before: Run
  readonly #after: Run
  readonly #was: number[] = []
  readonly #is: number[] = []

  constructor(before: Run, after: Run) {
    this.#before = before
    this.#after = after
  }

  found(): Pick<Apart, 'edgesBefore' | 'edgesAfter'> {
    return { edgesBefore: Uint32Array.from(this.#was), edgesAfter: Uint32Array.from(this.#is) }
  }

  compare(old: BlockId, b: BlockId): void {
    if (this.#was.length >= MOST_EDGES || this.#is.length >= MOST_EDGES) return
    const [a, z] = [this.#before.graph.content(old), this.#after.graph.content(b)]
    matchEdges(this.#before, this.#after, old, b, (x, y) => {
      if (x !== NONE && y !== NONE && this.#isAlike(x as EdgeId, y as EdgeId, a, z)) return
      if (x !== NONE && isCounted(this.#before.graph, x as EdgeId)) this.#was.push(x)
      if (y !== NONE && isCounted(this.#after.graph, y as EdgeId)) this.#is.push(y)
    })
  }

  #isAlike(x: EdgeId, y: EdgeId, a: Uint8Array | undefined, z: Uint8Array | undefined): boolean {
    const [was, is] = [this.#before.graph.edges, this.#after.graph.edges]
    if (was.kind[x] !== is.kind[y] || was.addend.big[x] !== is.addend.big[y]) return false
    const width = fieldWidth(this.#after.arch, is.kind[y])
    const [p, q] = [was.offset[x], is.offset[y]]
    return sameBytes(a?.subarray(p, p + width), z?.subarray(q, q + width))
  }
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
