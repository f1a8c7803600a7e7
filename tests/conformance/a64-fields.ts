/**
 * What fields of AArch64 instructions mean in what lld wrote. Half of an address is no place yet: the place in a page is
 * taken together with the page that another instruction of the block makes for the same name.
 *
 * Source: Arm Architecture Reference Manual: ADRP, ADD, LDR (unsigned offset), LDR (literal), B.
 */
import type { FieldRow } from '../../src/engine/arch/fields'
import { written } from '../../src/engine/arch/fields'
import type { EdgeId } from '../../src/engine/graph/ids'
import type { LinkResult } from '../../src/engine/session/link'
import type { Witnessed } from './ask-lld'
import { pageDistance } from './follow'

/** Instructions are little-endian whatever data is. */
export const instructionAt = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true)

/** The instruction with nothing in the field. */
export function withoutValue(field: FieldRow, word: number): bigint {
  return written(field.chosenBy?.(word, 0, 0) ?? field, BigInt(word), 0n)
}

export class TheirInstructions {
  readonly #result: LinkResult
  readonly #section: Witnessed
  readonly #got: bigint

  constructor(result: LinkResult, section: Witnessed, got: bigint) {
    this.#result = result
    this.#section = section
    this.#got = got
  }

  /** The address to which the field of an edge leads, without the addend; undefined if nobody makes the page. */
  targetOf(e: EdgeId): bigint | undefined {
    const { graph, arch } = this.#result
    const { name } = arch.fixups[graph.edges.kind[e]]!.row
    const word = instructionAt(this.#section.bytes, graph.edges.offset[e])
    const place = this.#section.address + BigInt(graph.edges.offset[e])
    const addend = BigInt.asIntN(64, graph.edges.addend.big[e])
    if (name === 'Branch26PCRel') return place + BigInt((word << 6) >> 4) - addend
    if (name === 'LDRLiteral19') return place + BigInt(((word << 8) >> 13) << 2) - addend
    if (name === 'GotPageOffset15') return (this.#got & ~0xfffn) + offsetIn(word) - addend
    if (name === 'Page21') return this.#withOffset(e)
    return this.#withPage(e)
  }

  /** The page that an ADRP makes. */
  #pageAt(e: EdgeId): bigint {
    const at = this.#result.graph.edges.offset[e]
    const place = this.#section.address + BigInt(at)
    return (place & ~0xfffn) + pageDistance(instructionAt(this.#section.bytes, at))
  }

  #withOffset(page: EdgeId): bigint | undefined {
    const { graph } = this.#result
    if (graph.nameOf(graph.edges.target[page]) === '_GLOBAL_OFFSET_TABLE_')
      return this.#pageAt(page) === (this.#got & ~0xfffn) ? this.#got : undefined
    const offset = this.#partner(page, 'PageOffset12')
    return offset === undefined ? undefined : this.#place(page, offset)
  }

  #withPage(offset: EdgeId): bigint | undefined {
    const page = this.#partner(offset, 'Page21')
    return page === undefined ? undefined : this.#place(page, offset)
  }

  #place(page: EdgeId, offset: EdgeId): bigint {
    const { edges } = this.#result.graph
    const word = instructionAt(this.#section.bytes, edges.offset[offset])
    return this.#pageAt(page) + offsetIn(word) - BigInt.asIntN(64, edges.addend.big[offset])
  }

  /** An edge of another kind from the same block to the same place. */
  #partner(e: EdgeId, kind: string): EdgeId | undefined {
    const { graph, arch } = this.#result
    const { edges } = graph
    for (let other = 0 as EdgeId; other < edges.length; other++) {
      const same = edges.block[other] === edges.block[e] && edges.target[other] === edges.target[e]
      if (same && arch.edges[edges.kind[other]]!.name === kind && edges.addend.big[other] === edges.addend.big[e])
        return other
    }
    return undefined
  }
}

/** The bytes that an addition or a load of eight bytes adds. */
function offsetIn(word: number): bigint {
  const isAddition = (word & 0x7f800000) === 0x11000000
  return BigInt(((word >>> 10) & 0xfff) * (isAddition ? 1 : 8))
}
