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
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { BlockId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag, SymbolFlag } from '../graph/schema'
import { compareWide } from './block-order'
import { gotEntriesFor } from './build-tables'
import type { Pass, PassContext } from './pass'
import { findSection } from './section-ends'
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
  blocksOf,
  INFO_SECTION,
  modeOf,
  readRecord,
  refuseRecord,
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
    for (const section of unwindSections(context.graph)) write(context, section, unwindRowOf(context.graph, section))
  },
}

/** A record with what the table will say of it. */
interface Entry extends UnwindRecord {
  readonly address: bigint
  /** With the bits for personality and call-frame record. */
  readonly word: number
}

function write(context: PassContext, section: SectionId, row: UnwindRow): void {
  const { graph, options } = context
  const file = graph.sections.file[section]
  const info = findSection(graph, file, graph.names.find(INFO_SECTION))
  const table = info === undefined ? undefined : blocksOf(graph, info)[0]
  const records = table === undefined ? [] : recordsInOrder(graph, section, table)
  if (table === undefined || records.length === 0) return
  if (!options.quirks.has('unwind-in-file-order'))
    records.sort((a, b) => Number(graph.addressOf(a.function) - graph.addressOf(b.function)))
  const personalities = [...new Set(records.map(({ personality }) => personality).filter((s) => s !== NO_SYMBOL))]
  const entries = personalities.length === 0 ? [] : gotEntriesFor(context, file, personalities)
  const frames = framesStart(graph, file)
  const all = records.map((record) => entryOf(graph, record, row, personalities, frames))
  const kept = merged(all, row)
  graph.event('unwindWritten', table, kept.length)
  const writer = new TableWriter(graph, table, baseOf(graph, file))
  writer.write(kept, entries, endOf(graph, all, kept, options.quirks.has('unwind-ends-early')))
}

/** The records in the order in which room was made for them: that of the table's edges to their functions. */
function recordsInOrder(graph: LinkGraph, section: SectionId, table: BlockId): UnwindRecord[] {
  const index = indexEdges(graph)
  const place = new Map<SymbolId, number>()
  for (const e of edgesOf(index, table))
    if (!place.has(graph.edges.target[e])) place.set(graph.edges.target[e], place.size)
  const records = blocksOf(graph, section).map((b) => readRecord(graph, index, b))
  return records.sort((a, b) => (place.get(a.function) ?? 0) - (place.get(b.function) ?? 0))
}

/** Where the file's call-frame records begin. */
function framesStart(graph: LinkGraph, file: FileId): bigint {
  const { section, address } = graph.blocks
  let first: BlockId | undefined
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const isFrame = graph.sections.flags[section[b]] & SectionFlag.CallFrames
    if (!isFrame || graph.sections.file[section[b]] !== file || graph.isRemoved(b)) continue
    if (first === undefined || compareWide(address.words, b, first) < 0) first = b
  }
  return first === undefined ? 0n : address.big[first]
}

function entryOf(
  graph: LinkGraph,
  record: UnwindRecord,
  row: UnwindRow,
  personalities: readonly SymbolId[],
  frames: bigint,
): Entry {
  const { personality, frame, block } = record
  let word = record.encoding
  if (personality !== NO_SYMBOL) word |= (personalities.indexOf(personality) + 1) << PERSONALITY_SHIFT
  if (modeOf(record.encoding) === row.dwarfMode && frame !== NO_SYMBOL) {
    const distance = graph.addressOf(frame) - frames
    if (distance < 0n || distance >= FRAME_LIMIT)
      throw refuseRecord(graph, block, 12, `its call-frame record ${distance} bytes behind the first`, 'less than 2^24')
    word |= Number(distance)
  }
  return { ...record, address: graph.addressOf(record.function), word: word >>> 0 }
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

/** The address from which all places count. */
function baseOf(graph: LinkGraph, file: FileId): bigint {
  const name = graph.names.find(BASE_SYMBOL)
  const { symbols } = graph
  for (let s = 0 as SymbolId; s < symbols.length; s++) {
    if (symbols.name[s] !== name || symbols.file[s] !== file || symbols.flags[s] & SymbolFlag.Removed) continue
    if (symbols.base[s] !== Base.External) return graph.addressOf(s)
  }
  return 0n
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
    for (let page = 0; page < pages; page++) {
      const first = page * PAGE_RECORDS
      const before = entries.slice(0, first).filter(({ lsda }) => lsda !== NO_SYMBOL).length
      const own = entries.slice(first, first + PAGE_RECORDS)
      const start = parts.pages + page * PAGE_BYTES
      this.#words(index + INDEX_BYTES * page, [this.#place(own[0]!), start, parts.lsdas + LSDA_BYTES * before])
      this.#page(start, own)
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
    const found = `${hex(BigInt.asUintN(64, address))}, with the image at ${hex(this.#base)}`
    throw refuseRecord(this.#graph, block, 0, found, 'a place within 4 GiB behind the start of the image')
  }

  #words(at: number, words: readonly number[]): void {
    for (const [i, word] of words.entries()) this.#view.setUint32(at + 4 * i, word, true)
  }
}
