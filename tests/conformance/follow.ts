/**
 * Where a field finally leads, in our link and in lld's: the two order their tables differently, take out different
 * detours and count from different global offset tables, so that equal meaning need not be equal bytes. A field is
 * followed through stubs and table entries to an address, the distance of a thread-local name, or a resolver.
 */
import type { EdgeIndex } from '../../src/engine/graph/edge-index'
import { indexEdges } from '../../src/engine/graph/edge-index'
import type { BlockId, EdgeId, SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import { BlockFlag, SectionFlag } from '../../src/engine/graph/schema'
import type { LinkResult } from '../../src/engine/session/link'
import type { Witness, Witnessed } from './ask-lld'

const GOT_SYMBOL = '_GLOBAL_OFFSET_TABLE_'
const R_TPOFF64 = 18
const R_IRELATIVE = 37
const RELA_BYTES = 24
const SYMBOL_BYTES = 24
/** jmp *disp32(%rip) */
const JUMP_INDIRECT = [0xff, 0x25]
const BRANCH_TARGET = [0xf3, 0x0f, 0x1e, 0xfa]
export const THE_GOT = 'the global offset table'

/** An end of a way, and whether a table entry was read to get there. */
export interface Reached {
  readonly end: string
  readonly throughTable: boolean
}

const addressEnd = (address: bigint): string => `0x${BigInt.asUintN(64, address).toString(16)}`

/** Follows fields in our link. */
export class OurWays {
  readonly #result: LinkResult
  readonly #index: EdgeIndex

  constructor(result: LinkResult) {
    this.#result = result
    this.#index = indexEdges(result.graph)
  }

  isTableEntry(s: SymbolId): boolean {
    const { graph } = this.#result
    if (graph.symbols.base[s] !== Base.Defined) return false
    return (graph.sections.flags[graph.blocks.section[graph.symbols.block[s]]] & SectionFlag.Synthetic) !== 0
  }

  reach(target: SymbolId): Reached {
    const { graph, arch } = this.#result
    if (graph.nameOf(target) === GOT_SYMBOL) return { end: THE_GOT, throughTable: false }
    let s = target
    let throughTable = false
    while (this.isTableEntry(s)) {
      const b = graph.symbols.block[s]
      const section = graph.sectionName(graph.blocks.section[b])
      throughTable ||= section !== arch.tables.stub!.section
      s = this.#aimOf(b)
      if (this.#isDistance(b) && graph.symbols.base[s] === Base.External)
        return { end: `distance of ${graph.nameOf(s)}`, throughTable }
      if (graph.blocks.flags[b] & BlockFlag.IndirectSlot)
        return { end: `resolver ${addressEnd(graph.addressOf(s))}`, throughTable }
    }
    return { end: addressEnd(graph.addressOf(s)), throughTable }
  }

  /** The end behind an address that may be a table entry's. */
  reachAddress(address: bigint): string {
    const { graph } = this.#result
    const { address: addresses, section } = graph.blocks
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      const synthetic = graph.sections.flags[section[b]] & SectionFlag.Synthetic
      if (synthetic && !graph.isRemoved(b) && addresses.big[b] === address) return this.reach(this.#aimOf(b)).end
    }
    return addressEnd(address)
  }

  /** The entry holds a distance from the thread pointer. */
  #isDistance(b: BlockId): boolean {
    const { graph, arch } = this.#result
    return graph.edges.kind[this.#index.edge[this.#index.start[b]!]! as EdgeId] === arch.tables.offset!.edges[0]!.kind
  }

  #aimOf(b: BlockId): SymbolId {
    return this.#result.graph.edges.target[this.#index.edge[this.#index.start[b]!]! as EdgeId]
  }
}

/** Follows fields in what lld wrote. */
export class TheirWays {
  readonly gotBase: bigint
  readonly #witness: Witness
  /** Slot → what lld tells the loader to write there. */
  readonly #dynamic: ReadonlyMap<bigint, string>

  constructor(witness: Witness) {
    this.#witness = witness
    this.gotBase = (witness.get('.got.plt') ?? witness.get('.got'))?.address ?? 0n
    this.#dynamic = dynamicSlots(witness)
  }

  /** `isGot`: the field names the global offset table itself. */
  reach(address: bigint, isGot = false): Reached {
    let at = BigInt.asUintN(64, address)
    if (isGot && at === this.gotBase) return { end: THE_GOT, throughTable: false }
    let throughTable = false
    for (let steps = 0; steps < 4; steps++) {
      const table = this.#tableAt(at)
      if (table === undefined) break
      const { bytes, address: start } = table.section
      const offset = Number(at - start)
      if (table.isCode) {
        const skipped = BRANCH_TARGET.every((byte, i) => bytes[offset + i] === byte) ? BRANCH_TARGET.length : 0
        const jump = offset + skipped
        if (!JUMP_INDIRECT.every((byte, i) => bytes[jump + i] === byte)) break
        at += BigInt(skipped + 6 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(jump + 2, true))
        continue
      }
      const known = this.#dynamic.get(at)
      if (known !== undefined) return { end: known, throughTable: true }
      throughTable = true
      at = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(offset, true)
    }
    return { end: addressEnd(at), throughTable }
  }

  #tableAt(address: bigint): { readonly section: Witnessed; readonly isCode: boolean } | undefined {
    for (const name of ['.got', '.got.plt', '.igot.plt', '.plt', '.iplt']) {
      const section = this.#witness.get(name)
      const inside = section && address >= section.address && address - section.address < section.bytes.length
      if (section && inside) return { section, isCode: name.endsWith('plt') && !name.includes('got') }
    }
    return undefined
  }
}

function dynamicSlots(witness: Witness): Map<bigint, string> {
  const slots = new Map<bigint, string>()
  for (const name of ['.rela.dyn', '.rela.plt', '.rela.iplt']) {
    const bytes = witness.get(name)?.bytes ?? new Uint8Array(0)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + RELA_BYTES <= bytes.length; at += RELA_BYTES) {
      const type = view.getUint32(at + 8, true)
      const slot = view.getBigUint64(at, true)
      if (type === R_TPOFF64) slots.set(slot, `distance of ${dynamicName(witness, view.getUint32(at + 12, true))}`)
      if (type === R_IRELATIVE) slots.set(slot, `resolver ${addressEnd(view.getBigInt64(at + 16, true))}`)
    }
  }
  return slots
}

function dynamicName(witness: Witness, index: number): string {
  const symbols = witness.get('.dynsym')
  const strings = witness.get('.dynstr')
  if (!symbols || !strings) return '?'
  const { bytes } = symbols
  const start = new DataView(bytes.buffer, bytes.byteOffset).getUint32(index * SYMBOL_BYTES, true)
  return Buffer.from(strings.bytes.subarray(start, strings.bytes.indexOf(0, start))).toString('latin1')
}
