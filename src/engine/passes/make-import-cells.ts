/**
 * Cells for names that are imported though they are here. Code that was compiled to take `X` from a DLL does not call `X`:
 * it calls through a cell, `__imp_X`, which Windows' loader would fill. If a file of the link defines `X` and nobody
 * defines `__imp_X`, the linker makes the cell and puts the address of `X` in it.
 *
 * Source: LLVM's and MSVC's linkers for programs (warning LNK4217, "symbol imported but defined locally"). JITLink leaves
 * the name undefined; ORC's generator of DLL imports makes such cells, with a jump beside each, for names of the process.
 */
import type { Arch } from '../arch/arch'
import type { BlockId, FileId, Protection, SectionId, SymbolId } from '../graph/ids'
import { Base, Linkage, NO_SYMBOL, Protection as Prot, Scope } from '../graph/ids'
import { LINKER_SOURCE } from '../graph/graph-tables'
import { STANDARD } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { NO_RELOCATION, SectionFlag } from '../graph/schema'
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import type { Pass } from './pass'

const PREFIX = '__imp_'
/** A section that no file has: like other tables of the linker it begins with `$__`. */
const SECTION = '$__IMPORTS'
const POINTER_BYTES = 8
const POINTER_LOG = 3

export const makeImportCells: Pass = {
  id: 'make-import-cells',
  phase: 'prepare',
  only: { formats: ['coff'] },
  says: 'Makes a cell with its address for each name that a file imports and another file of the link defines.',
  run({ graph, arch, options }) {
    if (options.quirks.has('coff-imports-left')) return
    const asking = namesAsking(graph, options.absolutes)
    if (asking.size === 0) return
    const definitions = definitionsAmong(graph, asking)
    const maker = new CellMaker(graph, arch)
    for (const [name, cells] of asking) {
      const definition = definitions.get(name)
      if (definition !== undefined) for (const s of cells) maker.make(s, definition)
    }
  },
}

/** By name without its prefix, the references to cells that nobody defines. */
function namesAsking(graph: LinkGraph, given: ReadonlyMap<string, bigint>): Map<NameId, SymbolId[]> {
  const asking = new Map<NameId, SymbolId[]>()
  const { base, name, definition } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.External || definition[s] !== NO_SYMBOL || name[s] === NO_NAME) continue
    if (!graph.names.startsWith(name[s], PREFIX) || given.has(graph.nameOf(s))) continue
    const wanted = graph.names.find(graph.nameOf(s).slice(PREFIX.length))
    if (wanted === undefined) continue
    const others = asking.get(wanted)
    if (others) others.push(s)
    else asking.set(wanted, [s])
  }
  return asking
}

/** The definitions that count: those that lost are references by now. */
function definitionsAmong(graph: LinkGraph, wanted: ReadonlyMap<NameId, unknown>): Map<NameId, SymbolId> {
  const found = new Map<NameId, SymbolId>()
  const { base, name, scope } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    const isVisible = base[s] !== Base.External && scope[s] !== Scope.Local
    if (isVisible && wanted.has(name[s]) && !found.has(name[s])) found.set(name[s], s)
  }
  return found
}

class CellMaker {
  readonly #graph: LinkGraph
  readonly #arch: Arch
  /** By file, how many sections it has: a new one comes behind them. */
  readonly #ordinals: number[]
  readonly #sections = new Map<FileId, SectionId>()

  constructor(graph: LinkGraph, arch: Arch) {
    this.#graph = graph
    this.#arch = arch
    this.#ordinals = graph.files.map(() => 0)
    for (let x = 0 as SectionId; x < graph.sections.length; x++) this.#ordinals[graph.sections.file[x]]!++
  }

  /** Defines the cell that `s` asks for, in the file of `s`. */
  make(s: SymbolId, definition: SymbolId): void {
    const graph = this.#graph
    const file = graph.symbols.file[s]
    graph.event('importCellAdded', graph.blocks.length, s)
    const content = graph.addLinkerContent(new Uint8Array(POINTER_BYTES))
    const block = graph.addBlockInWords(this.#section(file), LINKER_SOURCE, content, POINTER_LOG, 0)
    graph.sizeBlockInWords(block, POINTER_BYTES, 0, 0, 0)
    const target = this.#reference(file, definition)
    graph.addEdgeInWords(block, 0, this.#arch.frames.pointer64, target, 0, 0, NO_RELOCATION)
    graph.makeDefined(s, block as BlockId, 0n, Linkage.Strong, Scope.Local)
    graph.resizeSymbol(s, BigInt(POINTER_BYTES))
  }

  /** The name as the file of the cell knows it. */
  #reference(file: FileId, definition: SymbolId): SymbolId {
    const graph = this.#graph
    const { name } = graph.symbols
    if (graph.symbols.file[definition] === file) return definition
    const symbol = { file, name: name[definition], size: 0n, linkage: Linkage.Strong, scope: Scope.Default, flags: 0 }
    const s = graph.addExternal(symbol)
    graph.setDefinition(s, definition)
    return s
  }

  #section(file: FileId): SectionId {
    const graph = this.#graph
    const known = this.#sections.get(file)
    if (known !== undefined) return known
    const ordinal = this.#ordinals[file]!
    const name = graph.names.internText(SECTION)
    const protection = Prot.Read as Protection
    const section = graph.addSection(
      { file, name, protection, lifetime: STANDARD, flags: SectionFlag.Synthetic },
      ordinal,
    )
    this.#sections.set(file, section)
    return section
  }
}
