/**
 * Where a call-frame field without a relocation points: its value is an address before layout, at which there is a symbol,
 * or else a block that covers it. That is how Mach-O means it. LLVM 22 reads ELF like that as well, where all sections
 * of a relocatable file are at 0, so that only call-frame records cover anything.
 */
import { firstWhere } from '../../base/search'
import type { BlockId, FileId, SymbolId } from '../graph/ids'
import { Base, Linkage, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import { compareWide } from './block-order'

/** Symbols and blocks of one file. */
export interface FileContents {
  readonly symbols: readonly SymbolId[]
  readonly blocks: readonly BlockId[]
}

/** What each file has, of symbols only the first `count` of the link: one walk for all files. */
export function contentsOfFiles(graph: LinkGraph, count: number): readonly FileContents[] {
  const contents = graph.files.map(() => ({ symbols: [] as SymbolId[], blocks: [] as BlockId[] }))
  for (let s = 0 as SymbolId; s < count; s++) contents[graph.symbols.file[s]]!.symbols.push(s)
  const { section } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) contents[graph.sections.file[section[b]]]!.blocks.push(b)
  return contents
}

export class FrameTargets {
  readonly #graph: LinkGraph
  readonly #file: FileId
  readonly #symbols = new Map<bigint, SymbolId>()
  /** Blocks that cover something, by address. */
  readonly #blocks: readonly BlockId[]

  /** Knows some symbols and blocks of a file. `fromZero`: a block at address 0 covers what it holds. */
  constructor(graph: LinkGraph, file: FileId, { symbols, blocks }: FileContents, fromZero: boolean) {
    this.#graph = graph
    this.#file = file
    for (const s of symbols) this.#consider(s)
    const { address, size } = graph.blocks
    this.#blocks = blocks
      .filter((b) => size.big[b] !== 0n && (fromZero || address.big[b] !== 0n))
      .sort((a, b) => compareWide(address.words, a, b) || a - b)
  }

  /** The symbol at an address, made if a block covers it; undefined if nothing is there. */
  at(address: bigint): SymbolId | undefined {
    const known = this.#symbols.get(address)
    if (known !== undefined) return known
    const cover = this.#covering(address)
    if (cover === undefined) return undefined
    const { address: start } = this.#graph.blocks
    const symbol = { file: this.#file, name: NO_NAME, size: 0n, linkage: Linkage.Strong, scope: Scope.Local, flags: 0 }
    const made = this.#graph.addDefined(symbol, cover, address - start.big[cover])
    this.#symbols.set(address, made)
    return made
  }

  /** The block that an address lies in: blocks of one file do not overlap before layout. */
  #covering(address: bigint): BlockId | undefined {
    const { address: start, size } = this.#graph.blocks
    const low = firstWhere(0, this.#blocks.length, (at) => start.big[this.#blocks[at]!] > address)
    const b = this.#blocks[low - 1]
    return b !== undefined && address < start.big[b] + size.big[b] ? b : undefined
  }

  #consider(s: SymbolId): void {
    const { base, flags } = this.#graph.symbols
    if (base[s] !== Base.Defined || flags[s] & SymbolFlag.Removed) return
    const address = this.#graph.addressOf(s)
    const rival = this.#symbols.get(address)
    if (rival === undefined || this.#goesBefore(s, rival)) this.#symbols.set(address, s)
  }

  /** The strongest, widest seen, named one stands for an address. */
  #goesBefore(a: SymbolId, b: SymbolId): boolean {
    const { linkage, scope, name } = this.#graph.symbols
    const order = linkage[a] - linkage[b] || scope[a] - scope[b]
    if (order !== 0) return order < 0
    if (name[a] === NO_NAME || name[b] === NO_NAME) return name[a] !== NO_NAME
    return this.#graph.nameOf(a) < this.#graph.nameOf(b)
  }
}
