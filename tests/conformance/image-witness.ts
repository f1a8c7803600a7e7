/**
 * A third witness for COFF: `lld-link` makes an image of the object, our blocks are moved to the addresses that it chose,
 * their contents are taken from the file again and fixed up again there, and the bytes of the two are compared.
 *
 * `.pdata` is compared record by record, since lld-link sorts it. Numbers of sections and distances from their starts are
 * compared by what they mean: the image has sections in an order of its own, puts some into others (`.xdata` into
 * `.rdata`), and keeps what is not live in our link, so that a section may start earlier. Not compared: sections that no
 * image has (removed ones, CodeView); what is not live in our link; COMDAT sections whose symbol somebody stripped, as GNU's
 * libraries have them for unwind records (lld-link leaves them out, GNU's linker and we do not).
 */
import { groupName, IMAGE_BASE, placesOf, sectionStartOf } from '../../src/engine/arch/places'
import type { FieldRow } from '../../src/engine/arch/fields'
import { written } from '../../src/engine/arch/fields'
import { applyFixups } from '../../src/engine/fixup/apply'
import { CoffFile } from '../../src/engine/formats/coff/reader'
import type { BlockId, EdgeId, SymbolId } from '../../src/engine/graph/ids'
import { Base, NO_BLOCK, NO_MEMORY, NO_SYMBOL } from '../../src/engine/graph/ids'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import { SectionFlag } from '../../src/engine/graph/schema'
import { NO_NAME } from '../../src/engine/table/name-table'
import type { LinkResult } from '../../src/engine/session/link'
import type { Image, Piece } from './ask-lld-link'
import { WITNESS_BASE } from './ask-lld-link'

const LEFT_OUT = '.voltbl'
/** What lld-link writes into a file of debug information, if it is asked to. */
const CODE_VIEW = '.debug$'
const UNWIND = /^\.pdata(\$|$)/
/** Bytes of a record: start, end and description of a function; on ARM64 its start and the description. */
const UNWIND_RECORDS: Readonly<Record<string, number>> = { 'x86-64': 12, aarch64: 8 }
/** The directory of thread-local storage: lld-link writes the template's alignment into its last word. */
const TLS_DIRECTORY = { name: '_tls_used', alignment: 36 } as const
/** Kinds of fields that speak of sections: two bytes of a number, four of a distance or of an instruction with a part of it. */
const SECTION_NUMBER = 'SectionIdx16'
const SECTION_RELATIVE = /^SecRel/

/** Differences in words; empty if all that is compared is equal. `object` is the file that both linked. */
export function compareWithImage(result: LinkResult, object: Uint8Array, image: Image): string[] {
  const comparer = new Comparer(result, image)
  comparer.adopt(object)
  return comparer.compare()
}

class Comparer {
  readonly #result: LinkResult
  readonly #image: Image
  /** Block → where the image has it. */
  readonly #places = new Map<BlockId, Piece>()
  readonly #differences: string[] = []

  constructor(result: LinkResult, image: Image) {
    this.#result = result
    this.#image = image
  }

  /** Moves everything to where lld-link has it, and fixes all up again. */
  adopt(bytes: Uint8Array): void {
    const { graph, arch } = this.#result
    const object = new CoffFile('object.o', bytes)
    const taken = new Set<Piece>()
    let block = 0 as BlockId
    for (let i = 1; i <= object.sectionCount; i++) {
      const name = object.sectionName(i)
      if (name === LEFT_OUT) continue
      const b = block++ as BlockId
      // The map leaves out sections that the image does not have, and has COMDAT sections behind others of their name:
      // the first piece of this size that is not taken is this block's.
      const size = Number(graph.blocks.size.big[b])
      const piece = this.#image.pieces.get(name)?.find((candidate) => candidate.size === size && !taken.has(candidate))
      if (!piece) continue
      this.#places.set(b, piece)
      taken.add(piece)
    }
    for (const [b, { start }] of this.#places) graph.blocks.address.big[b] = WITNESS_BASE + BigInt(start)
    this.#adoptNames()
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) this.#restore(b)
    applyFixups(graph, arch)
  }

  /** What both linkers make: commons, cells of imports, the start of the image. */
  #adoptNames(): void {
    const { graph } = this.#result
    const { base, block, address, definition } = graph.symbols
    for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
      const made = base[s] === Base.Defined ? this.#image.made.get(graph.nameOf(s)) : undefined
      if (made !== undefined) this.#adoptMade(block[s], made)
      if (base[s] === Base.Absolute && graph.nameOf(s) === IMAGE_BASE) address.big[s] = WITNESS_BASE
    }
    for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
      if (base[s] === Base.External && definition[s] !== NO_SYMBOL) address.big[s] = graph.addressOf(definition[s])
  }

  #adoptMade(b: BlockId, address: bigint): void {
    const { blocks, sections } = this.#result.graph
    if (!(sections.flags[blocks.section[b]] & (SectionFlag.Synthetic | SectionFlag.Commons))) return
    blocks.address.big[b] = address
    this.#places.set(b, { start: Number(address - WITNESS_BASE), size: Number(blocks.size.big[b]) })
  }

  /** The file's bytes again, over what was fixed up. */
  #restore(b: BlockId): void {
    const { graph } = this.#result
    const at = graph.blocks.memory[b]
    const original = graph.isZeroFill(b) ? undefined : graph.originalContent(b)
    if (at !== NO_MEMORY && original) graph.memory.bytes.set(original, at)
  }

  compare(): string[] {
    const { graph } = this.#result
    const unwind = this.#unwindRecords()
    const named = this.#namedBlocks()
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      const name = graph.sectionName(graph.blocks.section[b])
      const isLoaded = LIFETIMES[graph.sections.lifetime[graph.blocks.section[b]]]!.allocates
      if (graph.isRemoved(b) || graph.isZeroFill(b) || !isLoaded || name.startsWith(CODE_VIEW)) continue
      const bytes = graph.content(b)
      if (!bytes || bytes.length === 0 || (!this.#places.has(b) && !named.has(b))) continue
      if (UNWIND.test(name)) this.#records(name, bytes, unwind)
      else this.#block(name, b, bytes)
    }
    return this.#differences
  }

  #namedBlocks(): ReadonlySet<BlockId> {
    const { symbols } = this.#result.graph
    const found = new Set<BlockId>()
    for (let s = 0 as SymbolId; s < symbols.length; s++)
      if (symbols.base[s] === Base.Defined && symbols.name[s] !== NO_NAME) found.add(symbols.block[s])
    return found
  }

  #block(name: string, b: BlockId, bytes: Uint8Array): void {
    const place = this.#places.get(b)
    if (!place) {
      this.#differences.push(`${name} of ${bytes.length} bytes is missing in the image`)
      return
    }
    const theirs = this.#loaded(place)
    const skipped = this.#imageMatters(b, theirs)
    const at = bytes.findIndex((byte, i) => byte !== theirs[i] && !skipped.has(i))
    if (at < 0) return
    const [ours, other] = [show(bytes, at), show(theirs, at)]
    this.#differences.push(`${name}+${at.toString(16)}: ${ours} instead of lld-link's ${other}`)
  }

  #loaded({ start, size }: Piece): Uint8Array {
    const home = this.#image.sections.find(
      (section) => start >= section.start && start < section.start + section.bytes.length,
    )
    return home ? home.bytes.subarray(start - home.start, start - home.start + size) : new Uint8Array(0)
  }

  /** Bytes that mean something in an image only: what speaks of its sections, the alignment of the thread-local template. */
  #imageMatters(b: BlockId, theirs: Uint8Array): ReadonlySet<number> {
    const { graph, arch } = this.#result
    const found = new Set<number>()
    const { block, kind, offset } = graph.edges
    const { symbols } = graph
    for (let s = 0 as SymbolId; s < symbols.length; s++) {
      if (symbols.block[s] !== b || graph.nameOf(s) !== TLS_DIRECTORY.name) continue
      for (let i = 0; i < 4; i++) found.add(symbols.offset.words[2 * s]! + TLS_DIRECTORY.alignment + i)
    }
    for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
      const name = block[e] === b ? arch.edges[kind[e]]!.name : ''
      const width = name === SECTION_NUMBER ? 2 : SECTION_RELATIVE.test(name) ? 4 : 0
      if (width === 0) continue
      this.#sectionField(e, name, new DataView(theirs.buffer, theirs.byteOffset + offset[e], width))
      for (let i = 0; i < width; i++) found.add(offset[e] + i)
    }
    return found
  }

  /** A field that speaks of the target's section says of the image's section what ours says of our own. */
  #sectionField(e: EdgeId, name: string, theirs: DataView): void {
    const { graph } = this.#result
    const target = graph.addressOf(graph.edges.target[e])
    const at = Number(target - WITNESS_BASE)
    const home = this.#image.sections.findIndex(({ start, bytes }) => at >= start && at <= start + bytes.length)
    const from = BigInt(this.#image.sections[home]?.start ?? 0) + WITNESS_BASE
    const rest = name === SECTION_NUMBER ? BigInt(home + 1) : target - from
    const value = BigInt.asUintN(64, rest + graph.edges.addend.big[e])
    const found = BigInt(theirs.byteLength === 2 ? theirs.getUint16(0, true) : theirs.getUint32(0, true))
    const expected =
      written(this.#fieldOf(e), this.#wordBefore(e), value) & ((1n << BigInt(8 * theirs.byteLength)) - 1n)
    if (found !== expected)
      this.#differences.push(
        `${name} to ${graph.nameOf(graph.edges.target[e])}: ${expected} instead of lld-link's ${found}`,
      )
    this.#sameStart(e, name, from)
  }

  #fieldOf(e: EdgeId): FieldRow {
    const { graph, arch } = this.#result
    const { field } = arch.fixups[graph.edges.kind[e]]!
    return field.chosenBy?.(Number(this.#wordBefore(e)), 0, 0) ?? field
  }

  /** What the file has at a field of four bytes: an instruction, most of which stays; 0 at a field of two. */
  #wordBefore(e: EdgeId): bigint {
    const { graph } = this.#result
    const { block, offset } = graph.edges
    const content = graph.originalContent(block[e])!
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
    return offset[e] + 4 <= content.length ? BigInt(view.getUint32(offset[e], true)) : 0n
  }

  /** Where a live part of the same group stands first in the image's section, ours starts there as well. */
  #sameStart(e: EdgeId, name: string, theirs: bigint): void {
    const { graph, arch } = this.#result
    const home = graph.symbols.block[graph.edges.target[e]]
    if (!SECTION_RELATIVE.test(name) || home === NO_BLOCK) return
    const groupOf = (b: BlockId): string => groupName(graph.sectionName(graph.blocks.section[b]))
    const isFirst = ([b, { start, size }]: [BlockId, Piece]): boolean =>
      size > 0 && BigInt(start) + WITNESS_BASE === theirs && !graph.isRemoved(b) && groupOf(b) === groupOf(home)
    const ours = sectionStartOf(graph, placesOf(graph, arch), graph.edges.target[e])
    if (ours !== theirs && [...this.#places].some(isFirst))
      this.#differences.push(`${groupOf(home)} starts at ${ours} instead of lld-link's ${theirs}`)
  }

  #unwindRecords(): ReadonlySet<string> {
    const all = this.#image.sections.filter(({ name }) => name === '.pdata').map(({ bytes }) => bytes)
    return new Set(all.flatMap((bytes) => this.#recordsOf(bytes)))
  }

  #recordsOf(bytes: Uint8Array): string[] {
    const size = UNWIND_RECORDS[this.#result.arch.id]!
    const count = Math.floor(bytes.length / size)
    return Array.from({ length: count }, (_, i) =>
      Buffer.from(bytes.subarray(size * i, size * (i + 1))).toString('hex'),
    )
  }

  #records(name: string, bytes: Uint8Array, theirs: ReadonlySet<string>): void {
    const missing = this.#recordsOf(bytes).find((record) => !theirs.has(record))
    if (missing !== undefined) this.#differences.push(`${name}: the record ${missing} is not among lld-link's`)
  }
}

const show = (bytes: Uint8Array, at: number): string =>
  Buffer.from(bytes.subarray(Math.max(0, at - 4), at + 6)).toString('hex')
