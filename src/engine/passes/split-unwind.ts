/**
 * Gives every record of compact unwinding a block of its own, kept alive by its function. Where a function has both a
 * record and call-frame records, the record decides: only if its encoding leaves the matter to a call-frame record does
 * it keep that alive; otherwise the call-frame record dies.
 *
 * Source: JITLink's CompactUnwindManager (prepareForPrune).
 */
import { tell } from '../graph/phrases/phrase'
import type { Refusal } from '../graph/diagnostics'
import type { EdgeIndex } from '../graph/edge-index'
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { BlockId, EdgeId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, Linkage, NO_EDGE, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { NO_RELOCATION, SectionFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import { blocksOfSections } from './file-parts'
import { FunctionFrames, leadsToFrame } from './function-frames'
import type { Pass } from './pass'
import { BlockSplitter } from './split-blocks'
import type { UnwindRow } from './unwind-record'
import { modeOf, RECORD_BYTES, refuseRecord, unwindRowOf, unwindSections } from './unwind-record'
import { UnwindRecords } from './unwind-records'

export const splitUnwind: Pass = {
  id: 'split-unwind',
  phase: 'prepare',
  only: { formats: ['mach-o'] },
  says: 'Gives every record of compact unwinding a block of its own, which lives and dies with its function.',
  run(context) {
    const { graph, options } = context
    const sections = unwindSections(graph)
    if (sections.length === 0) return
    split(graph, [...blocksOfSections(graph, sections).values()].flat())
    const records = blocksOfSections(graph, sections)
    const index = indexEdges(graph)
    if (options.quirks.has('unwind-kept-twice'))
      for (const blocks of records.values()) for (const b of blocks) keepWithFunctions(graph, index, b)
    const inTurn = options.quirks.has('unwind-frames-in-turn')
    const frames = inTurn ? new FramesInTurn(graph, index) : new FunctionFrames(graph, index)
    const room = [...records.values()].reduce((sum, { length }) => sum + length, 0)
    const keeper = new Keeper(graph, frames, index, room)
    for (const [x, blocks] of records) {
      const row = unwindRowOf(graph, x)
      for (const b of blocks) keeper.keep(b, row)
    }
  },
}

function split(graph: LinkGraph, blocks: readonly BlockId[]): void {
  const starts = blocks.map((b) => {
    const size = graph.blocks.size.words[2 * b]!
    if (graph.isZeroFill(b)) throw refuseRecord(graph, b, 0, tell('contentless-section'), tell('records'))
    if (size % RECORD_BYTES !== 0)
      throw refuseRecord(graph, b, 0, tell('bytes', { n: size }), tell('records-of', { n: RECORD_BYTES }))
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
  if (graph.symbols.base[owner] !== Base.Defined) throw refuseOwner(graph, b, owner)
  addKeepAlive(graph, graph.symbols.block[owner], nameRecord(graph, b))
}

function refuseOwner(graph: LinkGraph, b: BlockId, owner: SymbolId): Refusal {
  const found = tell('not-defined-here', { name: graph.nameOf(owner) })
  return refuseRecord(graph, b, 0, found, tell('function-of-file'))
}

function nameRecord(graph: LinkGraph, b: BlockId): SymbolId {
  const file = graph.sections.file[graph.blocks.section[b]]
  const s = graph.addSymbolInWords(Base.Defined, file, NO_NAME, Linkage.Strong, Scope.Local, 0)
  graph.placeSymbolInWords(s, b, 0, 0, RECORD_BYTES, 0)
  return s
}

const addKeepAlive = (graph: LinkGraph, from: BlockId, to: SymbolId): EdgeId =>
  graph.addEdgeInWords(from, 0, KIND_KEEP_ALIVE, to, 0, 0, NO_RELOCATION)

/** Says by which edge a function keeps the call-frame record alive that its record replaces. */
interface FrameFinder {
  edgeOf(owner: SymbolId): EdgeId
}

class Keeper {
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  readonly #frames: FrameFinder
  readonly #filesWithFrames: ReadonlySet<FileId>
  readonly #records: UnwindRecords

  /** Room for so many records. */
  constructor(graph: LinkGraph, frames: FrameFinder, index: EdgeIndex, room: number) {
    this.#graph = graph
    this.#index = index
    this.#frames = frames
    this.#records = new UnwindRecords(graph, room)
    const { file, flags } = graph.sections
    const found = new Set<FileId>()
    for (let x = 0 as SectionId; x < graph.sections.length; x++)
      if (flags[x] & SectionFlag.CallFrames) found.add(file[x])
    this.#filesWithFrames = found
  }

  keep(b: BlockId, row: UnwindRow): void {
    const graph = this.#graph
    const record = this.#records.read(this.#index, b)
    const owner = this.#records.owner(record)
    const needsFrame = modeOf(this.#records.encoding[record]!) === row.dwarfMode
    if (graph.symbols.base[owner] !== Base.Defined) throw refuseOwner(graph, b, owner)
    const home = graph.symbols.block[owner]
    const known = this.#frames.edgeOf(owner)
    // Another record of the same function may have taken it.
    const e = known !== NO_EDGE && leadsToFrame(graph, known) ? known : NO_EDGE
    if (needsFrame && e === NO_EDGE) {
      const hasFrames = this.#filesWithFrames.has(graph.sections.file[graph.blocks.section[b]])
      const missing = hasFrames ? tell('no-frame-record') : tell('no-frame-section')
      throw refuseRecord(graph, b, 12, missing, tell('frame-record-wanted'))
    }
    graph.event('unwindLinked', b, owner)
    const symbol = nameRecord(graph, b)
    if (e === NO_EDGE) {
      addKeepAlive(graph, home, symbol)
      return
    }
    const frame = graph.edges.target[e]
    graph.retargetEdge(e, KIND_KEEP_ALIVE, symbol)
    if (needsFrame) addKeepAlive(graph, b, frame)
  }
}

/** LLVM 22 gives each record the first call-frame record of the block that is left, whichever function that is about. */
class FramesInTurn implements FrameFinder {
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  /** For each block how many of its edges are known to lead to no call-frame record. */
  readonly #passed: Uint32Array

  constructor(graph: LinkGraph, index: EdgeIndex) {
    this.#graph = graph
    this.#index = index
    this.#passed = new Uint32Array(graph.blocks.length)
  }

  edgeOf(owner: SymbolId): EdgeId {
    const { start, edge } = this.#index
    const b = this.#graph.symbols.block[owner]
    const count = start[b + 1]! - start[b]!
    while (this.#passed[b]! < count) {
      const e = edge[start[b]! + this.#passed[b]!]! as EdgeId
      if (leadsToFrame(this.#graph, e)) return e
      this.#passed[b]!++
    }
    return NO_EDGE
  }
}
