/**
 * What `ld64.lld` wrote, compared with what our link would write at its addresses. Every block of ours is found in its
 * image, by a name or by its place in its section; then every edge is computed once more from the places there, and what
 * comes out has to stand in the bytes. All other bytes have to be equal as they are.
 *
 * A field that leads through a table may lead there directly instead, and the other way round: each linker takes out the
 * detours that it can. Both spellings of the instruction are known here; nothing else is let pass.
 *
 * The table of compact unwinding is compared by what it says of each function. Not compared: call-frame records, stubs and
 * GOT entries themselves, sections that are not loaded, and what the loader is told.
 */
import { append } from '../../src/base/append'
import { explainEdge } from '../../src/engine/arch/explain'
import { written } from '../../src/engine/arch/fields'
import { evaluate } from '../../src/engine/arch/formula'
import type { Places } from '../../src/engine/arch/places'
import { placesOf } from '../../src/engine/arch/places'
import type { EdgeIndex } from '../../src/engine/graph/edge-index'
import { edgesOf, indexEdges } from '../../src/engine/graph/edge-index'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import { EdgeFlag, SectionFlag, SymbolFlag } from '../../src/engine/graph/schema'
import type { LinkResult } from '../../src/engine/session/link'
import { NO_NAME } from '../../src/engine/table/name-table'
import { LINKER_NAMES, LOADER_NAMES } from './ask-ld64'
import type { Image, ImageSection } from './macho-image'
import { readImage } from './macho-image'
import { compareUnwinding } from './unwind-witness'

/** Sections that ld64.lld writes under another name, and what it writes anew. */
const RENAMED: Readonly<Record<string, string>> = { '__TEXT,__StaticInit': '__TEXT,__text' }
const WRITTEN_ANEW = SectionFlag.Synthetic | SectionFlag.CallFrames | SectionFlag.CompactUnwind
/** Numbers of all sizes. */
const LITERALS = '__TEXT,__literals'
const SECTION_ENDS = 'section$'
const GOT = ',__got'
const POINTER_BYTES = 8
/** Opcodes of x86-64 in front of a field: the load from a GOT entry and the address itself. */
const OP_MOV = 0x8b
const OP_LEA = 0x8d
const LDR_64 = 0xf9400000
const ADD_64 = 0x91000000
const LOAD_MASK = 0xffc00000
/** Of one literal, among which a field has to lead to one. */
const MOST_PLACES = 1000
/** Where instructions name the register that they read and the one that they write. */
const REGISTERS = 0x3ff

/** Differences in words; empty if all that is compared is equal. `object` is the file that both linked alone. */
export function compareWithLd64(result: LinkResult, object: Uint8Array, image: Image): string[] {
  return new Comparer(result, readImage(object), image).compare()
}

class Comparer {
  readonly #result: LinkResult
  readonly #object: Image
  readonly #image: Image
  readonly #index: EdgeIndex
  readonly #places: Places
  /** Where each block is in the image. */
  readonly #placeOf: ReadonlyMap<BlockId, bigint>
  /** Address → the entry of the image's GOT that holds it. */
  readonly #slots: ReadonlyMap<bigint, bigint>
  readonly #differences: string[] = []

  constructor(result: LinkResult, object: Image, image: Image) {
    this.#result = result
    this.#object = object
    this.#image = image
    this.#index = indexEdges(result.graph)
    const { graph } = result
    const placeOf = new Map<BlockId, bigint>()
    const names = namesIn(result)
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      const place = graph.isRemoved(b) ? undefined : this.#find(b, names.get(b) ?? [])
      if (place !== undefined) placeOf.set(b, place)
    }
    this.#placeOf = placeOf
    this.#slots = slotsOf(image)
    const template = BigInt.asUintN(64, startOfTemplate(image))
    this.#places = { ...placesOf(graph, result.arch), template: graph.files.map(() => template) }
  }

  compare(): string[] {
    const { graph } = this.#result
    let compared = 0
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      if (graph.isRemoved(b) || graph.isZeroFill(b) || !this.#isComparable(graph.blocks.section[b])) continue
      const place = this.#placeOf.get(b)
      // Literals are compared wherever something leads to one.
      if (this.#object.sections[graph.blocks.section[b]]?.literals !== undefined) continue
      const theirs = place === undefined ? undefined : bytesAt(this.#image, place, Number(graph.blocks.size.big[b]))
      if (theirs === undefined) this.#differences.push(`${this.#nameOf(b)} is not found in ld64.lld's output`)
      else this.#compareBlock(b, place!, theirs)
      compared++
    }
    if (compared === 0) this.#differences.push('there is nothing to compare')
    append(this.#differences, compareUnwinding(this.#result, this.#image, this.#placeOf))
    return this.#differences
  }

  #isComparable(x: SectionId): boolean {
    const { flags, lifetime } = this.#result.graph.sections
    return !(flags[x] & WRITTEN_ANEW) && LIFETIMES[lifetime[x]]!.allocates
  }

  /** By a name that only one symbol has; else by its place in its section; strings and numbers by what they are. */
  #find(b: BlockId, names: readonly SymbolId[]): bigint | undefined {
    const { graph } = this.#result
    if (!this.#isComparable(graph.blocks.section[b])) return undefined
    const own = this.#object.sections[graph.blocks.section[b]]
    if (own?.literals !== undefined) return undefined
    for (const s of names) {
      const address = this.#image.symbols.get(graph.nameOf(s))
      if (address !== undefined) return address - graph.symbols.offset.big[s]
    }
    if (own === undefined || own.isZeroFill) return undefined
    const home = this.#image.sections.find(({ name }) => name === (RENAMED[own.name] ?? own.name))
    if (home === undefined) return undefined
    return home.address + BigInt(graph.blocks.sourceOffset[b] - own.offset)
  }

  /**
   * Where an offset of a block of literals may be. Strings keep their places if all of their section does; equal numbers are
   * merged, and numbers of all sizes share a section; `addend` says which of several numbers of the block is meant.
   */
  #literalPlaces(own: ImageSection, b: BlockId, offset: number, addend: number): bigint[] {
    const { graph } = this.#result
    const start = graph.blocks.sourceOffset[b] - own.offset
    const home = this.#image.sections.find(({ name }) => name === own.name)
    if (home && equal(home.content, own.content)) return [home.address + BigInt(start + offset)]
    const content = graph.originalContent(b)!
    const step = own.literals === 'strings' ? 1 : own.literals!
    const aim = Math.max(0, offset + addend)
    const from = own.literals === 'strings' ? 0 : aim - (aim % step)
    const piece = content.subarray(from, own.literals === 'strings' ? content.length : from + step)
    return this.#image.sections
      .filter(({ name }) => name === own.name || name === LITERALS)
      .flatMap((section) => placesOfPiece(section, piece, step))
      .map((place) => place + BigInt(offset - from))
  }

  #compareBlock(b: BlockId, place: bigint, theirs: Uint8Array): void {
    const { graph } = this.#result
    const ours = graph.content(b)!.slice()
    const wrong = new Set<string>()
    for (const e of edgesOf(this.#index, b)) {
      const spellings = this.#spellings(e, place, ours, theirs)
      const right = spellings.find(({ at, bytes }) => bytes.every((byte, i) => theirs[at + i] === byte))
      if (spellings.length > 0 && right === undefined) wrong.add(this.#describe(e, theirs))
      const taken = right ?? spellings[0]
      if (taken !== undefined) ours.set(theirs.subarray(taken.at, taken.at + taken.bytes.length), taken.at)
    }
    this.#differences.push(...wrong)
    const at = ours.findIndex((byte, i) => byte !== theirs[i])
    if (at >= 0)
      this.#differences.push(`${this.#nameOf(b)}+${at.toString(16)}: ${show(ours, at)} instead of ${show(theirs, at)}`)
  }

  /** What may stand at an edge's place in the image: empty for edges that write nothing, or lead to what is not there. */
  #spellings(e: EdgeId, place: bigint, ours: Uint8Array, theirs: Uint8Array): Spelling[] {
    const { graph, arch } = this.#result
    const explained = explainEdge(graph, arch, e, this.#places)
    if (explained === undefined || explained.tombstone !== undefined) return []
    const { fixup, field, values } = explained
    const at = graph.edges.offset[e]
    // Distances of x86-64 count from behind the field.
    const behind = arch.processor === 'x86-64' && fixup.formula.uses.includes('P') ? 4 : 0
    const end = this.#endOf(graph.edges.target[e], Number(BigInt.asIntN(64, values.A)) + behind)
    if (end === 'aside') return [{ at, bytes: theirs.slice(at, at + field.bytes) }]
    if (end === undefined) return []
    const spell = (S: bigint): Spelling => {
      const P = BigInt.asUintN(64, place + BigInt(at))
      const value = evaluate(fixup.formula, { ...values, S: BigInt.asUintN(64, S), P })
      return fill(ours, at, field.bytes, (before) => written(field, before, value))
    }
    const isRelaxed = (graph.edges.flags[e] & EdgeFlag.Relaxed) !== 0
    const isDirect = fixup.row.name.startsWith('Branch') || !(end.throughTable || isRelaxed)
    if (isDirect) return end.addresses.map(spell)
    const word = at + 4 <= ours.length ? new DataView(ours.buffer, ours.byteOffset).getUint32(at, true) : 0
    const isLoad = field.bytes === 4 && (word & LOAD_MASK) >>> 0 === LDR_64
    return end.addresses.flatMap((address) => {
      const slot = this.#slots.get(address)
      const entry = slot === undefined ? [] : [spell(slot)]
      if (arch.processor === 'x86-64') return loadsOfX86(ours, at, spell(address), entry[0])
      return [...entry, isLoad ? addition(word, at, address + values.A) : spell(address)]
    })
  }

  /** Where a field finally leads, in the image: undefined if that is not found there, aside if it leads to what is not compared. */
  #endOf(target: SymbolId, addend: number): End | 'aside' | undefined {
    const { graph } = this.#result
    const { base, block, offset } = graph.symbols
    let s = target
    let throughTable = false
    while (base[s] === Base.Defined && this.#isTableEntry(block[s])) {
      s = graph.edges.target[edgesOf(this.#index, block[s])[0]!]
      throughTable = true
    }
    if (base[s] !== Base.Defined) {
      const outside = this.#outside(s)
      // Of a section that no file has, ld64.lld makes an empty one where others end; where it puts its own names, it does not say.
      const name = graph.nameOf(s)
      const isItsOwn = name.startsWith(SECTION_ENDS) || LINKER_NAMES.includes(name)
      if (outside === undefined && isItsOwn) return 'aside'
      return outside === undefined ? undefined : { addresses: [outside], throughTable }
    }
    if (!this.#isComparable(graph.blocks.section[block[s]])) return 'aside'
    const own = this.#object.sections[graph.blocks.section[block[s]]]
    if (own?.literals !== undefined)
      return { addresses: this.#literalPlaces(own, block[s], Number(offset.big[s]), addend), throughTable }
    const home = this.#placeOf.get(block[s])
    return home === undefined ? undefined : { addresses: [home + offset.big[s]], throughTable }
  }

  #isTableEntry(b: BlockId): boolean {
    const { arch, graph } = this.#result
    const name = graph.sectionName(graph.blocks.section[b])
    return Object.values(arch.tables).some(({ section }) => section === name)
  }

  #outside(s: SymbolId): bigint | undefined {
    const { graph } = this.#result
    const name = graph.nameOf(s)
    const isNumber = graph.symbols.base[s] === Base.Absolute || LOADER_NAMES.includes(name)
    return this.#image.symbols.get(name) ?? (isNumber ? graph.addressOf(s) : undefined)
  }

  #nameOf(b: BlockId): string {
    const { graph } = this.#result
    return `${graph.sectionName(graph.blocks.section[b])} block ${b}`
  }

  #describe(e: EdgeId, theirs: Uint8Array): string {
    const { graph, arch } = this.#result
    const { block, offset, kind } = graph.edges
    const what = `${this.#nameOf(block[e])}+${offset[e].toString(16)} (${arch.edges[kind[e]]!.name})`
    return `${what}: ld64.lld has ${show(theirs, offset[e])}`
  }
}

interface End {
  /** One, or several that hold the same. */
  readonly addresses: readonly bigint[]
  readonly throughTable: boolean
}

/** Bytes that may stand at a place. */
interface Spelling {
  readonly at: number
  readonly bytes: Uint8Array
}

/** A load through a GOT entry, and the same instruction with the address itself; without either in front, the entry alone. */
function loadsOfX86(ours: Uint8Array, at: number, direct: Spelling, entry: Spelling | undefined): Spelling[] {
  const opcode = ours[at - 2]
  if (opcode !== OP_MOV && opcode !== OP_LEA) return entry === undefined ? [] : [entry]
  const withHead = (head: number, { bytes }: Spelling): Spelling => ({
    at: at - 2,
    bytes: Uint8Array.from([head, ours[at - 1]!, ...bytes]),
  })
  return [withHead(OP_LEA, direct), ...(entry === undefined ? [] : [withHead(OP_MOV, entry)])]
}

/** The addition that takes the place of a load: it counts bytes where the load counts eights. */
function addition(load: number, at: number, address: bigint): Spelling {
  const bytes = new Uint8Array(4)
  const low = Number(BigInt.asUintN(64, address) & 0xfffn)
  new DataView(bytes.buffer).setUint32(0, (ADD_64 | (low << 10) | (load & REGISTERS)) >>> 0, true)
  return { at, bytes }
}

/** A number of some bytes, changed. */
function fill(bytes: Uint8Array, at: number, width: number, change: (before: bigint) => bigint): Spelling {
  const digits = Array.from(bytes.subarray(at, at + width))
  const before = digits.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const after = change(before)
  return { at, bytes: Uint8Array.from(digits, (_, i) => Number((after >> BigInt(8 * i)) & 0xffn)) }
}

/** Where a literal stands in a section: a string behind the end of another, a number at a multiple of its size. */
function placesOfPiece({ address, content }: ImageSection, piece: Uint8Array, step: number): bigint[] {
  const places: bigint[] = []
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  for (let at = text.indexOf(piece); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(piece, at + 1)) {
    const isStart = step === 1 ? at === 0 || text[at - 1] === 0 : at % step === 0
    if (isStart) places.push(address + BigInt(at))
  }
  return places
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

function bytesAt({ sections }: Image, place: bigint, size: number): Uint8Array | undefined {
  const home = sections.find(({ address, content }) => place >= address && place - address < BigInt(content.length))
  if (home === undefined) return size === 0 ? new Uint8Array(0) : undefined
  const start = Number(place - home.address)
  return start + size <= home.content.length ? home.content.subarray(start, start + size) : undefined
}

/** Address → GOT entry. */
function slotsOf({ sections }: Image): Map<bigint, bigint> {
  const slots = new Map<bigint, bigint>()
  for (const { name, address, content } of sections) {
    if (!name.endsWith(GOT)) continue
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
    for (let at = 0; at + POINTER_BYTES <= content.length; at += POINTER_BYTES)
      slots.set(view.getBigUint64(at, true), address + BigInt(at))
  }
  return slots
}

/** Thread-local variables count from the first section of their template. */
function startOfTemplate({ sections }: Image): bigint {
  const template = sections.filter(({ isThreadLocal }) => isThreadLocal)
  return template.toSorted((a, b) => (a.address < b.address ? -1 : 1))[0]?.address ?? 0n
}

/** The named symbols of each block. */
function namesIn({ graph }: LinkResult): ReadonlyMap<BlockId, readonly SymbolId[]> {
  const found = new Map<BlockId, SymbolId[]>()
  const { base, block, flags, name } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.Defined || flags[s] & SymbolFlag.Removed || name[s] === NO_NAME) continue
    const known = found.get(block[s])
    if (known) known.push(s)
    else found.set(block[s], [s])
  }
  return found
}

const show = (bytes: Uint8Array, at: number): string =>
  Buffer.from(bytes.subarray(Math.max(0, at - 4), at + 6)).toString('hex')
