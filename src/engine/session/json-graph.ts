/**
 * A finished link as plain JSON values, one for each file: for the command, for comparison with the reference tool, for
 * other programs. Addresses are hex strings; addends and sizes are numbers, or hex strings where a number is not exact.
 */
import { hex, hexBytes } from '../../base/hex'
import { edgeKindName } from '../arch/arch'
import { Describer } from '../arch/describe'
import { crossingOf, isCounted, PAIR_LETTERS } from '../graph/crossings'
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { EdgeIndex } from '../graph/edge-index'
import { figuresOf } from '../graph/figures'
import type { Holdings } from '../graph/holdings'
import { holdingsOf } from '../graph/holdings'
import type { ActionId, AllocationId, BlockId, EdgeId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, Linkage, protectionText } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import type { LinkResult } from './link'

export type JsonNumber = number | string

export interface JsonSymbol {
  readonly name: string | null
  readonly offset: JsonNumber
  readonly size: JsonNumber
  readonly linkage: 'strong' | 'weak'
  readonly scope: 'default' | 'hidden' | 'sideeffects' | 'local'
  readonly live: boolean
  readonly callable: boolean
}

export interface JsonEdge {
  readonly offset: number
  readonly kind: string
  readonly target: { readonly name: string } | { readonly address: string }
  readonly addend: JsonNumber
}

export interface JsonBlock {
  readonly address: string
  readonly size: JsonNumber
  readonly alignment: number
  readonly alignmentOffset: number
  readonly zeroFill: boolean
  readonly content?: string
  readonly symbols: readonly JsonSymbol[]
  readonly edges: readonly JsonEdge[]
}

export interface JsonSection {
  readonly name: string
  readonly prot: string
  readonly lifetime: string
  readonly blocks: readonly JsonBlock[]
}

export interface JsonGraph {
  readonly file: string
  readonly ok: true
  readonly triple: string
  readonly sections: readonly JsonSection[]
  readonly externals: readonly { readonly name: string; readonly address: string }[]
  readonly absolutes: readonly { readonly name: string; readonly address: string }[]
  readonly crossings: readonly {
    readonly from: string
    readonly to: string
    readonly kind: string
    readonly count: number
    readonly verdict: string
  }[]
  /** Where the file's allocation is in its life; null if it got no memory. */
  readonly allocation: 'in flight' | 'finalized' | 'deallocated' | 'abandoned' | 'failed' | null
  /** Finalize actions in their order, with their deallocation twins. Recorded, never executed. */
  readonly actions: readonly {
    readonly does: string
    readonly undoes: string | null
    readonly state: 'recorded' | 'run' | 'failed' | 'undone'
  }[]
  readonly memory: Readonly<Record<'toTransmit' | 'resident' | 'afterFinalize' | 'peak' | 'graphOnly', JsonNumber>>
}

const ALLOCATION_STATES = ['in flight', 'finalized', 'deallocated', 'abandoned', 'failed'] as const
const ACTION_STATES = ['recorded', 'run', 'failed', 'undone'] as const
const SCOPES = ['default', 'hidden', 'sideeffects', 'local'] as const

/** The graphs of a link, in file order. */
export function jsonGraphs(result: LinkResult): JsonGraph[] {
  const writer = new JsonWriter(result)
  return result.graph.files.map((_, file) => writer.graph(file as FileId))
}

/** A number if it is exact as one, else a hex string. */
export function jsonNumber(value: bigint): JsonNumber {
  const size = value < 0n ? -value : value
  return size <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : hex(value)
}

class JsonWriter {
  readonly #result: LinkResult
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  readonly #holdings: Holdings
  readonly #describer: Describer
  /** Of the whole link: all of its graphs have the same. */
  readonly #crossings: JsonGraph['crossings']
  readonly #memory: JsonGraph['memory']

  constructor(result: LinkResult) {
    this.#result = result
    this.#graph = result.graph
    this.#index = indexEdges(result.graph)
    this.#holdings = holdingsOf(result.graph)
    this.#describer = new Describer(result.graph, result.arch, this.#index)
    this.#crossings = this.#countCrossings()
    this.#memory = memoryOf(result.graph)
  }

  graph(file: FileId): JsonGraph {
    const { name, triple } = this.#graph.files[file]!
    return {
      file: name,
      ok: true,
      triple,
      sections: this.#sections(file),
      externals: this.#outside(file, Base.External),
      absolutes: this.#outside(file, Base.Absolute),
      crossings: this.#crossings,
      allocation: this.#allocation(file),
      actions: this.#actions(file),
      memory: this.#memory,
    }
  }

  #sections(file: FileId): JsonSection[] {
    const graph = this.#graph
    return this.#holdings.sections.of(file).map((x) => ({
      name: graph.sectionName(x),
      prot: protectionText(graph.sections.protection[x]),
      lifetime: LIFETIMES[graph.sections.lifetime[x]]!.name,
      blocks: this.#blocks(x),
    }))
  }

  #blocks(x: SectionId): JsonBlock[] {
    const { address } = this.#graph.blocks
    const blocks = this.#holdings.blocks.of(x).sort((a, b) => Number(address.big[a] - address.big[b]) || a - b)
    return blocks.map((b) => this.#block(b))
  }

  #block(b: BlockId): JsonBlock {
    const graph = this.#graph
    const content = graph.content(b)
    return {
      address: hex(graph.blocks.address.big[b]),
      size: jsonNumber(graph.blocks.size.big[b]),
      alignment: 2 ** graph.blocks.alignment[b],
      alignmentOffset: graph.blocks.alignmentOffset[b],
      zeroFill: graph.isZeroFill(b),
      ...(content ? { content: hexBytes(content) } : {}),
      symbols: this.#holdings.symbols.of(b).map((s) => this.#symbol(s)),
      edges: edgesOf(this.#index, b).map((e) => this.#edge(e)),
    }
  }

  #symbol(s: SymbolId): JsonSymbol {
    const { symbols } = this.#graph
    return {
      name: symbols.name[s] === NO_NAME ? null : this.#graph.nameOf(s),
      offset: jsonNumber(symbols.offset.big[s]),
      size: jsonNumber(symbols.size.big[s]),
      linkage: symbols.linkage[s] === Linkage.Weak ? 'weak' : 'strong',
      scope: SCOPES[symbols.scope[s]]!,
      live: (symbols.flags[s] & SymbolFlag.Live) !== 0,
      callable: (symbols.flags[s] & SymbolFlag.Callable) !== 0,
    }
  }

  #edge(e: EdgeId): JsonEdge {
    const graph = this.#graph
    const target = graph.edges.target[e]
    const named = graph.symbols.name[target] !== NO_NAME
    return {
      offset: graph.edges.offset[e],
      kind: edgeKindName(this.#result.arch, graph.edges.kind[e]),
      target: named ? { name: graph.nameOf(target) } : { address: hex(graph.addressOf(target)) },
      addend: jsonNumber(BigInt.asIntN(64, graph.edges.addend.big[e])),
    }
  }

  #allocation(file: FileId): JsonGraph['allocation'] {
    const { allocations } = this.#graph
    for (let a = 0 as AllocationId; a < allocations.length; a++)
      if (allocations.file[a] === file) return ALLOCATION_STATES[allocations.state[a]]!
    return null
  }

  #actions(file: FileId): JsonGraph['actions'] {
    const { actions } = this.#graph
    const describer = this.#describer
    const own: ActionId[] = []
    for (let a = 0 as ActionId; a < actions.length; a++) if (actions.file[a] === file) own.push(a)
    return own.map((a) => ({
      does: describer.action(a),
      undoes: describer.twin(a) ?? null,
      state: ACTION_STATES[actions.state[a]]!,
    }))
  }

  #outside(file: FileId, base: Base): { name: string; address: string }[] {
    const graph = this.#graph
    return this.#holdings.outside
      .of(file)
      .filter((s) => graph.symbols.base[s] === base)
      .map((s) => ({ name: graph.nameOf(s), address: hex(graph.addressOf(s)) }))
  }

  #countCrossings(): JsonGraph['crossings'] {
    const graph = this.#graph
    const counts = new Map<string, { from: string; to: string; kind: string; count: number; verdict: string }>()
    for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
      if (!isCounted(graph, e)) continue
      const { from, to, verdict } = crossingOf(graph, e, this.#result.judge)
      const kind = edgeKindName(this.#result.arch, graph.edges.kind[e])
      const key = `${from}:${to}:${kind}:${verdict}`
      const row = counts.get(key) ?? { from: PAIR_LETTERS[from]!, to: PAIR_LETTERS[to]!, kind, count: 0, verdict }
      row.count++
      counts.set(key, row)
    }
    return [...counts.values()]
  }
}

function memoryOf(graph: LinkGraph): JsonGraph['memory'] {
  const { toTransmit, resident, afterFinalize, peak, graphOnly } = figuresOf(graph)
  return {
    toTransmit: jsonNumber(toTransmit),
    resident: jsonNumber(resident),
    afterFinalize: jsonNumber(afterFinalize),
    peak: jsonNumber(peak),
    graphOnly: jsonNumber(graphOnly),
  }
}
