/**
 * Ribbons by name. A ribbon is all edges from one section to another, or to outside; where many sections are drawn as
 * one, it is all edges from one file to another.
 */
import { definitionOf, isCounted } from '../../engine/graph/crossings'
import type { EdgeId, FileId, SectionId } from '../../engine/graph/ids'
import { Base, NO_BLOCK } from '../../engine/graph/ids'
import type { Bundle } from '../selection'
import { bundle } from '../selection'
import { say } from '../language'
import type { Session } from '../session'

/** Sections or a file; undefined: outside this link. */
export type RibbonEnd = { readonly section: SectionId } | { readonly file: FileId } | undefined

export interface RibbonEnds {
  readonly from: Exclude<RibbonEnd, undefined>
  readonly to: RibbonEnd
}

const OUTSIDE = -1

/** The section at which an edge arrives, or OUTSIDE. */
function targetOf({ graph }: Session, e: EdgeId): number {
  const s = definitionOf(graph, graph.edges.target[e])
  const block = graph.symbols.base[s] === Base.Defined ? graph.symbols.block[s] : NO_BLOCK
  return block === NO_BLOCK ? OUTSIDE : graph.blocks.section[block]
}

const sourceOf = ({ graph }: Session, e: EdgeId): number => graph.blocks.section[graph.edges.block[e]]

/** What the edges of a bundle have in common; undefined if it is not all edges between two ends. */
export function endsOf(session: Session, { edges }: Bundle): RibbonEnds | undefined {
  const ids = Array.from(edges) as EdgeId[]
  const from = commonOf(session, new Set(ids.map((e) => sourceOf(session, e))))
  const to = commonOf(session, new Set(ids.map((e) => targetOf(session, e))))
  if (from === undefined || to === undefined || from === 'outside') return undefined
  const ends = { from, to: to === 'outside' ? undefined : to }
  return isPart(session, ends, ids.length) ? undefined : ends
}

/** From near by a ribbon leads from block to block: then there are more edges between the two sections. */
const isPart = (session: Session, ends: RibbonEnds, count: number): boolean =>
  'section' in ends.from && (!ends.to || 'section' in ends.to) && ribbonBetween(session, ends)?.edges.length !== count

function commonOf(
  { graph }: Session,
  sections: ReadonlySet<number>,
): Exclude<RibbonEnd, undefined> | 'outside' | undefined {
  const [first] = sections
  if (first === undefined) return undefined
  if (sections.size === 1) return first === OUTSIDE ? 'outside' : { section: first as SectionId }
  if (sections.has(OUTSIDE)) return undefined
  const files = new Set([...sections].map((x) => graph.sections.file[x as SectionId]))
  const [file] = files
  return files.size === 1 ? { file: file! } : undefined
}

/** All edges between two ends as a bundle; undefined if there are none. */
export function ribbonBetween(session: Session, { from, to }: RibbonEnds): Bundle | undefined {
  const { graph } = session
  const found: number[] = []
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (!isCounted(graph, e) || !fits(session, from, sourceOf(session, e))) continue
    if (fits(session, to, targetOf(session, e))) found.push(e)
  }
  if (found.length === 0) return undefined
  return bundle(`${titleOf(session, from)} → ${titleOf(session, to)}`, Uint32Array.from(found))
}

function fits({ graph }: Session, end: RibbonEnd, section: number): boolean {
  if (end === undefined || section === OUTSIDE) return end === undefined && section === OUTSIDE
  return 'section' in end ? end.section === section : graph.sections.file[section as SectionId] === end.file
}

function titleOf({ graph }: Session, end: RibbonEnd): string {
  if (end === undefined) return say('matrix.outside')
  if ('file' in end) return graph.files[end.file]!.name
  const name = graph.sectionName(end.section)
  return graph.files.length > 1 ? `${name} (${graph.files[graph.sections.file[end.section]]!.name})` : name
}
