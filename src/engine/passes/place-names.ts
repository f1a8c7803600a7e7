/**
 * Names that mean an address of this layout: `__start_X` and `__stop_X` are the two ends of section X, and
 * `_GLOBAL_OFFSET_TABLE_` is the start of the GOT. Nobody defines them; they exist once blocks have addresses.
 *
 * Source: JITLink's SectionRangeSymbolDefiner and ELF GOT symbol pass; the linker convention for C-named sections.
 */
import type { BlockId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, Linkage, NO_BLOCK, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import type { NameId } from '../table/name-table'
import { compareWide } from './block-order'
import type { Pass, PassContext } from './pass'
import { findSection, prefixOf, START } from './section-ends'

const GOT_SYMBOL = '_GLOBAL_OFFSET_TABLE_'

export const placeNames: Pass = {
  id: 'place-names',
  phase: 'place',
  says: 'Gives addresses to names that mean a place in the layout: __start_X, __stop_X and _GLOBAL_OFFSET_TABLE_.',
  run(context) {
    placeSectionEnds(context.graph)
    for (const file of context.graph.files.keys()) placeGot(context, file as FileId)
  },
}

function placeSectionEnds(graph: LinkGraph): void {
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.symbols.base[s] !== Base.External || graph.symbols.flags[s] & SymbolFlag.Removed) continue
    const prefix = prefixOf(graph, s)
    if (prefix === undefined) continue
    const name = graph.nameOf(s)
    const section = findSection(graph, graph.symbols.file[s], graph.names.find(name.slice(prefix.length)))
    if (section === undefined) continue
    graph.event('symbolDefined', s)
    const { first, last } = sectionEnds(graph, section)
    if (first === NO_BLOCK) graph.makeAbsolute(s, 0n, Scope.Local)
    else if (prefix === START) graph.makeDefined(s, first, 0n, Linkage.Strong, Scope.Local)
    else graph.makeDefined(s, last, graph.blocks.size.big[last], Linkage.Strong, Scope.Local)
  }
}

/** The blocks with the lowest and the highest address of a section. */
function sectionEnds(graph: LinkGraph, x: SectionId): { first: BlockId; last: BlockId } {
  const { section } = graph.blocks
  const { words } = graph.blocks.address
  let first: BlockId = NO_BLOCK
  let last: BlockId = NO_BLOCK
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (section[b] !== x || graph.isRemoved(b)) continue
    if (first === NO_BLOCK || compareWide(words, b, first) < 0) first = b
    if (last === NO_BLOCK || compareWide(words, b, last) >= 0) last = b
  }
  return { first, last }
}

function placeGot({ graph, arch }: PassContext, file: FileId): void {
  const name = graph.names.internText(GOT_SYMBOL)
  const wanted = findGotSymbol(graph, file, name)
  const got = findSection(graph, file, graph.names.find(arch.tables.got.section))
  const { first } = got === undefined ? { first: NO_BLOCK } : sectionEnds(graph, got)
  if (wanted === undefined && got === undefined) return
  if (wanted === undefined) {
    graph.event('symbolDefined', graph.symbols.length)
    const symbol = { file, name, size: 0n, linkage: Linkage.Strong, scope: Scope.Local, flags: SymbolFlag.Live }
    if (first === NO_BLOCK) graph.addAbsolute(symbol, 0n)
    else graph.addDefined(symbol, first, 0n)
    return
  }
  graph.event('symbolDefined', wanted)
  if (first !== NO_BLOCK) graph.makeDefined(wanted, first, 0n, Linkage.Strong, Scope.Local)
  else graph.makeAbsolute(wanted, got === undefined ? firstAddress(graph, file) : 0n, Scope.Local)
}

function findGotSymbol(graph: LinkGraph, file: FileId, wanted: NameId): SymbolId | undefined {
  const { name, base, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (name[s] !== wanted || graph.symbols.file[s] !== file) continue
    if (base[s] === Base.External && !(flags[s] & SymbolFlag.Removed)) return s
  }
  return undefined
}

/** Without a GOT the name still needs an address: that of the file's first block. */
function firstAddress(graph: LinkGraph, file: FileId): bigint {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!graph.isRemoved(b) && graph.sections.file[graph.blocks.section[b]] === file) return graph.blocks.address.big[b]
  }
  return 0n
}
