/**
 * Gives every record of compact unwinding a block of its own, kept alive by its function. Where a function has both a
 * record and call-frame records, the record decides: only if its encoding leaves the matter to a call-frame record does
 * it keep that alive; otherwise the call-frame record dies.
 *
 * Source: JITLink's CompactUnwindManager (prepareForPrune).
 */
import type { EdgeIndex } from '../graph/edge-index'
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, Linkage, NO_EDGE, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { NO_RELOCATION, SectionFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import type { Pass, PassContext } from './pass'
import { BlockSplitter } from './split-blocks'
import type { UnwindRow } from './unwind-record'
import { blocksOf, modeOf, readRecord, RECORD_BYTES, refuseRecord, unwindRowOf, unwindSections } from './unwind-record'

export const splitUnwind: Pass = {
  id: 'split-unwind',
  phase: 'prepare',
  only: { formats: ['mach-o'] },
  says: 'Gives every record of compact unwinding a block of its own, which lives and dies with its function.',
  run(context) {
    for (const section of unwindSections(context.graph)) prepare(context, section, unwindRowOf(context.graph, section))
  },
}

function prepare(context: PassContext, section: SectionId, row: UnwindRow): void {
  const { graph, options } = context
  split(graph, section)
  const records = blocksOf(graph, section)
  const twice = options.quirks.has('unwind-kept-twice')
  if (twice) {
    const index = indexEdges(graph)
    for (const b of records) keepWithFunctions(graph, index, b)
  }
  const keeper = new Keeper(context, section, row)
  for (const b of records) keeper.keep(b)
}

function split(graph: LinkGraph, section: SectionId): void {
  const blocks = blocksOf(graph, section)
  const starts = blocks.map((b) => {
    const size = graph.blocks.size.words[2 * b]!
    if (graph.isZeroFill(b)) throw refuseRecord(graph, b, 0, 'a section without content', 'records')
    if (size % RECORD_BYTES !== 0)
      throw refuseRecord(graph, b, 0, `${size} bytes`, `records of ${RECORD_BYTES} bytes each`)
    return Array.from({ length: Math.max(0, size / RECORD_BYTES - 1) }, (_, k) => (k + 1) * RECORD_BYTES)
  })
  const records = starts.reduce((sum, { length }) => sum + length, blocks.length)
  graph.reserve({ blocks: records, symbols: records, edges: records })
  new BlockSplitter(graph, blocks).split(starts)
}

/** LLVM 22 lets a record be kept by each edge at its start, and then once more. */
function keepWithFunctions(graph: LinkGraph, index: EdgeIndex, b: BlockId): void {
  for (const e of edgesOf(index, b)) if (graph.edges.offset[e] === 0) keepBy(graph, graph.edges.target[e], b)
}

/** A function keeps the record in a block alive, through a symbol that is made for it. */
function keepBy(graph: LinkGraph, owner: SymbolId, b: BlockId): void {
  if (graph.symbols.base[owner] !== Base.Defined)
    throw refuseRecord(graph, b, 0, `${graph.nameOf(owner)}, which is not defined here`, 'a function of this file')
  addKeepAlive(graph, graph.symbols.block[owner], nameRecord(graph, b))
}

function nameRecord(graph: LinkGraph, b: BlockId): SymbolId {
  const file = graph.sections.file[graph.blocks.section[b]]
  const s = graph.addSymbolInWords(Base.Defined, file, NO_NAME, Linkage.Strong, Scope.Local, 0)
  graph.placeSymbolInWords(s, b, 0, 0, RECORD_BYTES, 0)
  return s
}

const addKeepAlive = (graph: LinkGraph, from: BlockId, to: SymbolId): EdgeId =>
  graph.addEdgeInWords(from, 0, KIND_KEEP_ALIVE, to, 0, 0, NO_RELOCATION)

class Keeper {
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  readonly #row: UnwindRow
  readonly #hasFrames: boolean

  constructor({ graph }: PassContext, section: SectionId, row: UnwindRow) {
    this.#graph = graph
    this.#index = indexEdges(graph)
    this.#row = row
    const { file, flags } = graph.sections
    let hasFrames = false
    for (let x = 0 as SectionId; x < graph.sections.length; x++)
      if (file[x] === file[section] && flags[x] & SectionFlag.CallFrames) hasFrames = true
    this.#hasFrames = hasFrames
  }

  keep(b: BlockId): void {
    const graph = this.#graph
    const record = readRecord(graph, this.#index, b)
    const needsFrame = modeOf(record.encoding) === this.#row.dwarfMode
    if (graph.symbols.base[record.function] !== Base.Defined)
      throw refuseRecord(
        graph,
        b,
        0,
        `${graph.nameOf(record.function)}, which is not defined here`,
        'a function of this file',
      )
    const home = graph.symbols.block[record.function]
    const e = this.#edgeToFrame(home)
    if (needsFrame && e === NO_EDGE) {
      const missing = this.#hasFrames ? 'no call-frame record for its function' : 'no section of call-frame records'
      throw refuseRecord(graph, b, 12, missing, 'one, since the encoding leaves it to that')
    }
    graph.event('unwindLinked', b, record.function)
    const symbol = nameRecord(graph, b)
    if (e === NO_EDGE) {
      addKeepAlive(graph, home, symbol)
      return
    }
    const frame = graph.edges.target[e]
    graph.retargetEdge(e, KIND_KEEP_ALIVE, symbol)
    if (needsFrame) addKeepAlive(graph, b, frame)
  }

  /** The first edge by which a function keeps a call-frame record alive. */
  #edgeToFrame(b: BlockId): EdgeId {
    const { edges, symbols, blocks, sections } = this.#graph
    for (const e of edgesOf(this.#index, b)) {
      const target = edges.target[e]
      if (edges.kind[e] !== KIND_KEEP_ALIVE || symbols.base[target] !== Base.Defined) continue
      if (sections.flags[blocks.section[symbols.block[target]]] & SectionFlag.CallFrames) return e
    }
    return NO_EDGE
  }
}
