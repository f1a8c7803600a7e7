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
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { BlockId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag, SymbolFlag } from '../graph/schema'
import { compareWide } from './block-order'
import { gotEntriesFor } from './build-tables'
import type { Pass, PassContext } from './pass'
import { blocksOfSections, FileSections } from './file-parts'
import { FunctionFrames } from './function-frames'
import { recordInstead } from './unwind-gaps'
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
import type { UnwindRecord, UnwindRow } from './unwind-record'
import {
  BASE_SYMBOL,
  inOrderOfFunctions,
  modeOf,
  readRecord,
  refuseRecord,
  tablesOfFiles,
  unwindRowOf,
  unwindSections,
} from './unwind-record'

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
  readonly records: readonly UnwindRecord[]
  readonly personalities: readonly SymbolId[]
}

/** What a table refers to that is not in a record: GOT entries of personalities, where call-frame records and image begin. */
interface Places {
  readonly entries: readonly SymbolId[]
  readonly frames: bigint
  readonly base: bigint
}

/** A record with what the table will say of it. */
interface Entry extends UnwindRecord {
  readonly address: bigint
  /** With the bits for personality and call-frame record. */
  readonly word: number
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
    const reserved = recordsInOrder(graph, index, blocks.get(x)!, table, row)
    const records = options.quirks.has('unwind-in-file-order') ? reserved : inOrderOfFunctions(graph, reserved)
    const personalities = [...new Set(records.map(({ personality }) => personality).filter((s) => s !== NO_SYMBOL))]
    tasks.push({ file, table, row, records, personalities })
  }
  return tasks
}

function write({ graph, options }: PassContext, task: Task, { entries, frames, base }: Places): void {
  const { table, row, records, personalities } = task
  const all = records.map((record) => entryOf(graph, record, row, personalities, frames))
  const kept = merged(all, row)
  graph.event('unwindWritten', table, kept.length)
  const writer = new TableWriter(graph, table, base)
  writer.write(kept, entries, endOf(graph, all, kept, options.quirks.has('unwind-ends-early')))
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
): UnwindRecord[] {
  const place = new Map<SymbolId, number>()
  for (const e of edgesOf(index, table))
    if (!place.has(graph.edges.target[e])) place.set(graph.edges.target[e], place.size)
  const records = blocks.map((b) => readRecord(graph, index, b))
  const spoken = new Set(records.map((record) => record.function))
  const frames = new FunctionFrames(graph, index)
  for (const owner of place.keys()) if (!spoken.has(owner)) records.push(recordInstead(graph, frames, owner, row))
  return records.sort((a, b) => (place.get(a.function) ?? 0) - (place.get(b.function) ?? 0))
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

function entryOf(
  graph: LinkGraph,
  record: UnwindRecord,
  row: UnwindRow,
  personalities: readonly SymbolId[],
  frames: bigint,
): Entry {
  // Property by property: spreading a record costs more than all else here.
  const { block, size, encoding, personality, lsda, frame } = record
  let word = encoding
  if (personality !== NO_SYMBOL) word |= (personalities.indexOf(personality) + 1) << PERSONALITY_SHIFT
  if (modeOf(encoding) === row.dwarfMode && frame !== NO_SYMBOL) {
    const distance = graph.addressOf(frame) - frames
    if (distance < 0n || distance >= FRAME_LIMIT)
      throw refuseRecord(graph, block, 12, tell('frame-record-behind', { n: distance }), tell('less-than-2-24'))
    word |= Number(distance)
  }
  const address = graph.addressOf(record.function)
  return { block, function: record.function, size, encoding, personality, lsda, frame, address, word: word >>> 0 }
}

/** Without records that say the same as the one before. */
function merged(entries: readonly Entry[], row: UnwindRow): Entry[] {
  const kept: Entry[] = []
  for (const entry of entries) {
    const before = kept.at(-1)
    const mode = modeOf(entry.word)
    const isOwn = mode === row.dwarfMode || row.ownModes.includes(mode)
    const hasLsda = entry.lsda !== NO_SYMBOL || before?.lsda !== NO_SYMBOL
    if (!before || isOwn || hasLsda || before.word !== entry.word) kept.push(entry)
  }
  return kept
}

/** Where the table's last function ends. */
function endOf(graph: LinkGraph, all: readonly Entry[], kept: readonly Entry[], early: boolean): bigint {
  const { address, function: owner, size } = (early ? kept : all).at(-1)!
  return address + (early ? graph.symbols.size.big[owner] : BigInt(size))
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
  readonly #base: bigint
  readonly #view: DataView

  constructor(graph: LinkGraph, table: BlockId, base: bigint) {
    this.#graph = graph
    this.#table = table
    this.#base = base
    this.#view = new DataView(new ArrayBuffer(Number(graph.blocks.size.big[table])))
  }

  write(entries: readonly Entry[], personalities: readonly SymbolId[], end: bigint): void {
    const withLsda = entries.filter(({ lsda }) => lsda !== NO_SYMBOL)
    const counts = { personalities: personalities.length, lsdas: withLsda.length, records: entries.length }
    const parts = partsOf(counts)
    const pages = pagesFor(entries.length)
    const index = HEADER_BYTES + PERSONALITY_BYTES * personalities.length
    this.#words(0, [VERSION, HEADER_BYTES, 0, HEADER_BYTES, personalities.length, index, pages + 1])
    this.#words(
      HEADER_BYTES,
      personalities.map((s) => this.#distance(this.#graph.addressOf(s), entries[0]!)),
    )
    let before = 0
    for (let page = 0; page < pages; page++) {
      const first = page * PAGE_RECORDS
      const own = entries.slice(first, first + PAGE_RECORDS)
      const start = parts.pages + page * PAGE_BYTES
      this.#words(index + INDEX_BYTES * page, [this.#place(own[0]!), start, parts.lsdas + LSDA_BYTES * before])
      this.#page(start, own)
      before += own.filter(({ lsda }) => lsda !== NO_SYMBOL).length
    }
    this.#words(index + INDEX_BYTES * pages, [this.#distance(end, entries.at(-1)!), 0, parts.pages])
    withLsda.forEach((entry, i) => {
      const lsda = this.#distance(this.#graph.addressOf(entry.lsda), entry)
      this.#words(parts.lsdas + LSDA_BYTES * i, [this.#place(entry), lsda])
    })
    this.#graph.writeBytes(this.#table, 0, new Uint8Array(this.#view.buffer))
  }

  #page(start: number, entries: readonly Entry[]): void {
    this.#words(start, [REGULAR_PAGE])
    this.#view.setUint16(start + 4, PAGE_HEADER_BYTES, true)
    this.#view.setUint16(start + 6, entries.length, true)
    for (const [i, entry] of entries.entries())
      this.#words(start + PAGE_HEADER_BYTES + RECORD_ENTRY_BYTES * i, [this.#place(entry), entry.word])
  }

  #place(entry: Entry): number {
    return this.#distance(entry.address, entry)
  }

  #distance(address: bigint, { block }: Entry): number {
    const distance = address - this.#base
    if (distance >= 0n && distance < 1n << 32n) return Number(distance)
    const found = tell('image-at', { address: hex(BigInt.asUintN(64, address)), base: hex(this.#base) })
    throw refuseRecord(this.#graph, block, 0, found, tell('near-image'))
  }

  #words(at: number, words: readonly number[]): void {
    for (const [i, word] of words.entries()) this.#view.setUint32(at + 4 * i, word, true)
  }
}
