/**
 * Of what kind a definition is where several files define one name, and which kind goes before which. Formats differ: ELF
 * lets a common (memory that a file only wishes for) go before a weak definition, Mach-O the other way round. In COFF
 * "weak" is a weak external, a name with an alternative; a COMDAT section is no weaker than an ordinary one, it only gives
 * way to its like, so that the two beside each other are a quarrel.
 *
 * Source: System V ABI, "Symbol Table" (STB_WEAK, SHN_COMMON); ELF, Mach-O and COFF linkers of LLVM for programs.
 */
import type { Phrase } from './phrases/phrase'
import { tell } from './phrases/phrase'
import type { Selection } from './comdat-selections'
import { selectionOf } from './comdat-selections'
import type { BlockId, SymbolId } from './ids'
import { Linkage, NO_BLOCK } from './ids'
import type { LinkGraph } from './link-graph'
import { SectionFlag } from './schema'

export type DefinitionKind = 'weak' | 'common' | 'comdat' | 'strong'

/** By format, kinds from the least to the greatest; kinds of one group do not go before each other. */
const PRECEDENCE: Readonly<Record<string, readonly (readonly DefinitionKind[])[]>> = {
  elf: [['weak'], ['common'], ['strong']],
  'mach-o': [['common'], ['weak'], ['strong']],
  coff: [['weak'], ['common'], ['comdat', 'strong']],
}

/** How people call a definition of a kind. */
export const KIND_WORDS: Readonly<Record<DefinitionKind, Phrase>> = {
  weak: tell('weak-definition'),
  common: tell('common-definition'),
  comdat: tell('comdat-definition'),
  strong: tell('ordinary-definition'),
}

/** `home`: the block that defines or defined it; NO_BLOCK for a fixed address. */
export function kindOfDefinition(graph: LinkGraph, s: SymbolId, home: BlockId): DefinitionKind {
  const isCommon = home !== NO_BLOCK && graph.sections.flags[graph.blocks.section[home]] & SectionFlag.Commons
  if (isCommon) return 'common'
  if (selectionOfSymbol(graph, s) !== undefined) return 'comdat'
  return graph.symbols.linkage[s] === Linkage.Weak ? 'weak' : 'strong'
}

/** How a leader of a COMDAT section says that rivals are chosen between; undefined: it is none, or nobody looks at that. */
export const selectionOfSymbol = (graph: LinkGraph, s: SymbolId): Selection | undefined =>
  selectionOf(graph.symbols.flags[s])

/** Above 0 if kind `a` goes before kind `b`, 0 if neither does. */
export function precedence(format: string, a: DefinitionKind, b: DefinitionKind): number {
  const groups = PRECEDENCE[format] ?? PRECEDENCE.elf!
  const rank = (kind: DefinitionKind): number => groups.findIndex((group) => group.includes(kind))
  return rank(a) - rank(b)
}
