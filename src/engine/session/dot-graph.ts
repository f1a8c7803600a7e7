/**
 * A finished link in the language of Graphviz: a cluster for each section, a node for each block, an arrow for each edge
 * with its kind. For slides and papers; a link of many thousands of blocks is better looked at here.
 */
import { append } from '../../base/append'
import { hex } from '../../base/hex'
import { edgeKindName } from '../arch/arch'
import { Describer } from '../arch/describe'
import { indexEdges } from '../graph/edge-index'
import { holdingsOf } from '../graph/holdings'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../graph/ids'
import { Base } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag } from '../graph/schema'
import type { LinkResult } from './link'

const COLOURS = ['#2363ab', '#a86207', '#8b3d92'] as const

/** The whole link as one digraph. Removed blocks and the files' bookkeeping are left out. */
export function dotGraph({ graph, arch }: LinkResult): string {
  const describer = new Describer(graph, arch, indexEdges(graph))
  const lines = ['digraph link {', '  rankdir=LR', '  node [shape=box, fontname="monospace"]']
  const { blocks } = holdingsOf(graph)
  for (let x = 0 as SectionId; x < graph.sections.length; x++)
    if (isSeen(graph, x)) append(lines, cluster(graph, describer, x, [...blocks.of(x)]))
  const outside = new Set<SymbolId>()
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    const from = graph.edges.block[e]
    if (!isShown(graph, from)) continue
    const target = graph.edges.target[e]
    const to = definitionNode(graph, target, outside)
    if (to !== undefined) lines.push(`  b${from} -> ${to} [label=${quoted(edgeKindName(arch, graph.edges.kind[e]))}]`)
  }
  for (const s of outside)
    lines.push(`  s${s} [label=${quoted(graph.nameOf(s) || hex(graph.addressOf(s)))}, shape=ellipse]`)
  return [...lines, '}', ''].join('\n')
}

function cluster(graph: LinkGraph, describer: Describer, x: SectionId, blocks: readonly BlockId[]): string[] {
  if (blocks.length === 0) return []
  const lifetime = graph.sections.lifetime[x]
  const title = `${graph.files[graph.sections.file[x]]!.name} ${graph.sectionName(x)} · ${LIFETIMES[lifetime]!.name}`
  const nodes = blocks.map(
    (b) => `    b${b} [label=${quoted(`${describer.block(b)}\n${hex(graph.blocks.address.big[b])}`)}]`,
  )
  return [
    `  subgraph cluster_${x} {`,
    `    label=${quoted(title)}`,
    `    color=${quoted(COLOURS[lifetime]!)}`,
    ...nodes,
    '  }',
  ]
}

const isSeen = ({ sections }: LinkGraph, x: SectionId): boolean => !(sections.flags[x] & SectionFlag.Bookkeeping)

const isShown = (graph: LinkGraph, b: BlockId): boolean => !graph.isRemoved(b) && isSeen(graph, graph.blocks.section[b])

function definitionNode(graph: LinkGraph, s: SymbolId, outside: Set<SymbolId>): string | undefined {
  const { base, block, definition } = graph.symbols
  const d = base[s] === Base.External && definition[s] < graph.symbols.length ? definition[s] : s
  if (base[d] === Base.Defined) return isShown(graph, block[d]) ? `b${block[d]}` : undefined
  outside.add(d)
  return `s${d}`
}

/** Names come from strangers: quotes and backslashes in them stay text. */
const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
