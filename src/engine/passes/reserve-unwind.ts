/**
 * Makes room for the table of compact unwinding before memory is given out: how many records there are is known once dead
 * ones are gone. What will stand in it is known only when everything has an address (`write-unwind.ts`). The table counts
 * from the start of the image, so a header is made if the file has none, and personalities are reached through the GOT.
 *
 * Source: JITLink's CompactUnwindManager (processAndReserveUnwindInfo).
 */
import { indexEdges } from '../graph/edge-index'
import type { BlockId, FileId, Protection, SectionId, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, Linkage, NO_SYMBOL, Protection as Prot, Scope } from '../graph/ids'
import { LINKER_SOURCE } from '../graph/graph-tables'
import { NO_ALLOC, STANDARD } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { NO_RELOCATION, SectionFlag, SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import { gotEntriesFor } from './build-tables'
import type { Pass, PassContext } from './pass'
import { findSection } from './section-ends'
import { MOST_PERSONALITIES, tableBytes } from './unwind-layout'
import type { UnwindRecord, UnwindRow } from './unwind-record'
import {
  BASE_SYMBOL,
  blocksOf,
  FIELD,
  HEADER_SECTION,
  INFO_SECTION,
  readRecord,
  refuseRecord,
  unwindRowOf,
  unwindSections,
} from './unwind-record'

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
    for (const section of unwindSections(context.graph)) reserve(context, section, unwindRowOf(context.graph, section))
  },
}

function reserve(context: PassContext, section: SectionId, row: UnwindRow): void {
  const { graph } = context
  const file = graph.sections.file[section]
  graph.setLifetime(section, NO_ALLOC)
  if (!hasBase(graph, file)) addHeader(graph, file, row)
  const records = sortedRecords(graph, section)
  const personalities = distinctPersonalities(graph, records)
  if (personalities.length > 0) gotEntriesFor(context, file, personalities)
  const lsdas = records.filter(({ lsda }) => lsda !== NO_SYMBOL).length
  addTable(graph, file, records, tableBytes({ personalities: personalities.length, lsdas, records: records.length }))
}

/** The records that are left, by the address of their function before layout. */
function sortedRecords(graph: LinkGraph, section: SectionId): UnwindRecord[] {
  const index = indexEdges(graph)
  const records = blocksOf(graph, section).map((b) => readRecord(graph, index, b))
  return records.sort((a, b) => Number(graph.addressOf(a.function) - graph.addressOf(b.function)))
}

function distinctPersonalities(graph: LinkGraph, records: readonly UnwindRecord[]): SymbolId[] {
  const found = new Set<SymbolId>()
  for (const { personality, block } of records) {
    if (personality === NO_SYMBOL) continue
    found.add(personality)
    if (found.size > MOST_PERSONALITIES)
      throw refuseRecord(
        graph,
        block,
        FIELD.PERSONALITY,
        `a personality beyond the first ${MOST_PERSONALITIES}`,
        'at most that many in one file',
      )
  }
  return [...found]
}

/** Whether the file has an absolute symbol from which unwind tables are to count. */
function hasBase(graph: LinkGraph, file: FileId): boolean {
  const name = graph.names.find(BASE_SYMBOL)
  if (name === undefined) return false
  const { symbols } = graph
  for (let s = 0 as SymbolId; s < symbols.length; s++)
    if (symbols.name[s] === name && symbols.file[s] === file && symbols.base[s] === Base.Absolute) return true
  return false
}

/** A Mach-O header in front of everything else, which only says where the image begins. */
function addHeader(graph: LinkGraph, file: FileId, { cpuType, cpuSubtype }: UnwindRow): void {
  const { sections } = graph
  for (let x = 0 as SectionId; x < sections.length; x++)
    if (sections.file[x] === file) graph.setOrdinal(x, sections.ordinal[x] + 1)
  const bytes = new Uint8Array(HEADER_BYTES)
  const view = new DataView(bytes.buffer)
  for (const [i, word] of [MACHO_MAGIC, cpuType, cpuSubtype, MH_OBJECT].entries()) view.setUint32(4 * i, word, true)
  const block = addContent(graph, file, HEADER_SECTION, 0, bytes)
  graph.addDefined({ ...local(file), size: BigInt(HEADER_BYTES) }, block, 0n)
  const name = graph.names.internText(BASE_SYMBOL)
  graph.addDefined({ ...local(file), name, size: BigInt(HEADER_BYTES) }, block, 0n)
}

function addTable(graph: LinkGraph, file: FileId, records: readonly UnwindRecord[], size: number): void {
  const known = findSection(graph, file, graph.names.find(INFO_SECTION))
  const first = known === undefined ? undefined : blocksOf(graph, known)[0]
  if (known !== undefined && first !== undefined)
    throw refuseRecord(graph, first, 0, `a section ${INFO_SECTION} in the object`, 'none: the linker makes it')
  let ordinal = 0
  for (let x = 0 as SectionId; x < graph.sections.length; x++) if (graph.sections.file[x] === file) ordinal++
  const block = addContent(graph, file, INFO_SECTION, ordinal, new Uint8Array(size))
  for (const { function: owner } of records) graph.addEdgeInWords(block, 0, KIND_KEEP_ALIVE, owner, 0, 0, NO_RELOCATION)
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
