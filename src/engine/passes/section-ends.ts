/**
 * The two names of a section's ends (`__start_X` and `__stop_X`, `section$start$SEG$X` and `section$end$SEG$X`): which
 * section of its file such a name means, and what it wants kept. Nobody defines them; whoever uses one walks over the
 * section, so that all of it is needed, though no edge leads there.
 *
 * They span the section of their own file and no other, as in LLVM 22: every file is a graph with memory of its own, so
 * sections X of two files do not lie together, and an end for both would take in what stands between them. (Linkers
 * that write programs put all sections X side by side first.)
 *
 * Source: the linker convention for sections whose names are C identifiers (GNU ld, "Orphan Sections"); Apple's ld(1).
 */
import type { BlockId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { conventionOf } from './conventions'
import { FileSections } from './file-parts'

/** An end of a section that a name means by its spelling. */
export interface SectionEnd {
  readonly isStart: boolean
  /** The section's name; the file need not have one of it. */
  readonly section: string | undefined
  /** Whoever uses the name walks over the section, so that all of it is needed. */
  readonly keeps: boolean
}

/** Which end of a section a name means; undefined for other names. */
export function sectionEndOf(graph: LinkGraph, s: SymbolId): SectionEnd | undefined {
  const { names, symbols } = graph
  const { sectionEnds, sectionOf, endsKeep } = conventionOf(graph)
  if (!sectionEnds) return undefined
  const isStart = names.startsWith(symbols.name[s], sectionEnds.start)
  if (!isStart && !names.startsWith(symbols.name[s], sectionEnds.stop)) return undefined
  const rest = graph.nameOf(s).slice((isStart ? sectionEnds.start : sectionEnds.stop).length)
  return { isStart, section: sectionOf(rest), keeps: endsKeep(rest) }
}

/** For each undefined name that means an end of a section and keeps it, the blocks of that section. */
export function blocksBetweenEnds(graph: LinkGraph): ReadonlyMap<SymbolId, readonly BlockId[]> {
  const found = new Map<SymbolId, BlockId[]>()
  const bySection = new Map<SectionId, BlockId[]>()
  const { base, definition, file } = graph.symbols
  let sections: FileSections | undefined
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.External || definition[s] !== NO_SYMBOL) continue
    const end = sectionEndOf(graph, s)
    if (!end?.keeps || end.section === undefined) continue
    sections ??= new FileSections(graph)
    const section = sections.find(file[s], graph.names.find(end.section))
    if (section === undefined) continue
    const blocks = bySection.get(section) ?? []
    bySection.set(section, blocks)
    found.set(s, blocks)
  }
  if (found.size === 0) return found
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) bySection.get(graph.blocks.section[b])?.push(b)
  return found
}
