/**
 * Writes the table of compact unwinding, now that functions have addresses. An unwinder halves its way through the index
 * to a page, through the page to the record of the function that it is in, and does what the encoding says. A record that
 * says the same as the one before it is left out: the one before covers both functions.
 *
 * All places are distances from the start of the image (`__jitlink$libunwind_dso_base`).
 *
 * Source: Apple's <mach-o/compact_unwind_encoding.h>; JITLink's CompactUnwindManager (writeUnwindInfo).
 */
import { hex } from '../../base/hex'
import { tell } from '../graph/phrases/phrase'
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdges } from '../graph/edge-index'
import type { BlockId, EdgeId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag, SymbolFlag } from '../graph/schema'
import { compareWide } from './block-order'
import { gotEntriesFor } from './build-tables'
import type { Pass, PassContext } from './pass'
import { blocksOfSections, FileSections } from './file-parts'
import { FunctionFrames } from './function-frames'
import { addRecordInstead } from './unwind-gaps'
import {
  HEADER_BYTES,
  PAGE_BYTES,
  PAGE_HEADER_BYTES,
  PAGE_RECORDS,
  pagesFor,
  partsOf,
  PERSONALITY_BYTES,
  PERSONALITY_SHIFT,
  RECORD_ENTRY_BYTES,
  INDEX_BYTES,
  LSDA_BYTES,
} from './unwind-layout'
import type { UnwindRow } from './unwind-record'
import { BASE_SYMBOL, modeOf, refuseRecord, tablesOfFiles, unwindRowOf, unwindSections } from './unwind-record'
import type { UnwindRecords } from './unwind-records'
import { readRecords } from './unwind-records'

const TWO_32 = 2 ** 32
const VERSION = 1
const REGULAR_PAGE = 2
/** Encodings leave this many bits for the place of a call-frame record. */
const FRAME_LIMIT = 1n << 24n

export const writeUnwind: Pass = {
  id: 'write-unwind',
  phase: 'relax',
  only: { formats: ['mach-o'] },
  says: 'Writes the table from which unwinders learn how to leave each function.',
  run(context) {
    const { graph } = context
    const sections = unwindSections(graph)
    if (sections.length === 0) return
    const tasks = tasksOf(context, sections)
    const withPersonalities = tasks.filter(({ personalities }) => personalities.length > 0)
    const entries = gotEntriesFor(
      context,
      new Map(withPersonalities.map(({ file, personalities }) => [file, personalities])),
    )
    const frames = framesStarts(graph)
    const bases = basesOf(graph)
    for (const task of tasks) {
      const { file } = task
      const places = { entries: entries.get(file) ?? [], frames: frames.get(file) ?? 0n, base: bases.get(file) ?? 0n }
      write(context, task, places)
    }
  },
}

/** The table of one section of records, which has room already, and what will stand in it. */
interface Task {
  readonly file: FileId
  readonly table: BlockId
  readonly row: UnwindRow
  readonly records: UnwindRecords
  readonly personalities: readonly SymbolId[]
}

/** What a table refers to that is not in a record: GOT entries of personalities, where call-frame records and image begin. */
interface Places {
  readonly entries: readonly SymbolId[]
  readonly frames: bigint
  readonly base: bigint
}

function tasksOf({ graph, options }: PassContext, sections: readonly SectionId[]): Task[] {
  const index = indexEdges(graph)
  const tables = tablesOfFiles(graph, new FileSections(graph))
  const blocks = blocksOfSections(graph, sections)
  const tasks: Task[] = []
  for (const x of sections) {
    const file = graph.sections.file[x]
    const table = tables.get(file)
    if (table === undefined || blocks.get(x)!.length === 0) continue
    const row = unwindRowOf(graph, x)
    const records = recordsInOrder(graph, index, blocks.get(x)!, table, row)
    if (options.quirks.has('unwind-in-file-order')) records.locate()
    else records.sortByAddress()
    tasks.push({ file, table, row, records, personalities: records.personalities() })
  }
  return tasks
}

function write({ graph, options }: PassContext, task: Task, { entries, frames, base }: Places): void {
  const { table, row, records, personalities } = task
  const words = wordsOf(graph, records, row, personalities, frames)
  const kept = merged(records, words, row)
  graph.event('unwindWritten', table, kept.length)
  const writer = new TableWriter(graph, table, records, words, base)
  writer.write(kept, entries, endOf(graph, records, kept, options.quirks.has('unwind-ends-early')))
}

/**
 * The records in the order in which room was made for them: that of the table's edges to their functions. Functions without
 * a record that have an edge get an entry all the same.
 */
function recordsInOrder(
  graph: LinkGraph,
  index: EdgeIndex,
  blocks: readonly BlockId[],
  table: BlockId,
  row: UnwindRow,
): UnwindRecords {
  const { target } = graph.edges
  const [from, to] = [index.start[table]!, index.start[table + 1]!]
  // Each function's first edge, counted from 1.
  const place = new Uint32Array(graph.symbols.length)
  for (let i = to - 1; i >= from; i--) place[target[index.edge[i]! as EdgeId]] = i - from + 1
  const records = readRecords(graph, index, blocks, to - from)
  const isSpoken = new Uint8Array(graph.symbols.length)
  for (let i = 0; i < records.length; i++) isSpoken[records.owner(i)] = 1
  let frames: FunctionFrames | undefined
  for (let i = from; i < to; i++) {
    const owner = target[index.edge[i]! as EdgeId]
    if (isSpoken[owner]) continue
    isSpoken[owner] = 1
    frames ??= new FunctionFrames(graph, index)
    addRecordInstead(graph, records, frames, owner, row)
  }
  const places = new Float64Array(records.length)
  for (let i = 0; i < places.length; i++) places[i] = Math.max(1, place[records.owner(i)]!)
  records.sortBy(places)
  return records
}

/** Where each file's call-frame records begin. */
function framesStarts(graph: LinkGraph): ReadonlyMap<FileId, bigint> {
  const { section, address } = graph.blocks
  const first = new Map<FileId, BlockId>()
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!(graph.sections.flags[section[b]] & SectionFlag.CallFrames) || graph.isRemoved(b)) continue
    const file = graph.sections.file[section[b]]
    const before = first.get(file)
    if (before === undefined || compareWide(address.words, b, before) < 0) first.set(file, b)
  }
  return new Map([...first].map(([file, b]) => [file, address.big[b]]))
}

/** What the table says of each record: its encoding, with the bits for personality and call-frame record. */
function wordsOf(
  graph: LinkGraph,
  records: UnwindRecords,
  { dwarfMode }: UnwindRow,
  personalities: readonly SymbolId[],
  frames: bigint,
): Uint32Array {
  const words = new Uint32Array(records.length)
  for (let row = 0; row < words.length; row++) {
    let word = records.encoding[row]!
    const personality = records.personality(row)
    const frame = records.frame(row)
    if (personality !== NO_SYMBOL) word |= (personalities.indexOf(personality) + 1) << PERSONALITY_SHIFT
    if (modeOf(records.encoding[row]!) === dwarfMode && frame !== NO_SYMBOL) {
      const distance = graph.addressOf(frame) - frames
      if (distance < 0n || distance >= FRAME_LIMIT) {
        const found = tell('frame-record-behind', { n: distance })
        throw refuseRecord(graph, records.block(row), 12, found, tell('less-than-2-24'))
      }
      word |= Number(distance)
    }
    words[row] = word
  }
  return words
}

/** The rows that say something else than the one before them. */
function merged(records: UnwindRecords, words: Uint32Array, { dwarfMode, ownModes }: UnwindRow): Uint32Array {
  const kept = new Uint32Array(records.length)
  let count = 0
  for (let row = 0; row < records.length; row++) {
    const before = count === 0 ? undefined : kept[count - 1]!
    const mode = modeOf(words[row]!)
    const isOwn = mode === dwarfMode || ownModes.includes(mode)
    const hasLsda = records.lsda(row) !== NO_SYMBOL || (before !== undefined && records.lsda(before) !== NO_SYMBOL)
    if (before === undefined || isOwn || hasLsda || words[before] !== words[row]) kept[count++] = row
  }
  return kept.subarray(0, count)
}

/** Where the table's last function ends. */
function endOf(graph: LinkGraph, records: UnwindRecords, kept: Uint32Array, early: boolean): bigint {
  const row = early ? kept.at(-1)! : records.length - 1
  const owner = records.owner(row)
  return graph.addressOf(owner) + (early ? graph.symbols.size.big[owner] : BigInt(records.size[row]!))
}

/** The address from which all places of a file's table count. */
function basesOf(graph: LinkGraph): ReadonlyMap<FileId, bigint> {
  const bases = new Map<FileId, bigint>()
  const name = graph.names.find(BASE_SYMBOL)
  const { symbols } = graph
  for (let s = 0 as SymbolId; s < symbols.length; s++) {
    if (symbols.name[s] !== name || symbols.flags[s] & SymbolFlag.Removed || bases.has(symbols.file[s])) continue
    if (symbols.base[s] !== Base.External) bases.set(symbols.file[s], graph.addressOf(s))
  }
  return bases
}

class TableWriter {
  readonly #graph: LinkGraph
  readonly #table: BlockId
  readonly #records: UnwindRecords
  readonly #words: Uint32Array
  readonly #base: bigint
  readonly #baseLow: number
  readonly #baseHigh: number
  readonly #view: DataView

  constructor(graph: LinkGraph, table: BlockId, records: UnwindRecords, words: Uint32Array, base: bigint) {
    this.#graph = graph
    this.#table = table
    this.#records = records
    this.#words = words
    this.#base = base
    this.#baseLow = Number(base & 0xffffffffn)
    this.#baseHigh = Number(base >> 32n)
    this.#view = new DataView(new ArrayBuffer(Number(graph.blocks.size.big[table])))
  }

  /** Writes a table with these rows of the records. */
  write(rows: Uint32Array, personalities: readonly SymbolId[], end: bigint): void {
    const withLsda = rows.filter((row) => this.#records.lsda(row) !== NO_SYMBOL)
    const parts = partsOf({ personalities: personalities.length, lsdas: withLsda.length, records: rows.length })
    const pages = pagesFor(rows.length)
    const index = HEADER_BYTES + PERSONALITY_BYTES * personalities.length
    this.#put(0, [VERSION, HEADER_BYTES, 0, HEADER_BYTES, personalities.length, index, pages + 1])
    this.#put(
      HEADER_BYTES,
      personalities.map((s) => this.#distance(this.#graph.addressOf(s), rows[0]!)),
    )
    let before = 0
    for (let page = 0; page < pages; page++) {
      const own = rows.subarray(page * PAGE_RECORDS, (page + 1) * PAGE_RECORDS)
      const start = parts.pages + page * PAGE_BYTES
      this.#put(index + INDEX_BYTES * page, [this.#place(own[0]!), start, parts.lsdas + LSDA_BYTES * before])
      this.#page(start, own)
      for (const row of own) if (this.#records.lsda(row) !== NO_SYMBOL) before++
    }
    this.#put(index + INDEX_BYTES * pages, [this.#distance(end, rows.at(-1)!), 0, parts.pages])
    withLsda.forEach((row, i) => {
      const lsda = this.#distance(this.#graph.addressOf(this.#records.lsda(row)), row)
      this.#put(parts.lsdas + LSDA_BYTES * i, [this.#place(row), lsda])
    })
    this.#graph.writeBytes(this.#table, 0, new Uint8Array(this.#view.buffer))
  }

  #page(start: number, rows: Uint32Array): void {
    this.#put(start, [REGULAR_PAGE])
    this.#view.setUint16(start + 4, PAGE_HEADER_BYTES, true)
    this.#view.setUint16(start + 6, rows.length, true)
    let at = start + PAGE_HEADER_BYTES
    for (let i = 0; i < rows.length; i++, at += RECORD_ENTRY_BYTES) {
      this.#view.setUint32(at, this.#place(rows[i]!), true)
      this.#view.setUint32(at + 4, this.#words[rows[i]!]!, true)
    }
  }

  /** How far a row's function is behind the start of the image. */
  #place(row: number): number {
    const { addressLow, addressHigh } = this.#records
    // Exact wherever it fits a word.
    const distance = addressLow[row]! - this.#baseLow + (addressHigh[row]! - this.#baseHigh) * TWO_32
    if (distance >= 0 && distance < TWO_32) return distance
    return this.#distance(this.#graph.addressOf(this.#records.owner(row)), row)
  }

  /** The same for any address; `row` is to blame if it is too far. */
  #distance(address: bigint, row: number): number {
    const distance = address - this.#base
    if (distance >= 0n && distance < 1n << 32n) return Number(distance)
    const found = tell('image-at', { address: hex(BigInt.asUintN(64, address)), base: hex(this.#base) })
    throw refuseRecord(this.#graph, this.#records.block(row), 0, found, tell('near-image'))
  }

  #put(at: number, words: readonly number[]): void {
    for (let i = 0; i < words.length; i++) this.#view.setUint32(at + 4 * i, words[i]!, true)
  }
}
