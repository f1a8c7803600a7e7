/**
 * What is different between two runs of the same files, as facts: a pure function of both graphs, linear in them. The
 * sentences for people are in `sentences.ts`. Of everything that there may be a lot of, the first few are kept and the
 * rest is counted.
 */
import type { Diagnostic } from '../../engine/graph/diagnostics'
import { diagnosticText } from '../../engine/graph/diagnostics'
import type { Figures } from '../../engine/graph/figures'
import { figuresOf } from '../../engine/graph/figures'
import type { BlockId, SectionId } from '../../engine/graph/ids'
import { NO_ALLOC } from '../../engine/graph/lifetimes'
import type { LinkGraph } from '../../engine/graph/link-graph'
import type { ActionChange } from './actions'
import { compareActions } from './actions'
import type { ByteChange } from './bytes'
import { compareBytes } from './bytes'
import type { Matches } from './match'
import { matchRuns, NONE } from './match'
import type { NameChange } from './names'
import { compareNames } from './names'
import type { PageChange } from './pages'
import { comparePages } from './pages'
import type { Run } from './run'
import type { Some } from './some'
import { Collector, isShown, MOST_KEPT } from './some'
import type { VerdictChange } from './verdicts'
import { compareVerdicts } from './verdicts'

export interface PolicyChange {
  readonly section: SectionId
  readonly before: { readonly lifetime: number; readonly protection: number }
  readonly after: { readonly lifetime: number; readonly protection: number }
}

/** Blocks of one section that moved by the same distance. */
export interface Move {
  readonly section: SectionId
  /** The first of them. */
  readonly block: BlockId
  readonly blocks: number
  readonly from: bigint
  readonly to: bigint
  /** Whether there is memory at the address. */
  readonly allocated: { readonly before: boolean; readonly after: boolean }
}

/** A block that is in one run only. */
export interface Presence {
  readonly what: 'kept' | 'stripped' | 'made' | 'not-made'
  /** In the later run; for "not-made" in the earlier one. */
  readonly block: BlockId
}

export interface FigureChange {
  readonly figure: keyof Figures
  readonly before: bigint
  readonly after: bigint
}

export interface Changes {
  /** Whether the link worked, and what is new among the problems. */
  readonly outcome: { readonly before: boolean; readonly after: boolean; readonly problems: readonly Diagnostic[] }
  readonly policies: readonly PolicyChange[]
  readonly verdicts: Some<VerdictChange>
  readonly actions: Some<ActionChange>
  readonly figures: readonly FigureChange[]
  readonly pages: readonly PageChange[]
  readonly names: Some<NameChange>
  readonly presence: Some<Presence>
  readonly moves: Some<Move>
  readonly bytes: Some<ByteChange>
}

const NOTHING = { first: [], count: 0 }

/** A comparison as data that can move between threads. */
export interface Compared {
  readonly changes: Changes
  readonly matches: Matches
}

/** Compares two runs; both graphs must be where the link is live, or at the end if it failed. */
export function compareRuns(before: Run, after: Run): Compared {
  const matches = matchRuns(before, after)
  const judged = {
    outcome: { before: before.ok, after: after.ok, problems: newProblems(before, after) },
    policies: comparePolicies(before.graph, after.graph, matches),
    verdicts: compareVerdicts(before, after, matches),
    actions: compareActions(before, after, matches),
  }
  // A failed link stops half-way: what it has not done yet is not a difference.
  if (!before.ok || !after.ok) {
    const rest = { figures: [], pages: [], names: NOTHING, presence: NOTHING, moves: NOTHING, bytes: NOTHING }
    return { changes: { ...judged, ...rest }, matches }
  }
  const changes = {
    ...judged,
    figures: compareFigures(before.graph, after.graph),
    pages: comparePages(before, after),
    names: compareNames(before, after, matches),
    presence: comparePresence(before, after, matches),
    moves: compareMoves(before.graph, after.graph, matches),
    bytes: compareBytes(before, after, matches),
  }
  return { changes, matches }
}

/** Of assumed addresses tells `names.ts`, of actions `actions.ts`. */
const TOLD_ELSEWHERE: ReadonlySet<Diagnostic['code']> = new Set(['assumed-address', 'action-without-memory'])

function newProblems(before: Run, after: Run): Diagnostic[] {
  const known = new Set(before.diagnostics.map(diagnosticText))
  return after.diagnostics.filter(
    (diagnostic) => !TOLD_ELSEWHERE.has(diagnostic.code) && !known.has(diagnosticText(diagnostic)),
  )
}

function comparePolicies(before: LinkGraph, after: LinkGraph, { sections }: Matches): PolicyChange[] {
  const found: PolicyChange[] = []
  const policyOf = ({ sections: { lifetime, protection } }: LinkGraph, x: SectionId) => ({
    lifetime: lifetime[x] as number,
    protection: protection[x] as number,
  })
  for (let x = 0 as SectionId; x < after.sections.length; x++) {
    const old = sections[x]! as SectionId
    if ((old as number) === NONE) continue
    const [was, is] = [policyOf(before, old), policyOf(after, x)]
    if (was.lifetime !== is.lifetime || was.protection !== is.protection)
      found.push({ section: x, before: was, after: is })
  }
  return found
}

function compareFigures(before: LinkGraph, after: LinkGraph): FigureChange[] {
  const [was, is] = [figuresOf(before), figuresOf(after)]
  return (Object.keys(is) as (keyof Figures)[])
    .filter((figure) => was[figure] !== is[figure])
    .map((figure) => ({ figure, before: was[figure], after: is[figure] }))
}

function comparePresence(before: Run, after: Run, { blocks }: Matches): Some<Presence> {
  const found = new Collector<Presence>()
  const matched = new Uint8Array(before.graph.blocks.length)
  const add = (what: Presence['what'], block: BlockId): void => found.add(() => ({ what, block }))
  for (let b = 0 as BlockId; b < after.graph.blocks.length; b++) {
    const old = blocks[b]! as BlockId
    const isThere = isShown(after.graph, b)
    if ((old as number) === NONE) {
      if (isThere) add('made', b)
      continue
    }
    matched[old] = 1
    const wasThere = isShown(before.graph, old)
    if (wasThere !== isThere) add(isThere ? 'kept' : 'stripped', b)
  }
  for (let b = 0 as BlockId; b < before.graph.blocks.length; b++)
    if (!matched[b] && isShown(before.graph, b)) add('not-made', b)
  return found.some()
}

function compareMoves(before: LinkGraph, after: LinkGraph, { blocks }: Matches): Some<Move> {
  const moves = new Map<string, { -readonly [K in keyof Move]: Move[K] }>()
  const isAllocated = (graph: LinkGraph, b: BlockId): boolean =>
    graph.sections.lifetime[graph.blocks.section[b]] !== NO_ALLOC
  for (let b = 0 as BlockId; b < after.blocks.length; b++) {
    const old = blocks[b]! as BlockId
    if ((old as number) === NONE || !isShown(after, b) || !isShown(before, old)) continue
    const allocated = { before: isAllocated(before, old), after: isAllocated(after, b) }
    const [from, to] = [before.blocks.address.big[old], after.blocks.address.big[b]]
    if (from === to && allocated.before === allocated.after) continue
    const section = after.blocks.section[b]
    const key = `${section} ${to - from}`
    const move = moves.get(key)
    if (move) move.blocks++
    else moves.set(key, { section, block: b, blocks: 1, from, to, allocated })
  }
  return { first: [...moves.values()].slice(0, MOST_KEPT), count: moves.size }
}
