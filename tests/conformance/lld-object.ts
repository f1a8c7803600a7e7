/**
 * A copy of an object in which every allocated section has a name of its own, and every common is a zero-fill section, so
 * that a linker script can place each of them where we did. Nothing else changes: contents, symbols and relocations stay.
 */
import type { BlockId, SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { SymbolFlag } from '../../src/engine/graph/schema'

const EI_DATA = 5
const BIG = 2
const HEADER_BYTES = 64
const SYMBOL_BYTES = 24
const SHF_WRITE_ALLOC = 3
const SHF_ALLOC = 2n
const SHT = { NULL: 0, SYMTAB: 2, STRTAB: 3, NOBITS: 8 } as const
const SHN_COMMON = 0xfff2
const STT_COMMON = 5
/** lld writes this one anew, from all pieces. */
const FRAMES = '.eh_frame'

/** An allocated section of the copy, and our block for it. */
export interface NamedSection {
  readonly name: string
  /** The name in the file. */
  readonly original: string
  readonly block: BlockId
}

export interface SeparatedObject {
  readonly bytes: Uint8Array
  readonly sections: readonly NamedSection[]
}

/** The file must be one that we linked alone: block numbers follow its section headers. */
export function separateSections(object: Uint8Array, graph: LinkGraph): SeparatedObject {
  return new Separator(object, graph).separate()
}

class Separator {
  readonly #object: Uint8Array
  readonly #view: DataView
  readonly #isLittle: boolean
  readonly #graph: LinkGraph
  readonly #table: number
  readonly #count: number
  /** Of the new string table. */
  readonly #names: number[] = [0]
  readonly #sections: NamedSection[] = []
  /** Headers behind the old ones. */
  readonly #added: Uint8Array[] = []

  constructor(object: Uint8Array, graph: LinkGraph) {
    this.#object = object.slice()
    this.#view = new DataView(this.#object.buffer)
    this.#isLittle = object[EI_DATA] !== BIG
    this.#graph = graph
    this.#table = Number(this.#view.getBigUint64(40, this.#isLittle))
    this.#count = this.#view.getUint16(60, this.#isLittle)
    if (this.#count === 0) throw new Error('more sections than this comparison can name')
  }

  separate(): SeparatedObject {
    const headers = this.#object.slice(this.#table, this.#table + this.#count * HEADER_BYTES)
    const view = new DataView(headers.buffer)
    this.#renameAll(view)
    this.#moveCommons()
    const strings = Uint8Array.from(this.#names)
    const start = this.#object.length
    const end = Math.ceil((start + strings.length) / 8) * 8
    // Symbols may have their names in the old table of section names, so this one is a section of its own.
    this.#added.push(headerOf({ isLittle: this.#isLittle, type: SHT.STRTAB, offset: start, size: strings.length }))
    const bytes = new Uint8Array(end + headers.length + this.#added.length * HEADER_BYTES)
    bytes.set(this.#object)
    bytes.set(strings, start)
    bytes.set(headers, end)
    for (const [i, header] of this.#added.entries()) bytes.set(header, end + headers.length + i * HEADER_BYTES)
    const whole = new DataView(bytes.buffer)
    whole.setBigUint64(40, BigInt(end), this.#isLittle)
    whole.setUint16(60, this.#count + this.#added.length, this.#isLittle)
    whole.setUint16(62, this.#count + this.#added.length - 1, this.#isLittle)
    return { bytes, sections: this.#sections }
  }

  #renameAll(headers: DataView): void {
    const seen = new Map<string, number>()
    for (let i = 0; i < this.#count; i++) {
      const allocated = (headers.getBigUint64(i * HEADER_BYTES + 8, this.#isLittle) & SHF_ALLOC) !== 0n
      if (allocated) seen.set(this.#sectionName(i), (seen.get(this.#sectionName(i)) ?? 0) + 1)
    }
    let block = 0
    for (let i = 0; i < this.#count; i++) {
      const original = this.#sectionName(i)
      const allocated = (headers.getBigUint64(i * HEADER_BYTES + 8, this.#isLittle) & SHF_ALLOC) !== 0n
      const again = allocated && original !== FRAMES && seen.get(original)! > 1
      const name = again ? `${original}#${i}` : original
      headers.setUint32(i * HEADER_BYTES, this.#addName(name), this.#isLittle)
      if (headers.getUint32(i * HEADER_BYTES + 4, this.#isLittle) === SHT.NULL) continue
      if (allocated) this.#sections.push({ name, original, block: block as BlockId })
      block++
    }
  }

  #moveCommons(): void {
    for (let i = 1; i < this.#count; i++) {
      if (this.#header(i, 4) !== SHT.SYMTAB) continue
      const [start, size] = [this.#wide(i, 24), this.#wide(i, 32)]
      const strings = this.#wide(this.#header(i, 40), 24)
      for (let at = start + SYMBOL_BYTES; at < start + size; at += SYMBOL_BYTES) this.#moveCommon(at, strings)
    }
  }

  #moveCommon(at: number, strings: number): void {
    const view = this.#view
    const type = view.getUint8(at + 4) & 15
    const section = view.getUint16(at + 6, this.#isLittle)
    const name = this.#text(strings + view.getUint32(at, this.#isLittle))
    // Hidden names could not come from a shared library.
    if (section === 0) view.setUint8(at + 5, 0)
    if (section !== SHN_COMMON) return
    const block = this.#blockOf(name)
    if (block === undefined) return
    const header = headerOf({
      isLittle: this.#isLittle,
      name: this.#addName(`common#${name}`),
      type: SHT.NOBITS,
      flags: SHF_WRITE_ALLOC,
      size: Number(view.getBigUint64(at + 16, this.#isLittle)),
      alignment: Number(view.getBigUint64(at + 8, this.#isLittle)),
    })
    view.setUint16(at + 6, this.#count + this.#added.length, this.#isLittle)
    view.setBigUint64(at + 8, 0n, this.#isLittle)
    if (type === STT_COMMON) view.setUint8(at + 4, (view.getUint8(at + 4) & 0xf0) | 1)
    this.#added.push(header)
    this.#sections.push({ name: `common#${name}`, original: 'COMMON', block })
  }

  /** Our block for a common. */
  #blockOf(name: string): BlockId | undefined {
    const { base, block, flags } = this.#graph.symbols
    for (let s = 0 as SymbolId; s < this.#graph.symbols.length; s++) {
      const here = base[s] === Base.Defined && !(flags[s] & SymbolFlag.Removed)
      if (here && this.#graph.nameOf(s) === name) return block[s]
    }
    return undefined
  }

  #addName(name: string): number {
    const at = this.#names.length
    this.#names.push(...Buffer.from(name, 'latin1'), 0)
    return at
  }

  #sectionName(i: number): string {
    return this.#text(this.#wide(this.#view.getUint16(62, this.#isLittle), 24) + this.#header(i, 0))
  }

  #text(start: number): string {
    return Buffer.from(this.#object.subarray(start, this.#object.indexOf(0, start))).toString('latin1')
  }

  #header(i: number, at: number): number {
    return this.#view.getUint32(this.#table + i * HEADER_BYTES + at, this.#isLittle)
  }

  #wide(i: number, at: number): number {
    return Number(this.#view.getBigUint64(this.#table + i * HEADER_BYTES + at, this.#isLittle))
  }
}

function headerOf(fields: {
  readonly isLittle: boolean
  readonly name?: number
  readonly type: number
  readonly flags?: number
  readonly offset?: number
  readonly size: number
  readonly alignment?: number
}): Uint8Array {
  const { isLittle, name = 0, type, flags = 0, offset = 0, size, alignment = 1 } = fields
  const header = new Uint8Array(HEADER_BYTES)
  const view = new DataView(header.buffer)
  view.setUint32(0, name, isLittle)
  view.setUint32(4, type, isLittle)
  view.setBigUint64(8, BigInt(flags), isLittle)
  view.setBigUint64(24, BigInt(offset), isLittle)
  view.setBigUint64(32, BigInt(size), isLittle)
  view.setBigUint64(48, BigInt(alignment), isLittle)
  return header
}
