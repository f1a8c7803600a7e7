/**
 * Where a field finally leads, in our link and in lld's: the two order their tables differently, take out different
 * detours and count from different global offset tables, so that equal meaning need not be equal bytes. A field is
 * followed through stubs and table entries to an address, the distance of a thread-local name, or a resolver.
 */
import type { Arch } from '../../src/engine/arch/arch'
import type { EdgeIndex } from '../../src/engine/graph/edge-index'
import { indexEdges } from '../../src/engine/graph/edge-index'
import type { BlockId, EdgeId, SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import { BlockFlag, SectionFlag } from '../../src/engine/graph/schema'
import type { LinkResult } from '../../src/engine/session/link'
import type { Witness, Witnessed } from './ask-lld'

const GOT_SYMBOL = '_GLOBAL_OFFSET_TABLE_'
/** What lld tells the loader to write, by processor: the distance of a thread-local name, what a resolver says. */
const DYNAMIC = {
  'x86-64': { distance: 18, resolver: 37 },
  aarch64: { distance: 1030, resolver: 1032 },
} as const
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
  readonly #arch: Arch
  readonly #isLittle: boolean
  /** Slot → what lld tells the loader to write there. */
  readonly #dynamic: ReadonlyMap<bigint, string>

  constructor(witness: Witness, arch: Arch) {
    this.#witness = witness
    this.#arch = arch
    this.#isLittle = arch.byteOrder.data === 'little'
    const got = arch.processor === 'aarch64' ? undefined : witness.get('.got.plt')
    this.gotBase = (got ?? witness.get('.got'))?.address ?? 0n
    this.#dynamic = dynamicSlots(witness, arch)
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
        const code = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        const slot = this.#arch.processor === 'aarch64' ? slotOfA64(code, offset, at) : slotOfX86(code, offset, at)
        if (slot === undefined) break
        at = slot
        continue
      }
      const known = this.#dynamic.get(at)
      if (known !== undefined) return { end: known, throughTable: true }
      throughTable = true
      at = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(offset, this.#isLittle)
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

/** The slot through which lld's stub jumps: `jmp *disp32(%rip)`, perhaps behind a mark for branches. */
function slotOfX86(code: DataView, offset: number, at: bigint): bigint | undefined {
  const isMarked = BRANCH_TARGET.every((byte, i) => code.getUint8(offset + i) === byte)
  const jump = offset + (isMarked ? BRANCH_TARGET.length : 0)
  if (!JUMP_INDIRECT.every((byte, i) => code.getUint8(jump + i) === byte)) return undefined
  return at + BigInt(jump - offset + 6 + code.getInt32(jump + 2, true))
}

/** The same for `adrp x16, slot; ldr x17, [x16, slot]`. */
function slotOfA64(code: DataView, offset: number, at: bigint): bigint | undefined {
  const [adrp, ldr] = [code.getUint32(offset, true), code.getUint32(offset + 4, true)]
  if ((adrp & 0x9f000000) >>> 0 !== 0x90000000 || (ldr & 0xffc00000) >>> 0 !== 0xf9400000) return undefined
  return BigInt.asUintN(64, (at & ~0xfffn) + pageDistance(adrp) + BigInt(((ldr >>> 10) & 0xfff) * 8))
}

/** What an ADRP adds to the page that it is in. */
export function pageDistance(adrp: number): bigint {
  const pages = (((adrp >>> 5) & 0x7ffff) << 2) | ((adrp >>> 29) & 3)
  return BigInt((pages << 11) >> 11) << 12n
}

function dynamicSlots(witness: Witness, { processor, byteOrder }: Arch): Map<bigint, string> {
  const { distance, resolver } = DYNAMIC[processor]
  const isLittle = byteOrder.data === 'little'
  const slots = new Map<bigint, string>()
  for (const name of ['.rela.dyn', '.rela.plt', '.rela.iplt']) {
    const bytes = witness.get(name)?.bytes ?? new Uint8Array(0)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + RELA_BYTES <= bytes.length; at += RELA_BYTES) {
      const info = view.getBigUint64(at + 8, isLittle)
      const type = Number(info & 0xffffffffn)
      const slot = view.getBigUint64(at, isLittle)
      if (type === distance) slots.set(slot, `distance of ${dynamicName(witness, Number(info >> 32n), isLittle)}`)
      if (type === resolver) slots.set(slot, `resolver ${addressEnd(view.getBigInt64(at + 16, isLittle))}`)
    }
  }
  return slots
}

function dynamicName(witness: Witness, index: number, isLittle: boolean): string {
  const symbols = witness.get('.dynsym')
  const strings = witness.get('.dynstr')
  if (!symbols || !strings) return '?'
  const { bytes } = symbols
  const start = new DataView(bytes.buffer, bytes.byteOffset).getUint32(index * SYMBOL_BYTES, isLittle)
  return Buffer.from(strings.bytes.subarray(start, strings.bytes.indexOf(0, start))).toString('latin1')
}
