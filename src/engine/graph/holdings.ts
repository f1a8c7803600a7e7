/** A graph from the top down, for those that print all of it: what each file, section and block holds. */
import { Groups } from './groups'
import type { BlockId, SectionId, SymbolId } from './ids'
import { Base } from './ids'
import type { LinkGraph } from './link-graph'
import { SymbolFlag } from './schema'

export interface Holdings {
  /** Sections by file. */
  readonly sections: Groups<SectionId>
  /** Blocks that are still there, by section. */
  readonly blocks: Groups<BlockId>
  /** Symbols that are still there and defined in a block, by block. */
  readonly symbols: Groups<SymbolId>
  /** Symbols that are still there and in no block, by file. */
  readonly outside: Groups<SymbolId>
}

const NOBODY = -1

/** The holdings of the graph as it is now. */
export function holdingsOf(graph: LinkGraph): Holdings {
  const { sections, blocks, symbols, files } = graph
  const isThere = (s: SymbolId): boolean => (symbols.flags[s] & SymbolFlag.Removed) === 0
  const isDefined = (s: SymbolId): boolean => symbols.base[s] === Base.Defined
  return {
    sections: new Groups(sections.length, files.length, (x: SectionId) => sections.file[x]),
    blocks: new Groups(blocks.length, sections.length, (b: BlockId) =>
      graph.isRemoved(b) ? NOBODY : blocks.section[b],
    ),
    symbols: new Groups(symbols.length, blocks.length, (s: SymbolId) =>
      isThere(s) && isDefined(s) ? symbols.block[s] : NOBODY,
    ),
    outside: new Groups(symbols.length, files.length, (s: SymbolId) =>
      isThere(s) && !isDefined(s) ? symbols.file[s] : NOBODY,
    ),
  }
}
