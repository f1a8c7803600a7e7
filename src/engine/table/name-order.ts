/**
 * Names in the order of their bytes, as linkers sort them; a name stands in front of longer ones that begin with it. Names
 * of one list often begin alike, so they are sorted four bytes at a time, and only those that have the same four go on
 * with the next.
 */
import { sortedIndices } from '../../base/sorted-indices'
import type { NameId, NameTable } from './name-table'

/** So few are sorted by comparing. */
const FEW = 24
const WORD = 4

/** Different names, sorted. */
export function namesInOrder(names: NameTable, ids: readonly NameId[]): NameId[] {
  const order = ids.slice()
  // Stretches that are not in order yet: where each begins and ends, and how many bytes its names have in common.
  const stretches: (readonly [first: number, end: number, depth: number])[] = [[0, order.length, 0]]
  for (let next = stretches.pop(); next !== undefined; next = stretches.pop()) {
    const [first, end, depth] = next
    if (end - first <= FEW) {
      const sorted = order.slice(first, end).sort((a, b) => names.compare(a, b, depth))
      for (let k = 0; k < sorted.length; k++) order[first + k] = sorted[k]!
      continue
    }
    const words = sortByWord(names, order, first, depth, end - first)
    for (let k = 0; k < words.length; ) {
      let same = k + 1
      while (same < words.length && words[same] === words[k]) same++
      if (same - k > 1) stretches.push([first + k, first + same, depth + WORD])
      k = same
    }
  }
  return order
}

/** Sorts a stretch of names by four of their bytes; returns these, sorted. */
function sortByWord(names: NameTable, order: NameId[], first: number, depth: number, count: number): Float64Array {
  const own = order.slice(first, first + count)
  const words = new Float64Array(count)
  for (let k = 0; k < count; k++) words[k] = names.wordAt(own[k]!, depth)
  const sorted = sortedIndices(words)
  const inOrder = new Float64Array(count)
  for (let k = 0; k < count; k++) {
    order[first + k] = own[sorted[k]!]!
    inOrder[k] = words[sorted[k]!]!
  }
  return inOrder
}
