/**
 * The link's working memory, as loads see it. Inside a load a symbol stands for the place of its bytes here, which is not
 * its address: a value that was loaded is an address in the executor and leads nowhere here. That is as in the reference
 * tool, which reads its own memory and crashes where we can say what is wrong.
 */
import { firstWhere } from '../../base/search'
import type { BlockId } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { CheckFailure } from './failure'

/** Working memory of address 0; the whole address range of the link lies behind it. */
const ALLOCATED_BIAS = 0x7f00_0000_0000n
/** Where NoAlloc content is taken to be, block after block. */
const UNALLOCATED_START = 0x5500_0000_0000n
/** Of the sizes 1 to 8, those that are read in full; of the others the reference reads one byte. */
const WHOLE_WIDTHS = [1, 2, 4, 8]

const LONGEST_INSTRUCTION = 15

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value)

interface Stretch {
  readonly start: bigint
  readonly bytes: Uint8Array
}

export interface AddressRange {
  readonly base: bigint
  readonly size: bigint
}

export class WorkingMemory {
  readonly #range: AddressRange
  readonly #allocated: Stretch[] = []
  readonly #unallocated: Stretch[] = []
  readonly #places = new Map<BlockId, bigint>()

  constructor(graph: LinkGraph, range: AddressRange) {
    this.#range = range
    let next = UNALLOCATED_START
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      const bytes = graph.isRemoved(b) ? undefined : graph.content(b)
      if (!bytes) continue
      const allocated = LIFETIMES[graph.sections.lifetime[graph.blocks.section[b]]]!.allocates
      const start = allocated ? wrap(graph.blocks.address.big[b] + ALLOCATED_BIAS) : next
      this.#places.set(b, start)
      if (bytes.length > 0) (allocated ? this.#allocated : this.#unallocated).push({ start, bytes })
      if (!allocated) next += BigInt(bytes.length)
    }
    this.#allocated.sort((a, b) => (a.start < b.start ? -1 : 1))
  }

  /** Where a block's bytes are here; 0 for zero-fill, which has none. */
  placeOf(b: BlockId): bigint {
    return this.#places.get(b) ?? 0n
  }

  /** Reads a little-endian number of 1 to 8 bytes. Place 0, where zero-fill is, reads as 0. */
  load(place: bigint, size: number): bigint {
    if (place === 0n) return 0n
    const width = WHOLE_WIDTHS.includes(size) ? size : 1
    let value = 0n
    for (let i = width - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.#byteAt(wrap(place + BigInt(i))))
    return value
  }

  /** As many bytes as an instruction can have. */
  bytesAt(place: bigint): Uint8Array {
    return Uint8Array.from({ length: LONGEST_INSTRUCTION }, (_, i) => this.#byteAt(wrap(place + BigInt(i))))
  }

  #byteAt(place: bigint): number {
    const { base, size } = this.#range
    const found = findByte(this.#allocated, place) ?? findByte(this.#unallocated, place)
    if (found !== undefined) return found
    // Between blocks, and in zero-fill, memory is zero.
    if (wrap(place - ALLOCATED_BIAS - base) < size) return 0
    throw new CheckFailure(
      `A load at 0x${place.toString(16)} is outside the link's memory: a value that was loaded, and a number, are no places there.`,
    )
  }
}

function findByte(sorted: readonly Stretch[], place: bigint): number | undefined {
  const low = firstWhere(0, sorted.length, (at) => sorted[at]!.start > place)
  const before = sorted[low - 1]
  if (!before) return undefined
  const at = place - before.start
  return at < BigInt(before.bytes.length) ? before.bytes[Number(at)] : undefined
}
