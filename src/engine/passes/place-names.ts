/**
 * Names that mean an address of this layout: `__start_X` and `__stop_X` are the two ends of section X (in Mach-O
 * `section$start$SEG$X` and `section$end$SEG$X`), and `_GLOBAL_OFFSET_TABLE_` is the start of the GOT. Nobody defines them; they exist once blocks have addresses.
 *
 * Source: JITLink's SectionRangeSymbolDefiner and ELF GOT symbol pass; the linker convention for C-named sections.
 */
import type { BlockId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, Linkage, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import type { NameId } from '../table/name-table'
import { compareWide } from './block-order'
import type { Pass, PassContext } from './pass'
import { conventionOf } from './conventions'
import { FileSections } from './file-parts'
import { sectionEndOf } from './section-ends'

const GOT_SYMBOL = '_GLOBAL_OFFSET_TABLE_'

export const placeNames: Pass = {
  id: 'place-names',
  phase: 'place',
  says: 'Gives addresses to names that mean a place in the layout: the ends of sections and the start of the GOT.',
  run(context) {
    placeSectionEnds(context.graph)
    placeGots(context)
  },
}

function placeSectionEnds(graph: LinkGraph): void {
  const places: { readonly symbol: SymbolId; readonly isStart: boolean; readonly section: SectionId }[] = []
  let sections: FileSections | undefined
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.symbols.base[s] !== Base.External || graph.symbols.flags[s] & SymbolFlag.Removed) continue
    const end = sectionEndOf(graph, s)
    if (end?.section === undefined) continue
    sections ??= new FileSections(graph)
    const section = sections.find(graph.symbols.file[s], graph.names.find(end.section))
    if (section !== undefined) places.push({ symbol: s, isStart: end.isStart, section })
  }
  const ends = endsOf(graph, new Set(places.map(({ section }) => section)))
  for (const { symbol: s, isStart, section } of places) {
    graph.event('symbolDefined', s)
    const end = ends.get(section)
    if (!end) graph.makeAbsolute(s, 0n, Scope.Local)
    else if (isStart) graph.makeDefined(s, end.first, 0n, Linkage.Strong, Scope.Local)
    else graph.makeDefined(s, end.last, graph.blocks.size.big[end.last], Linkage.Strong, Scope.Local)
  }
}

interface Ends {
  first: BlockId
  last: BlockId
}

/** The blocks with the lowest and the highest address of some sections; a section without blocks has none. */
function endsOf(graph: LinkGraph, wanted: ReadonlySet<SectionId>): ReadonlyMap<SectionId, Ends> {
  const ends = new Map<SectionId, Ends>()
  if (wanted.size === 0) return ends
  const { section } = graph.blocks
  const { words } = graph.blocks.address
  const isWanted = new Uint8Array(graph.sections.length)
  for (const x of wanted) isWanted[x] = 1
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!isWanted[section[b]] || graph.isRemoved(b)) continue
    const end = ends.get(section[b])
    if (!end) ends.set(section[b], { first: b, last: b })
    else if (compareWide(words, b, end.first) < 0) end.first = b
    else if (compareWide(words, b, end.last) >= 0) end.last = b
  }
  return ends
}

/** Every file has a GOT of its own, and a name for it of its own. */
function placeGots({ graph, arch }: PassContext): void {
  if (!conventionOf(graph).namesGot) return
  const name = graph.names.internText(GOT_SYMBOL)
  const wanted = gotSymbols(graph, name)
  const gots = sectionsNamed(graph, graph.names.find(arch.tables.got.section))
  const ends = endsOf(graph, new Set(gots.values()))
  for (const key of graph.files.keys()) {
    const file = key as FileId
    const got = gots.get(file)
    placeGot(graph, file, name, wanted.get(file), got !== undefined, got === undefined ? undefined : ends.get(got))
  }
}

function placeGot(
  graph: LinkGraph,
  file: FileId,
  name: NameId,
  wanted: SymbolId | undefined,
  hasGot: boolean,
  ends: Ends | undefined,
): void {
  if (wanted === undefined && !hasGot) return
  if (wanted === undefined) {
    graph.event('symbolDefined', graph.symbols.length)
    const symbol = { file, name, size: 0n, linkage: Linkage.Strong, scope: Scope.Local, flags: SymbolFlag.Live }
    if (ends) graph.addDefined(symbol, ends.first, 0n)
    else graph.addAbsolute(symbol, 0n)
    return
  }
  graph.event('symbolDefined', wanted)
  if (ends) graph.makeDefined(wanted, ends.first, 0n, Linkage.Strong, Scope.Local)
  else graph.makeAbsolute(wanted, hasGot ? 0n : firstAddress(graph, file), Scope.Local)
}

/** File → its reference to the GOT's name. */
function gotSymbols(graph: LinkGraph, wanted: NameId): ReadonlyMap<FileId, SymbolId> {
  const found = new Map<FileId, SymbolId>()
  const { name, base, flags, file } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (name[s] !== wanted || base[s] !== Base.External || flags[s] & SymbolFlag.Removed) continue
    if (!found.has(file[s])) found.set(file[s], s)
  }
  return found
}

/** File → its first section of a name. */
function sectionsNamed(graph: LinkGraph, wanted: NameId | undefined): ReadonlyMap<FileId, SectionId> {
  const found = new Map<FileId, SectionId>()
  const { name, file } = graph.sections
  for (let x = 0 as SectionId; x < graph.sections.length; x++)
    if (name[x] === wanted && !found.has(file[x])) found.set(file[x], x)
  return found
}

/** Without a GOT the name still needs an address: that of the file's first block. */
function firstAddress(graph: LinkGraph, file: FileId): bigint {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!graph.isRemoved(b) && graph.sections.file[graph.blocks.section[b]] === file) return graph.blocks.address.big[b]
  }
  return 0n
}
