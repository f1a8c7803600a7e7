/** Which edges pass a filter: a byte for each, and how many of them there are. */
import { definitionOf, isCounted, OUTSIDE, pairOfEdge } from '../engine/graph/crossings'
import type { EdgeId, SectionId, SymbolId } from '../engine/graph/ids'
import { Base, NO_BLOCK } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'

/** What is asked of an edge; the same questions as the desk's filter. */
export interface EdgeQuestions {
  readonly pair: number | undefined
  readonly kind: number | undefined
  readonly file: number | undefined
  readonly section: string
  readonly crossing: boolean
}

/** What edges must be in besides: a set of them, and a byte for each. */
export interface EdgeLimits {
  readonly only?: ReadonlySet<EdgeId> | undefined
  /** 1 for edges that a search has found. */
  readonly passing?: Uint8Array | undefined
}

export interface EdgeMask {
  /** 1 for edges that pass. */
  readonly mask: Uint8Array
  readonly passing: number
  /** Edges that are counted at all. */
  readonly all: number
}

const NOWHERE = -1
const OUT_LETTER = OUTSIDE

export function maskOf(graph: LinkGraph, ask: EdgeQuestions, { only, passing: sought }: EdgeLimits = {}): EdgeMask {
  const mask = new Uint8Array(graph.edges.length)
  const wanted = sectionsAsked(graph, ask)
  const { block, kind, target } = graph.edges
  let passing = 0
  let all = 0
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (!isCounted(graph, e)) continue
    all++
    if ((only && !only.has(e)) || (sought && sought[e] !== 1)) continue
    if (ask.kind !== undefined && kind[e] !== ask.kind) continue
    if (!passesPair(graph, e, ask)) continue
    if (wanted) {
      const to = sectionOf(graph, definitionOf(graph, target[e]))
      if (wanted[graph.blocks.section[block[e]]] === 0 && (to === NOWHERE || wanted[to] === 0)) continue
    }
    mask[e] = 1
    passing++
  }
  return { mask, passing, all }
}

function passesPair(graph: LinkGraph, e: EdgeId, { pair, crossing }: EdgeQuestions): boolean {
  if (pair === undefined && !crossing) return true
  const own = pairOfEdge(graph, e)
  if (pair !== undefined && own !== pair) return false
  const [from, to] = [own >> 2, own & 3]
  return !crossing || (from !== to && to !== OUT_LETTER)
}

/** A byte for each section that is asked for; undefined if all are. */
function sectionsAsked(graph: LinkGraph, { file, section }: EdgeQuestions): Uint8Array | undefined {
  if (file === undefined && section === '') return undefined
  const asked = new Uint8Array(graph.sections.length)
  const part = section.toLowerCase()
  for (let x = 0 as SectionId; x < graph.sections.length; x++) {
    if (file !== undefined && graph.sections.file[x] !== file) continue
    if (graph.sectionName(x).toLowerCase().includes(part)) asked[x] = 1
  }
  return asked
}

function sectionOf(graph: LinkGraph, s: SymbolId): number {
  const b = graph.symbols.block[s]
  return graph.symbols.base[s] === Base.Defined && b !== NO_BLOCK ? graph.blocks.section[b] : NOWHERE
}
