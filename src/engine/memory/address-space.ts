/**
 * The executor's address space as a memory manager hands it out: one run of pages for each file's graph, from a base
 * upwards.
 *
 * LLVM's slab has a mistake of its own: when it is full, a further slab is reserved, but presented at the address of the
 * first, so that addresses overlap. Compat mode does the same.
 *
 * Source: JITLink's MapperJITLinkMemoryManager (first fit over free intervals); llvm-jitlink's -slab-address.
 */

export interface AddressSpace {
  /** Address of the first segment. */
  readonly base: bigint
  /** Bytes, a power of two. */
  readonly pageSize: number
  /** Bytes that all segments together may take; what a slab is long. */
  readonly size: bigint
  /** Start again at the base when it is full, as LLVM 22 does; else a full space is an error. */
  readonly overlaps: boolean
}

const TOP = 1n << 64n

export class Reservations {
  readonly space: AddressSpace
  /** Free runs, in the order in which their slabs were reserved. */
  readonly #free: { start: bigint; end: bigint }[]

  constructor(space: AddressSpace) {
    this.space = space
    this.#free = [{ start: space.base, end: space.base + space.size }]
  }

  /** The address of a run of so many bytes (whole pages), or undefined if there is no room. */
  reserve(bytes: bigint): bigint | undefined {
    const fit = this.#free.find(({ start, end }) => end - start >= bytes && start + bytes <= TOP)
    if (fit) {
      const { start } = fit
      fit.start += bytes
      return start
    }
    const { base, size, overlaps } = this.space
    if (!overlaps || size === 0n) return undefined
    const slab = ((bytes + size - 1n) / size) * size
    if (base + slab > TOP) return undefined
    this.#free.push({ start: base + bytes, end: base + slab })
    return base
  }
}
