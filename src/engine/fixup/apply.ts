/**
 * Applies every relocation edge: computes its formula from final addresses and writes the field. All policies are
 * treated alike; the only difference is that NoAlloc content, which no memory manager has copied, is copied to graph
 * memory first. A later edge at the same place overwrites an earlier one.
 *
 * Values are pairs of 32-bit words, so they are exact modulo 2^64 without a bigint in the loop. The loop itself writes
 * plain data; fields in instructions and in big-endian data take a way around (`special-fields.ts`).
 *
 * Source: JITLink's fixUpBlocks and applyFixup of each processor.
 */
import { tell, verbatim } from '../graph/phrases/phrase'
import type { Arch } from '../arch/arch'
import { edgeKindName } from '../arch/arch'
import { isRequest } from '../arch/edge-rows'
import { insertInto } from '../arch/fields'
import { explainEdge } from '../arch/explain'
import { PAGE_BITS } from '../arch/formula'
import type { Places } from '../arch/places'
import { placesOf, sectionNumberOf, sectionStartOf, templateFileOf } from '../arch/places'
import { tombstoneFor } from '../arch/tombstone'
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdges } from '../graph/edge-index'
import type { Diagnostic } from '../graph/diagnostics'
import { Refusal } from '../graph/diagnostics'
import type { BlockId, EdgeId, FileId, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, NO_BLOCK, NO_MEMORY } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { ASKER, BlockFlag, EdgeFlag } from '../graph/schema'
import { CHECK_NONE, CHECK_SIGNED, CommonForm, compileFixups } from './compile'
import type { FixupColumns } from './compile'
import { placeOf, refuseOutOfRange } from './range-error'
import { applySpecial, fieldAt, holdsValue } from './special-fields'

const TWO_32 = 2 ** 32
const MAX_WORD = TWO_32 - 1
/** The bits of an address's low word that say which page it is in. */
const PAGE_MASK = -1 << PAGE_BITS

export interface FixupOptions {
  /** Called with each edge before it is applied; may throw a Refusal. */
  readonly check?: ((e: EdgeId) => void) | undefined
  /** Bits of a value are added to what stands in an instruction already, as LLVM 22 does, instead of replacing it. */
  readonly addsBits?: boolean
  /** Called for a field of held metadata that cannot hold its value; without it such a field ends the link like every other. */
  readonly missed?: (e: EdgeId, why: Diagnostic) => void
}

/** Applies all edges of all blocks that are still in the graph. Throws a Refusal at the first that cannot be applied. */
export function applyFixups(graph: LinkGraph, arch: Arch, options: FixupOptions = {}): void {
  graph.memory.expect(uncopiedBytes(graph))
  new FixupApplier(graph, arch, options).applyAll()
}

/** Bytes of content that nobody has asked for yet. */
function uncopiedBytes(graph: LinkGraph): number {
  const { flags, memory } = graph.blocks
  const { words } = graph.blocks.size
  let sum = 0
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (memory[b] === NO_MEMORY && !(flags[b] & (BlockFlag.Removed | BlockFlag.ZeroFill))) sum += words[2 * b]!
  }
  return sum
}

/** The address of every symbol, as two words, low and high. */
function addressesOf(graph: LinkGraph): Uint32Array {
  const { base, block } = graph.symbols
  const offset = graph.symbols.offset.words
  const own = graph.symbols.address.words
  const place = graph.blocks.address.words
  const count = graph.symbols.length
  const addresses = graph.roughList('addresses of symbols', 2 * count)
  for (let s = 0 as SymbolId; s < count; s++) {
    const isDefined = base[s] === Base.Defined && block[s] !== NO_BLOCK
    const from = isDefined ? place : own
    const at = 2 * (isDefined ? block[s] : s)
    const low = from[at]! + offset[2 * s]!
    addresses[2 * s] = low
    addresses[2 * s + 1] = from[at + 1]! + offset[2 * s + 1]! + (low >= TWO_32 ? 1 : 0)
  }
  return addresses
}

class FixupApplier {
  readonly #graph: LinkGraph
  readonly #arch: Arch
  readonly #index: EdgeIndex
  readonly #columns: FixupColumns
  readonly #places: Places
  /** Low and high words of each file's GOT address. */
  readonly #got: Uint32Array
  /** The same of the start of each file's image, in formats that have one. */
  readonly #image: Uint32Array
  /** Low and high words of each symbol's address: many edges have the same target. */
  readonly #addresses: Uint32Array
  readonly #check: ((e: EdgeId) => void) | undefined
  readonly #addsBits: boolean
  readonly #missed: FixupOptions['missed']
  readonly #isWatched: boolean
  #low = 0
  #high = 0

  constructor(graph: LinkGraph, arch: Arch, { check, missed, addsBits = false }: FixupOptions) {
    this.#missed = missed
    this.#graph = graph
    this.#check = check
    this.#addsBits = addsBits
    this.#isWatched = graph.log !== undefined || check !== undefined
    this.#arch = arch
    this.#index = indexEdges(graph)
    this.#columns = compileFixups(arch)
    this.#places = placesOf(graph, arch)
    this.#addresses = addressesOf(graph)
    this.#got = new Uint32Array(BigUint64Array.from(this.#places.got).buffer)
    this.#image = new Uint32Array(BigUint64Array.from(this.#places.image).buffer)
  }

  applyAll(): void {
    const { blocks } = this.#graph
    for (let b = 0 as BlockId; b < blocks.length; b++) {
      if (blocks.flags[b] & (BlockFlag.Removed | BlockFlag.ZeroFill)) continue
      this.#makeMutable(b)
      if (this.#isWatched) this.#applyWatched(b)
      else this.#applyUnwatched(b)
    }
  }

  /**
   * The innermost loop of every link. The forms that nearly all edges have it writes by itself, over columns that were named
   * before it, if the addend is small and target and place have the same high word: then the low words say all. Everything
   * else, and whatever does not fit, is for `#applyOther`.
   */
  #applyUnwatched(b: BlockId): void {
    const { blocks, edges, memory } = this.#graph
    const { start, edge } = this.#index
    const { kind, offset, flags, target } = edges
    const { common, constant } = this.#columns
    const address = this.#addresses
    const addend = edges.addend.words
    const { view } = memory
    const home = blocks.memory[b]
    const low = blocks.address.words[2 * b]!
    const high = blocks.address.words[2 * b + 1]!
    const end = blocks.size.words[2 * b]!
    const last = start[b + 1]!
    for (let i = start[b]!; i < last; i++) {
      const e = edge[i]! as EdgeId
      const form = common[kind[e]]!
      if (form === CommonForm.Nothing) continue
      const at = offset[e]
      const t = 2 * target[e]
      const small = addend[2 * e]! | 0
      const isSmall = (addend[2 * e + 1]! | 0) === small >> 31
      if (flags[e] & EdgeFlag.Tombstone || !isSmall) this.#applyOther(e, b)
      else if (form === CommonForm.Distance || form === CommonForm.DistanceBack) {
        const distance = address[t]! - low - at
        const value = (form === CommonForm.Distance ? distance : -distance) + small + constant[kind[e]]!
        if ((value | 0) === value && address[t + 1] === high && at + 4 <= end) {
          flags[e] |= EdgeFlag.Applied
          view.setInt32(home + at, value, true)
        } else this.#applyOther(e, b)
      } else if (form === CommonForm.Address && at + 8 <= end) {
        const sum = address[t]! + small + constant[kind[e]]!
        flags[e] |= EdgeFlag.Applied
        view.setInt32(home + at, sum, true)
        view.setInt32(home + at + 4, address[t + 1]! + Math.floor(sum / TWO_32), true)
      } else if (form < CommonForm.Branch || !this.#applyInstruction(e, b, form)) this.#applyOther(e, b)
    }
  }

  /** The same for an instruction of one word; false: it takes more than that. */
  #applyInstruction(e: EdgeId, b: BlockId, form: number): boolean {
    const { blocks, edges, memory } = this.#graph
    const { words: place } = blocks.address
    const own = this.#arch.fixups[edges.kind[e]]!.field
    const offset = edges.offset[e]
    const t = 2 * edges.target[e]
    const target = this.#addresses[t]! + (edges.addend.words[2 * e]! | 0)
    const from = place[2 * b]! + offset
    const isNear = this.#addresses[t + 1] === place[2 * b + 1] && target >= 0 && target < TWO_32 && from < TWO_32
    if (!isNear || this.#addsBits || offset + 4 > blocks.size.words[2 * b]!) return false
    const value =
      form === CommonForm.Branch
        ? target - from
        : form === CommonForm.PageDistance
          ? ((target & PAGE_MASK) >>> 0) - ((from & PAGE_MASK) >>> 0)
          : target & ~PAGE_MASK
    const [low, high] = [value >>> 0, value < 0 ? MAX_WORD : 0]
    const at = blocks.memory[b] + offset
    const word = memory.view.getUint32(at, true)
    const field = own.chosenBy ? own.chosenBy(word, low, high) : own
    if (!field.pieces || !holdsValue(field, low, high)) return false
    edges.flags[e] |= EdgeFlag.Applied
    memory.view.setUint32(at, insertInto(field.pieces, word, low, high), true)
    return true
  }

  /** The same in the same order, edge by edge, where there is a log to note it in or a check before each edge. */
  #applyWatched(b: BlockId): void {
    const { start, edge } = this.#index
    const end = start[b + 1]!
    for (let i = start[b]!; i < end; i++) this.#applyOther(edge[i]! as EdgeId, b)
  }

  /** The same for one edge where there is a log to note it in, or a check before it; and for all that is not plain data. */
  #applyOther(e: EdgeId, b: BlockId): void {
    const graph = this.#graph
    const k = graph.edges.kind[e]
    const bytes = this.#columns.width[k] as 0 | 1 | 2 | 4 | 8
    if (bytes === 0) {
      this.#checkWritesNothing(e)
      return
    }
    this.#check?.(e)
    if (graph.edges.offset[e] + bytes > graph.blocks.size.words[2 * b]!) throw this.#refuseBounds(e, b, bytes)
    const isDead = (graph.edges.flags[e] & EdgeFlag.Tombstone) !== 0
    if (isDead) {
      this.#low = tombstoneFor(graph, b)
      this.#high = 0
    } else {
      this.#compute(e, b, k)
      if (this.#columns.pages[k]! > 0) this.#addPages(e, b, k)
      if (this.#columns.plainWidth[k] === bytes) {
        this.#applyPlain(e, b, k)
        return
      }
    }
    const field = fieldAt(graph, this.#arch, e, this.#arch.fixups[k]!.field, this.#low, this.#high)
    const write = { edge: e, field, low: this.#low, high: this.#high, addsBits: this.#addsBits }
    const fits = isDead || holdsValue(field, this.#low, this.#high)
    if (fits) applySpecial(graph, this.#arch, write)
    else this.#missRange(e, b)
  }

  /** Writes the computed value as plain data, as nearly all of them are, and notes it. */
  #applyPlain(e: EdgeId, b: BlockId, k: number): void {
    const bytes = this.#columns.plainWidth[k] as 1 | 2 | 4 | 8
    if (fitsField(this.#columns.check[k]!, bytes, this.#low, this.#high))
      this.#graph.applyEdge(e, b, bytes, this.#low, this.#high)
    else this.#missRange(e, b)
  }

  /** Adds the pages of other sums to the value. */
  #addPages(e: EdgeId, b: BlockId, kind: number): void {
    const { firstPage, pages, pageSign } = this.#columns
    let low = this.#low
    let high = this.#high
    const end = firstPage[kind]! + pages[kind]!
    for (let page = firstPage[kind]!; page < end; page++) {
      this.#compute(e, b, page)
      low += pageSign[page]! * ((this.#low & PAGE_MASK) >>> 0)
      high += pageSign[page]! * this.#high
    }
    this.#low = low >>> 0
    this.#high = (high + Math.floor(low / TWO_32)) >>> 0
  }

  /** Leaves the value in #low and #high. Sums of a few words stay far below 2^53, so doubles carry them exactly. */
  #compute(e: EdgeId, b: BlockId, kind: number): void {
    const { blocks, edges } = this.#graph
    const { s, a, p, constant, isRare } = this.#columns
    const target = edges.target[e]
    const address = this.#addresses
    const place = blocks.address.words
    const addend = edges.addend.words
    const low =
      s[kind]! * address[2 * target]! +
      a[kind]! * addend[2 * e]! +
      p[kind]! * (place[2 * b]! + edges.offset[e]) +
      constant[kind]!
    const high = s[kind]! * address[2 * target + 1]! + a[kind]! * addend[2 * e + 1]! + p[kind]! * place[2 * b + 1]!
    this.#low = low >>> 0
    this.#high = (high + Math.floor(low / TWO_32)) >>> 0
    if (isRare[kind]) this.#addRareTerms(e, b, kind)
  }

  /** Content that no memory manager has copied is copied before the first of its fixups; room has been made. */
  #makeMutable(b: BlockId): void {
    const graph = this.#graph
    if (graph.blocks.memory[b] === NO_MEMORY) {
      graph.event('contentCopied', b, ASKER.fixup)
      graph.makeMutable(b, 'fixup')
    }
  }

  /** Adds to the value what few formulas have in them. */
  #addRareTerms(e: EdgeId, b: BlockId, kind: number): void {
    const { got, z, isThreadLocal, image, section, number } = this.#columns
    const target = this.#graph.edges.target[e]
    const size = this.#graph.symbols.size.words
    const g = 2 * this.#graph.sections.file[this.#graph.blocks.section[b]]
    const [imageLow, imageHigh] = [this.#image[g] ?? 0, this.#image[g + 1] ?? 0]
    const sum = this.#low + got[kind]! * this.#got[g]! + z[kind]! * size[2 * target]! + image[kind]! * imageLow
    const rest =
      this.#high + got[kind]! * this.#got[g + 1]! + z[kind]! * size[2 * target + 1]! + image[kind]! * imageHigh
    this.#low = sum >>> 0
    this.#high = (rest + Math.floor(sum / TWO_32)) >>> 0
    if (isThreadLocal[kind]) this.#addThread(e, kind)
    if (section[kind] !== 0 || number[kind] !== 0) this.#addStart(e, kind)
  }

  /** Kinds of COFF count from the start of the target's section, or are the number of that. */
  #addStart(e: EdgeId, kind: number): void {
    const graph = this.#graph
    const { section, number } = this.#columns
    const start = section[kind] === 0 ? 0n : sectionStartOf(graph, this.#places, graph.edges.target[e])
    const nth = number[kind] === 0 ? 0n : sectionNumberOf(graph, this.#places, graph.edges.target[e])
    this.#add(BigInt(section[kind]!) * start + BigInt(number[kind]!) * nth)
  }

  /** Adds an exact integer to the value. */
  #add(term: bigint): void {
    const value = BigInt.asUintN(64, ((BigInt(this.#high) << 32n) | BigInt(this.#low)) + term)
    this.#low = Number(value & 0xffffffffn)
    this.#high = Number(value >> 32n)
  }

  /** Thread-local kinds count from places of the target's file. They are few, so exact integers will do. */
  #addThread(e: EdgeId, kind: number): void {
    const home = templateFileOf(this.#graph, this.#graph.edges.target[e])
    if (home === undefined) return
    const { threadPointer, template } = this.#places
    const { tp, tls } = this.#columns
    this.#add(BigInt(tp[kind]!) * threadPointer[home]! + BigInt(tls[kind]!) * template[home]!)
  }

  #checkWritesNothing(e: EdgeId): void {
    const kind = this.#graph.edges.kind[e]
    if (kind === KIND_KEEP_ALIVE || !isRequest(this.#arch.edges[kind]!)) return
    throw new Refusal('unsupported-edge', {
      file: this.#fileOf(e),
      structure: placeOf(this.#graph, e),
      found: verbatim(edgeKindName(this.#arch, kind)),
      expected: tell('lowered-kind'),
    })
  }

  /**
   * A value that does not fit ends the link; the edge counts as applied, so that the page can show what did not fit. But
   * metadata that is only held has no say in a link: there the field stays as the file has it, and whoever asked is told.
   */
  #missRange(e: EdgeId, b: BlockId): void {
    if (this.#graph.blocks.flags[b] & BlockFlag.Held && this.#missed) {
      this.#missed(e, refuseOutOfRange(this.#graph, explainEdge(this.#graph, this.#arch, e, this.#places)).diagnostic)
      return
    }
    this.#graph.applyEdge(e, b, 0, 0, 0)
    throw refuseOutOfRange(this.#graph, explainEdge(this.#graph, this.#arch, e, this.#places))
  }

  #refuseBounds(e: EdgeId, b: BlockId, width: number): Refusal {
    const offset = this.#graph.edges.offset[e]
    const size = this.#graph.blocks.size.big[b]
    const kind = edgeKindName(this.#arch, this.#graph.edges.kind[e])
    const structure = tell('field-of-kind', { place: placeOf(this.#graph, e), kind })
    return new Refusal('elf-relocation-bounds', {
      file: this.#fileOf(e),
      structure,
      found: tell('bytes-at-offset', { n: width, offset }),
      expected: tell('end-before', { n: size }),
    })
  }

  #fileOf(e: EdgeId): string {
    const { sections, blocks, edges, files } = this.#graph
    return files[sections.file[blocks.section[edges.block[e]]] as FileId]!.name
  }
}

/** Whether a value, as two words, can be written to a field of so many bytes. */
function fitsField(check: number, width: 1 | 2 | 4 | 8, low: number, high: number): boolean {
  if (check === CHECK_NONE) return true
  if (check === CHECK_SIGNED) {
    const shift = 32 - 8 * width
    const value = low | 0
    return (value << shift) >> shift === value && high === (value >> 31) >>> 0
  }
  return high === 0 && (width === 4 || low >>> (8 * width) === 0)
}
