/**
 * What can be counted in a link, for the numbers that a lesson's texts mention: sizes of sections, edges from one place to
 * another, headline figures. Sizes and edges are those with which the graph was built, before anything is thrown away.
 */
import * as v from 'valibot'
import { policyOfBlock, policyOfSymbol } from '../../engine/graph/crossings'
import type { PhaseId } from '../../engine/graph/events'
import { PHASES } from '../../engine/graph/events'
import type { Figures } from '../../engine/graph/figures'
import { figuresOf } from '../../engine/graph/figures'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../../engine/graph/ids'
import { Base, FIRST_RELOCATION_KIND } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { AskedLink } from '../questions/asked-link'
import { atMoment } from '../questions/asked-link'
import { endOf, settledAt } from '../questions/moments'
import { fileIs, SIZE, sizeIn } from '../questions/sizes'

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024))

/** Where an edge begins or ends; all that is named must fit, and what is not named may be anything. */
const END = v.strictObject({
  file: v.optional(text),
  section: v.optional(text),
  policy: v.optional(v.picklist(LIFETIMES.map(({ name }) => name))),
  /** The name that the edge aims at; of where it begins, a name in its block. */
  symbol: v.optional(text),
})
type End = v.InferOutput<typeof END>

const HEADLINES = ['toTransmit', 'graphOnly', 'resident', 'peak'] as const satisfies readonly (keyof Figures)[]
const FIGURE_NAMES = [...HEADLINES, 'pages', 'pageSize'] as const

/** The forms of what is counted: each is one property of a value. */
export const COUNTED = {
  /** Bytes of a section in its file, or of what a name stands for. */
  size: SIZE,
  /** Relocation edges from one place to another. */
  edges: v.strictObject({ from: v.optional(END, {}), to: v.optional(END, {}) }),
  /** A headline figure, or the pages that are resident, when a phase is over; when the link is, if none is named. */
  figure: v.strictObject({
    of: v.picklist(FIGURE_NAMES),
    behind: v.optional(v.picklist(PHASES.map(({ id }) => id) as [PhaseId, ...PhaseId[]])),
  }),
} as const

export type Counted = { readonly [K in keyof typeof COUNTED]?: v.InferOutput<(typeof COUNTED)[K]> | undefined }

/** The number; undefined if the link has nothing of that name. */
export function counted(link: AskedLink, { size, edges, figure }: Counted): bigint | undefined {
  if (size) return sizeIn(link, size)
  if (edges) return atMoment(link, endOf(link, 'build'), () => edgesBetween(link, edges.from, edges.to))
  if (!figure) return undefined
  const moment = figure.behind === undefined ? settledAt(link) : endOf(link, figure.behind)
  return atMoment(link, moment, () => figureOf(link, figure.of))
}

function figureOf({ graph, pageSize }: AskedLink, of: (typeof FIGURE_NAMES)[number]): bigint {
  if (of === 'pageSize') return BigInt(pageSize)
  const figures = figuresOf(graph)
  return of === 'pages' ? figures.resident / BigInt(pageSize) : figures[of]
}

function edgesBetween(link: AskedLink, from: End, to: End): bigint {
  const { graph } = link
  const { kind, block, target } = graph.edges
  let count = 0n
  for (let e = 0 as EdgeId; e < graph.edges.length; e++)
    if (kind[e] >= FIRST_RELOCATION_KIND && leaves(link, block[e], from) && arrives(link, target[e], to)) count++
  return count
}

function leaves(link: AskedLink, b: BlockId, { symbol, ...end }: End): boolean {
  const { graph } = link
  if (!isIn(link, graph.blocks.section[b], policyOfBlock(graph, b), end)) return false
  return symbol === undefined || symbolsIn(link, b).includes(symbol)
}

function arrives(link: AskedLink, s: SymbolId, { symbol, ...end }: End): boolean {
  const { graph } = link
  if (symbol !== undefined && graph.nameOf(s) !== symbol) return false
  if (Object.keys(end).length === 0) return true
  if (graph.symbols.base[s] !== Base.Defined) return false
  return isIn(link, graph.blocks.section[graph.symbols.block[s]], policyOfSymbol(graph, s), end)
}

function isIn(link: AskedLink, x: SectionId, lifetime: number, { file, section, policy }: End): boolean {
  const { graph } = link
  if (section !== undefined && graph.sectionName(x) !== section) return false
  if (policy !== undefined && LIFETIMES[lifetime]?.name !== policy) return false
  return fileIs(link, file, graph.sections.file[x])
}

function symbolsIn({ graph }: AskedLink, b: BlockId): string[] {
  const names: string[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (graph.symbols.base[s] === Base.Defined && graph.symbols.block[s] === b) names.push(graph.nameOf(s))
  return names
}
