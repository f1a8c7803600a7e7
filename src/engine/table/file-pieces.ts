/**
 * Pieces of a file in place of all of it: most of a large object file are relocations, symbols and names, which nobody
 * reads again once the graph is built. Pieces keep the offsets that they have in the file.
 */

import { firstWhere } from '../../base/search'

/** Plain data, so that it can move between threads. */
export interface FilePieces {
  /** Offset in the file at which each piece begins, ascending; pieces do not touch. */
  readonly starts: Float64Array<ArrayBuffer>
  /** Where it begins in `bytes`; one more at the end. */
  readonly places: Float64Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The file's bytes in [start, end), all of which lie in one piece. */
export function bytesInPieces({ starts, places, bytes }: FilePieces, start: number, end: number): Uint8Array {
  const piece = firstWhere(0, starts.length, (at) => starts[at]! > start) - 1
  if (piece < 0) return bytes.subarray(0, 0)
  const from = places[piece]! + start - starts[piece]!
  return bytes.subarray(from, Math.min(places[piece + 1]!, from + end - start))
}

/**
 * Cuts out the ranges [starts[i], ends[i]) of a file, which may overlap and come in any order. Sorts both lists in place: where
 * ranges begin and where they end is all that their union depends on.
 */
export function cutPieces(file: Uint8Array, starts: Float64Array, ends: Float64Array): FilePieces {
  starts.sort()
  ends.sort()
  const firsts: number[] = []
  const places: number[] = [0]
  for (let i = 0; i < starts.length; ) {
    const first = starts[i]!
    // As long as the next one begins no later than those before have all ended, it belongs to the same piece.
    let open = i + 1
    while (open < starts.length && starts[open]! <= ends[open - 1]!) open++
    firsts.push(first)
    places.push(places.at(-1)! + ends[open - 1]! - first)
    i = open
  }
  const bytes = new Uint8Array(places.at(-1)!)
  for (const [i, first] of firsts.entries())
    bytes.set(file.subarray(first, first + places[i + 1]! - places[i]!), places[i]!)
  return { starts: Float64Array.from(firsts), places: Float64Array.from(places), bytes }
}
