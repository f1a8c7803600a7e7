/**
 * Where a call-frame field without a relocation points, as LLVM 22 sees it: it takes the field's value for an address
 * before layout, and looks for a symbol there, or else for a block that covers it. In a relocatable file all sections
 * are at 0, so only call-frame records cover anything.
 */
import type { BlockId, FileId, SymbolId } from '../graph/ids'
import { Base, Linkage, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'

export class FrameTargets {
  readonly #graph: LinkGraph
  readonly #file: FileId
  readonly #symbols = new Map<bigint, SymbolId>()
  readonly #blocks: BlockId[] = []

  /** Knows the symbols and blocks that the file has by now. */
  constructor(graph: LinkGraph, file: FileId) {
    this.#graph = graph
    this.#file = file
    for (let s = 0 as SymbolId; s < graph.symbols.length; s++) this.#consider(s)
    const { section, address, size } = graph.blocks
    for (let b = 0 as BlockId; b < graph.blocks.length; b++)
      if (graph.sections.file[section[b]] === file && address.big[b] !== 0n && size.big[b] > 0n) this.#blocks.push(b)
  }

  /** The symbol at an address, made if a block covers it; undefined if nothing is there. */
  at(address: bigint): SymbolId | undefined {
    const known = this.#symbols.get(address)
    if (known !== undefined) return known
    const { address: start, size } = this.#graph.blocks
    const cover = this.#blocks.find((b) => start.big[b] <= address && address < start.big[b] + size.big[b])
    if (cover === undefined) return undefined
    const symbol = { file: this.#file, name: NO_NAME, size: 0n, linkage: Linkage.Strong, scope: Scope.Local, flags: 0 }
    const made = this.#graph.addDefined(symbol, cover, address - start.big[cover])
    this.#symbols.set(address, made)
    return made
  }

  #consider(s: SymbolId): void {
    const { file, base, flags } = this.#graph.symbols
    if (file[s] !== this.#file || base[s] !== Base.Defined || flags[s] & SymbolFlag.Removed) return
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
