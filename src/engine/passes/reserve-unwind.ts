/**
 * Makes room for the table of compact unwinding before memory is given out: how many records there are is known once dead
 * ones are gone. What will stand in it is known only when everything has an address (`write-unwind.ts`). The table counts
 * from the start of the image, so a header is made if the file has none, and personalities are reached through the GOT.
 *
 * Source: JITLink's CompactUnwindManager (processAndReserveUnwindInfo).
 */
import { tell } from '../graph/phrases/phrase'
import { indexEdges } from '../graph/edge-index'
import type { BlockId, FileId, Protection, SectionId, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, Linkage, NO_SYMBOL, Protection as Prot, Scope } from '../graph/ids'
import { LINKER_SOURCE } from '../graph/graph-tables'
import { NO_ALLOC, STANDARD } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { NO_RELOCATION, SectionFlag, SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import { gotEntriesFor } from './build-tables'
import type { Pass } from './pass'
import { blocksOfSections, FileSections } from './file-parts'
import { functionsWithoutRecord } from './unwind-gaps'
import { MOST_PERSONALITIES, tableBytes } from './unwind-layout'
import type { UnwindRow } from './unwind-record'
import {
  BASE_SYMBOL,
  FIELD,
  HEADER_SECTION,
  INFO_SECTION,
  refuseRecord,
  tablesOfFiles,
  unwindRowOf,
  unwindSections,
} from './unwind-record'
import type { UnwindRecords } from './unwind-records'
import { readRecords } from './unwind-records'

const HEADER_BYTES = 32
const ALIGNMENT_LOG = 3
const MACHO_MAGIC = 0xfeedfacf
const MH_OBJECT = 1

export const reserveUnwind: Pass = {
  id: 'reserve-unwind',
  phase: 'tables',
  only: { formats: ['mach-o'] },
  says: 'Makes room for the table from which unwinders learn how to leave each function.',
  run(context) {
    const { graph } = context
    const sections = unwindSections(graph)
    if (sections.length === 0) return
    addHeaders(graph, sections)
    const hasFour = context.options.quirks.has('unwind-fourth-personality')
    const wishes = wishesOf(graph, sections, MOST_PERSONALITIES + (hasFour ? 1 : 0))
    const gaps = context.options.quirks.has('unwind-leaves-gaps') ? NO_GAPS : gapsOf(graph, wishes)
    const behindGot = wishes.filter(({ personalities }) => personalities.length > 0)
    gotEntriesFor(context, new Map(behindGot.map(({ file, personalities }) => [file, personalities])))
    addTables(graph, wishes, gaps)
  },
}

/** What the table of one section of records needs. */
interface Wish {
  readonly file: FileId
  readonly records: UnwindRecords
  readonly personalities: readonly SymbolId[]
}

function addHeaders(graph: LinkGraph, sections: readonly SectionId[]): void {
  const known = new FileSections(graph)
  const withBase = filesWithBase(graph)
  for (const x of sections) {
    const file = graph.sections.file[x]
    graph.setLifetime(x, NO_ALLOC)
    if (!withBase.has(file)) addHeader(graph, file, known, unwindRowOf(graph, x))
  }
}

/** The records that are left, by the address of their function before layout, and whom they name. */
function wishesOf(graph: LinkGraph, sections: readonly SectionId[], most: number): Wish[] {
  const index = indexEdges(graph)
  const blocks = blocksOfSections(graph, sections)
  return sections.map((x) => {
    const records = readRecords(graph, index, blocks.get(x)!)
    records.sortByAddress()
    checkPersonalities(graph, records, most)
    return { file: graph.sections.file[x], records, personalities: records.personalities() }
  })
}

/** Encodings have room for few personalities. */
function checkPersonalities(graph: LinkGraph, records: UnwindRecords, most: number): void {
  const found = records.personalities()
  const first = found[most]
  if (first === undefined) return
  let row = 0
  while (records.personality(row) !== first) row++
  const names = found.slice(0, most + 1).map((s) => graph.nameOf(s))
  throw refuseRecord(
    graph,
    records.block(row),
    FIELD.PERSONALITY,
    tell('personality-number', { n: most + 1, names: names.join(', ') }),
    tell('at-most-for-encoding', { n: most }),
    'unwind-personalities',
  )
}

/** The files that have an absolute symbol from which unwind tables are to count. */
function filesWithBase(graph: LinkGraph): ReadonlySet<FileId> {
  const found = new Set<FileId>()
  const name = graph.names.find(BASE_SYMBOL)
  if (name === undefined) return found
  const { symbols } = graph
  for (let s = 0 as SymbolId; s < symbols.length; s++)
    if (symbols.name[s] === name && symbols.base[s] === Base.Absolute) found.add(symbols.file[s])
  return found
}

/** A Mach-O header in front of everything else, which only says where the image begins. */
function addHeader(graph: LinkGraph, file: FileId, known: FileSections, { cpuType, cpuSubtype }: UnwindRow): void {
  const { sections } = graph
  for (const x of known.of(file)) graph.setOrdinal(x, sections.ordinal[x] + 1)
  const bytes = new Uint8Array(HEADER_BYTES)
  const view = new DataView(bytes.buffer)
  for (const [i, word] of [MACHO_MAGIC, cpuType, cpuSubtype, MH_OBJECT].entries()) view.setUint32(4 * i, word, true)
  const block = addContent(graph, file, HEADER_SECTION, 0, bytes)
  known.note(graph.blocks.section[block])
  graph.addDefined({ ...local(file), size: BigInt(HEADER_BYTES) }, block, 0n)
  const name = graph.names.internText(BASE_SYMBOL)
  graph.addDefined({ ...local(file), name, size: BigInt(HEADER_BYTES) }, block, 0n)
}

/** By file the functions that no record is about. */
type Gaps = ReadonlyMap<FileId, readonly SymbolId[]>

const NO_GAPS: Gaps = new Map()

const gapsOf = (graph: LinkGraph, wishes: readonly Wish[]): Gaps =>
  functionsWithoutRecord(graph, new Map(wishes.map(({ file, records }) => [file, records])))

function addTables(graph: LinkGraph, wishes: readonly Wish[], gaps: Gaps): void {
  const known = new FileSections(graph)
  const tables = new Map(tablesOfFiles(graph, known))
  for (const wish of wishes) {
    const first = tables.get(wish.file)
    if (first !== undefined)
      throw refuseRecord(graph, first, 0, tell('info-section', { section: INFO_SECTION }), tell('linker-makes'))
    tables.set(wish.file, addTable(graph, wish, gaps.get(wish.file) ?? [], known.of(wish.file).length))
  }
}

function addTable(graph: LinkGraph, wish: Wish, gaps: readonly SymbolId[], ordinal: number): BlockId {
  const { file, records, personalities } = wish
  let lsdas = 0
  for (let row = 0; row < records.length; row++) if (records.lsda(row) !== NO_SYMBOL) lsdas++
  const size = tableBytes({ personalities: personalities.length, lsdas, records: records.length + gaps.length })
  const block = addContent(graph, file, INFO_SECTION, ordinal, new Uint8Array(size))
  const keep = (owner: SymbolId): void => {
    graph.addEdgeInWords(block, 0, KIND_KEEP_ALIVE, owner, 0, 0, NO_RELOCATION)
  }
  graph.reserve({ edges: records.length + gaps.length })
  for (let row = 0; row < records.length; row++) keep(records.owner(row))
  gaps.forEach(keep)
  return block
}

const local = (file: FileId) => ({
  file,
  name: NO_NAME,
  linkage: Linkage.Strong,
  scope: Scope.Local,
  flags: SymbolFlag.Live,
})

/** Adds a section of one block that only the linker knows the content of. */
function addContent(graph: LinkGraph, file: FileId, text: string, ordinal: number, bytes: Uint8Array): BlockId {
  const name = graph.names.internText(text)
  const protection = Prot.Read as Protection
  graph.event('sectionMade', graph.sections.length, graph.blocks.length)
  const section = graph.addSection(
    { file, name, protection, lifetime: STANDARD, flags: SectionFlag.Synthetic },
    ordinal,
  )
  const block = graph.addBlockInWords(section, LINKER_SOURCE, graph.addLinkerContent(bytes), ALIGNMENT_LOG, 0)
  graph.sizeBlockInWords(block, bytes.length, 0, 0, 0)
  return block
}
