/**
 * The two names of a section's ends, `__start_X` and `__stop_X`: which section of its file such a name means, and what it
 * wants kept. Nobody defines them; whoever uses one walks over the section, so that all of it is needed, though no edge
 * leads there.
 *
 * Source: the linker convention for sections whose names are C identifiers (GNU ld, "Orphan Sections").
 */
import type { BlockId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { NameId } from '../table/name-table'

export const START = '__start_'
const STOP = '__stop_'

const C_IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Which end of a section a name means by its spelling; undefined for other names. */
export function prefixOf({ names, symbols }: LinkGraph, s: SymbolId): string | undefined {
  if (names.startsWith(symbols.name[s], START)) return START
  return names.startsWith(symbols.name[s], STOP) ? STOP : undefined
}

/** A file's section of this name. */
export function findSection(graph: LinkGraph, file: FileId, name: NameId | undefined): SectionId | undefined {
  if (name === undefined) return undefined
  for (let x = 0 as SectionId; x < graph.sections.length; x++) {
    if (graph.sections.file[x] === file && graph.sections.name[x] === name) return x
  }
  return undefined
}

/** For each undefined name that means an end of a section with a C name, the blocks of that section. */
export function blocksBetweenEnds(graph: LinkGraph): ReadonlyMap<SymbolId, readonly BlockId[]> {
  const found = new Map<SymbolId, BlockId[]>()
  const bySection = new Map<SectionId, BlockId[]>()
  const { base, definition, file } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.External || definition[s] !== NO_SYMBOL) continue
    const prefix = prefixOf(graph, s)
    const name = prefix === undefined ? '' : graph.nameOf(s).slice(prefix.length)
    if (!C_IDENTIFIER.test(name)) continue
    const section = findSection(graph, file[s], graph.names.find(name))
    if (section === undefined) continue
    const blocks = bySection.get(section) ?? []
    bySection.set(section, blocks)
    found.set(s, blocks)
  }
  if (found.size === 0) return found
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) bySection.get(graph.blocks.section[b])?.push(b)
  return found
}
