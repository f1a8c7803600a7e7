/**
 * Compact unwinding, compared with what `ld64.lld` wrote: both tables are asked of every function, at its first byte and at
 * its last, and have to say the same. How they lay out pages is their own business, and so is how personalities are numbered.
 */
import type { EdgeIndex } from '../../src/engine/graph/edge-index'
import { edgesOf, indexEdges } from '../../src/engine/graph/edge-index'
import type { BlockId, SymbolId } from '../../src/engine/graph/ids'
import { Base, Protection } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { SectionFlag, SymbolFlag } from '../../src/engine/graph/schema'
import { blocksOfSections } from '../../src/engine/passes/file-parts'
import { BASE_SYMBOL, INFO_SECTION, modeOf, unwindSections } from '../../src/engine/passes/unwind-record'
import { readRecords } from '../../src/engine/passes/unwind-records'
import type { LinkResult } from '../../src/engine/session/link'
import type { Image } from './macho-image'
import type { UnwindAnswer } from './unwind-lookup'
import { UnwindTable } from './unwind-lookup'

const NOTHING = 'nothing'
const FRAMES = '__TEXT,__eh_frame'
const GOT = ',__got'
const DWARF_MODES: Readonly<Record<string, number>> = { 'x86-64': 0x04000000, aarch64: 0x03000000 }
const LOW_24 = 0xffffff
/** Bytes of a call-frame record in front of the distance to its function, and of that distance. */
const BEFORE_FUNCTION = 8
const DISTANCE_BYTES = 8

/** A function of ours, and where it is in the image. */
interface Place {
  readonly name: string
  readonly ours: bigint
  readonly theirs: bigint
}

/** Differences in words. A link without functions that are unwound by records has no table: then there is nothing to compare. */
export function compareUnwinding(result: LinkResult, image: Image, placeOf: ReadonlyMap<BlockId, bigint>): string[] {
  const { graph } = result
  const table = contentOf(graph, INFO_SECTION)
  if (table === undefined) return []
  const theirs = image.sections.find(({ name }) => name === INFO_SECTION)
  if (theirs === undefined) return ['ld64.lld has no table of compact unwinding']
  const dwarfMode = DWARF_MODES[result.arch.processor]!
  const own = new OwnSide(result, new UnwindTable(table), placeOf, dwarfMode)
  const other = new OtherSide(image, new UnwindTable(theirs.content), dwarfMode)
  const differences: string[] = []
  for (const place of placesToAsk(graph, placeOf)) {
    const [we, they] = [own.say(place.ours), other.say(place.theirs)]
    if (we !== they) differences.push(`unwinding ${place.name}: ${we}; ld64.lld has ${they}`)
  }
  return differences
}

/** The first byte of each function, and the last byte of each that a record is about. */
function placesToAsk(graph: LinkGraph, placeOf: ReadonlyMap<BlockId, bigint>): Place[] {
  const places: Place[] = []
  const { base, block, flags, offset } = graph.symbols
  const add = (name: string, b: BlockId, at: bigint): void => {
    const theirs = placeOf.get(b)
    if (theirs !== undefined) places.push({ name, ours: graph.blocks.address.big[b] + at, theirs: theirs + at })
  }
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.Defined || flags[s] & SymbolFlag.Removed || !isCode(graph, block[s])) continue
    if (graph.blocks.size.big[block[s]] > 0n) add(graph.nameOf(s), block[s], offset.big[s])
  }
  const index = indexEdges(graph)
  const blocks = [...blocksOfSections(graph, unwindSections(graph)).values()].flat()
  const records = readRecords(graph, index, blocks)
  for (let row = 0; row < records.length; row++) {
    const owner = records.owner(row)
    const last = offset.big[owner] + BigInt(Math.max(1, records.size[row]!)) - 1n
    add(`the end of ${graph.nameOf(owner)}`, block[owner], last)
  }
  return places
}

function isCode(graph: LinkGraph, b: BlockId): boolean {
  const { flags, protection } = graph.sections
  const x = graph.blocks.section[b]
  return (protection[x] & Protection.Exec) !== 0 && (flags[x] & SectionFlag.Synthetic) === 0
}

/** An answer in words that mean the same on both sides. */
function inWords(
  { encoding }: UnwindAnswer,
  dwarfMode: number,
  personality: string,
  lsda: string,
  frame: () => string,
): string {
  // An entry of zeros says as much as no entry.
  if (encoding === 0) return NOTHING
  // What a call-frame record says of personality and data for exceptions counts, not what the table does.
  if (modeOf(encoding) === dwarfMode) return `the call-frame record ${frame()}`
  return `${encoding.toString(16)}${personality}${lsda}`
}

class OwnSide {
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  readonly #table: UnwindTable
  readonly #base: bigint
  readonly #dwarfMode: number
  readonly #placeOf: ReadonlyMap<BlockId, bigint>

  constructor({ graph }: LinkResult, table: UnwindTable, placeOf: ReadonlyMap<BlockId, bigint>, dwarfMode: number) {
    this.#graph = graph
    this.#index = indexEdges(graph)
    this.#table = table
    this.#placeOf = placeOf
    this.#dwarfMode = dwarfMode
    this.#base = graph.addressOf(symbolCalled(graph, BASE_SYMBOL)!)
  }

  say(address: bigint): string {
    const answer = this.#table.lookup(Number(address - this.#base))
    if (answer === undefined) return NOTHING
    const { personality, lsda } = answer
    const named = personality === undefined ? '' : ` with ${this.#personality(this.#base + BigInt(personality))}`
    const data = lsda === undefined ? '' : ` and data at ${this.#inImage(this.#base + BigInt(lsda))}`
    return inWords(answer, this.#dwarfMode, named, data, () => this.#frame(answer))
  }

  #personality(entry: bigint): string {
    const b = this.#blockAt(entry)!
    return this.#graph.nameOf(this.#graph.edges.target[edgesOf(this.#index, b)[0]!])
  }

  #inImage(address: bigint): string {
    const b = this.#blockAt(address)
    const place = b === undefined ? undefined : this.#placeOf.get(b)
    if (place === undefined) return 'a place that is not in the image'
    return (place + address - this.#graph.blocks.address.big[b!]).toString(16)
  }

  /** Whether the record that an encoding leads to is that of the function. */
  #frame({ start, encoding }: UnwindAnswer): string {
    const frames = this.#blocksIn(FRAMES)
    const [first] = frames.map((b) => this.#addressOf(b)).toSorted((a, b) => (a < b ? -1 : 1))
    const b = frames.find((candidate) => this.#addressOf(candidate) === first! + BigInt(encoding & LOW_24))
    if (b === undefined) return 'of nothing'
    return frameOf(this.#graph.content(b)!, 0, this.#addressOf(b)) === this.#base + BigInt(start)
      ? 'of it'
      : 'of another'
  }

  #addressOf(b: BlockId): bigint {
    return this.#graph.blocks.address.big[b]
  }

  #blocksIn(section: string): BlockId[] {
    const { blocks } = this.#graph
    const all = Array.from({ length: blocks.length }, (_, b) => b as BlockId)
    return all.filter((b) => !this.#graph.isRemoved(b) && this.#graph.sectionName(blocks.section[b]) === section)
  }

  #blockAt(address: bigint): BlockId | undefined {
    const { blocks, sections } = this.#graph
    for (let b = 0 as BlockId; b < blocks.length; b++) {
      const isLoaded = (sections.flags[blocks.section[b]] & SectionFlag.CompactUnwind) === 0
      const start = blocks.address.big[b]
      if (isLoaded && !this.#graph.isRemoved(b) && address >= start && address < start + blocks.size.big[b]) return b
    }
    return undefined
  }
}

class OtherSide {
  readonly #image: Image
  readonly #table: UnwindTable
  readonly #dwarfMode: number
  readonly #names = new Map<bigint, string>()

  constructor(image: Image, table: UnwindTable, dwarfMode: number) {
    this.#image = image
    this.#table = table
    this.#dwarfMode = dwarfMode
    for (const [name, address] of image.symbols) this.#names.set(address, name)
  }

  say(address: bigint): string {
    const answer = this.#table.lookup(Number(address))
    if (answer === undefined) return NOTHING
    const { personality, lsda } = answer
    const named = personality === undefined ? '' : ` with ${this.#personality(BigInt(personality))}`
    const data = lsda === undefined ? '' : ` and data at ${lsda.toString(16)}`
    return inWords(answer, this.#dwarfMode, named, data, () => this.#frame(answer))
  }

  #personality(entry: bigint): string {
    for (const { name, address, content } of this.#image.sections) {
      if (!name.endsWith(GOT) || entry < address || entry >= address + BigInt(content.length)) continue
      const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
      return this.#names.get(view.getBigUint64(Number(entry - address), true)) ?? 'nobody'
    }
    return 'nobody'
  }

  #frame({ start, encoding }: UnwindAnswer): string {
    const frames = this.#image.sections.find(({ name }) => name === FRAMES)
    if (frames === undefined) return 'of nothing'
    const at = encoding & LOW_24
    return frameOf(frames.content, at, frames.address + BigInt(at)) === BigInt(start) ? 'of it' : 'of another'
  }
}

/** The function that a call-frame record at `at` belongs to, by a distance of eight bytes, as compilers write them for Mach-O. */
function frameOf(bytes: Uint8Array, at: number, address: bigint): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + BEFORE_FUNCTION + DISTANCE_BYTES > bytes.length) return -1n
  return address + BigInt(BEFORE_FUNCTION) + view.getBigInt64(at + BEFORE_FUNCTION, true)
}

function contentOf(graph: LinkGraph, section: string): Uint8Array | undefined {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++)
    if (!graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]) === section) return graph.content(b)!
  return undefined
}

function symbolCalled(graph: LinkGraph, name: string): SymbolId | undefined {
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (!(graph.symbols.flags[s] & SymbolFlag.Removed) && graph.nameOf(s) === name) return s
  return undefined
}
