/**
 * A third witness for COFF: `lld-link` makes an image of the object, our blocks are moved to the addresses that it chose,
 * their contents are taken from the file again and fixed up again there, and the bytes of the two are compared.
 *
 * `.pdata` is compared record by record, since lld-link sorts it. Not compared: numbers of sections, which count those of
 * the image there and those of the object here; sections that no image has (removed ones, CodeView); what is not live in
 * our link.
 */
import { IMAGE_BASE } from '../../src/engine/arch/places'
import { applyFixups } from '../../src/engine/fixup/apply'
import { CoffFile } from '../../src/engine/formats/coff/reader'
import type { BlockId, EdgeId, SymbolId } from '../../src/engine/graph/ids'
import { Base, NO_MEMORY, NO_SYMBOL } from '../../src/engine/graph/ids'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import { SectionFlag } from '../../src/engine/graph/schema'
import type { LinkResult } from '../../src/engine/session/link'
import type { Image, Piece } from './ask-lld-link'
import { WITNESS_BASE } from './ask-lld-link'

const LEFT_OUT = '.voltbl'
/** What lld-link writes into a file of debug information, if it is asked to. */
const CODE_VIEW = '.debug$'
const UNWIND = /^\.pdata(\$|$)/
const UNWIND_RECORD = 12
/** The directory of thread-local storage: lld-link writes the template's alignment into its last word. */
const TLS_DIRECTORY = { name: '_tls_used', alignment: 36 } as const
/** How the numbers of sections show: fields of two bytes. */
const SECTION_NUMBER = 'Pointer16'

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
    const seen = new Map<string, number>()
    let block = 0 as BlockId
    for (let i = 1; i <= object.sectionCount; i++) {
      const name = object.sectionName(i)
      if (name === LEFT_OUT) continue
      const b = block++ as BlockId
      const all = this.#image.pieces.get(name) ?? []
      // The map leaves out sections that the image does not have, so that a size has to fit as well.
      let nth = seen.get(name) ?? 0
      const size = Number(graph.blocks.size.big[b])
      if (all[nth]?.size !== size) continue
      this.#places.set(b, all[nth++]!)
      seen.set(name, nth)
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
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      const name = graph.sectionName(graph.blocks.section[b])
      const isLoaded = LIFETIMES[graph.sections.lifetime[graph.blocks.section[b]]]!.allocates
      if (graph.isRemoved(b) || graph.isZeroFill(b) || !isLoaded || name.startsWith(CODE_VIEW)) continue
      const bytes = graph.content(b)
      if (!bytes || bytes.length === 0) continue
      if (UNWIND.test(name)) this.#records(name, bytes, unwind)
      else this.#block(name, b, bytes)
    }
    return this.#differences
  }

  #block(name: string, b: BlockId, bytes: Uint8Array): void {
    const place = this.#places.get(b)
    if (!place) {
      this.#differences.push(`${name} of ${bytes.length} bytes is missing in the image`)
      return
    }
    const theirs = this.#loaded(place)
    const skipped = this.#imageMatters(b)
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

  /** Bytes that mean something in an image only: numbers of sections, the alignment of the thread-local template. */
  #imageMatters(b: BlockId): ReadonlySet<number> {
    const { graph, arch } = this.#result
    const found = new Set<number>()
    const { block, kind, offset } = graph.edges
    const { symbols } = graph
    for (let s = 0 as SymbolId; s < symbols.length; s++) {
      if (symbols.block[s] !== b || graph.nameOf(s) !== TLS_DIRECTORY.name) continue
      for (let i = 0; i < 4; i++) found.add(symbols.offset.words[2 * s]! + TLS_DIRECTORY.alignment + i)
    }
    for (let e = 0 as EdgeId; e < graph.edges.length; e++)
      if (block[e] === b && arch.edges[kind[e]]!.name === SECTION_NUMBER) found.add(offset[e]).add(offset[e] + 1)
    return found
  }

  #unwindRecords(): ReadonlySet<string> {
    const all = this.#image.sections.filter(({ name }) => name === '.pdata').map(({ bytes }) => bytes)
    return new Set(all.flatMap(recordsOf))
  }

  #records(name: string, bytes: Uint8Array, theirs: ReadonlySet<string>): void {
    const missing = recordsOf(bytes).find((record) => !theirs.has(record))
    if (missing !== undefined) this.#differences.push(`${name}: the record ${missing} is not among lld-link's`)
  }
}

function recordsOf(bytes: Uint8Array): string[] {
  const count = Math.floor(bytes.length / UNWIND_RECORD)
  return Array.from({ length: count }, (_, i) =>
    Buffer.from(bytes.subarray(UNWIND_RECORD * i, UNWIND_RECORD * (i + 1))).toString('hex'),
  )
}

const show = (bytes: Uint8Array, at: number): string =>
  Buffer.from(bytes.subarray(Math.max(0, at - 4), at + 6)).toString('hex')
