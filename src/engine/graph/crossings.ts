/**
 * Crossings: every relocation edge goes from a block with one lifetime policy to a target with the same policy, another
 * policy, or outside the link. There are twelve such pairs. Whether one makes sense depends on the pair and on the
 * family of the edge: an address can be handed on as a number, a distance needs memory at both ends.
 *
 * The verdicts are rows; the page's counters, colours and explanations read them.
 */
import type { BlockId, EdgeId, SymbolId } from './ids'
import { Base, FIRST_RELOCATION_KIND, NO_SYMBOL } from './ids'
import type { LinkGraph } from './link-graph'
import { LIFETIMES } from './lifetimes'
import { SymbolFlag } from './schema'

/** What an edge's value says about its target: its address, a distance to it, or neither. */
export type Family = 'absolute' | 'relative' | 'size'

export type Verdict = 'fine' | 'note' | 'warning' | 'error'

/** 0 to 2: a lifetime; 3: outside. */
export const OUTSIDE = 3
export const PAIR_LETTERS = ['S', 'F', 'N', 'out'] as const

interface CrossingRow {
  readonly from: readonly number[]
  readonly to: number
  readonly family: Family | 'any'
  /** Undefined: both within one section and across. */
  readonly sameSection?: boolean
  readonly verdict: Verdict
  readonly says: string
}

const S = 0
const F = 1
const N = 2

/** The rules that LLVM landed with: nothing fails a link. The first row that fits counts. */
const LANDED: readonly CrossingRow[] = [
  {
    from: [S],
    to: F,
    family: 'any',
    verdict: 'warning',
    says: 'Dangles after finalize: the target’s pages go back to the executor once the finalize actions have run.',
  },
  {
    from: [N],
    to: F,
    family: 'any',
    verdict: 'note',
    says: 'Stale after finalize: the metadata keeps an address whose memory is gone.',
  },
  {
    from: [S, F],
    to: N,
    family: 'absolute',
    verdict: 'note',
    says: 'A handle: there is no memory at this address, but the executor may hand it back to the controller in a request.',
  },
  {
    from: [S, F],
    to: N,
    family: 'relative',
    verdict: 'warning',
    says: 'Senseless: a distance to a place that has no memory.',
  },
  {
    from: [N],
    to: S,
    family: 'absolute',
    verdict: 'fine',
    says: 'Metadata that tracks executor addresses, the common case.',
  },
  {
    from: [N],
    to: S,
    family: 'relative',
    verdict: 'note',
    says: 'A distance counted from an offset in a file section, not from memory.',
  },
  {
    from: [N],
    to: N,
    family: 'relative',
    sameSection: false,
    verdict: 'note',
    says: 'A distance between offsets of two sections that both start at 0.',
  },
  {
    from: [N],
    to: N,
    family: 'absolute',
    verdict: 'fine',
    says: 'An offset in a section, since its addresses start at 0.',
  },
]

const FINE = { verdict: 'fine', says: 'Both ends are there for as long as it matters.' } as const
const TO_OUTSIDE = { verdict: 'fine', says: 'The target lives outside this link.' } as const

export interface Crossing {
  /** Lifetime of the block that holds the field. */
  readonly from: number
  /** Lifetime of the target, or OUTSIDE. */
  readonly to: number
  readonly verdict: Verdict
  readonly says: string
}

/** The symbol that stands behind an edge's target: the definition in another file if there is one, else itself. */
export function definitionOf(graph: LinkGraph, s: SymbolId): SymbolId {
  const elsewhere = graph.symbols.definition[s]
  return graph.symbols.base[s] === Base.External && elsewhere !== NO_SYMBOL ? elsewhere : s
}

/** Lifetime of a symbol's block, or OUTSIDE. A name that another file of the link defines is where that file has it. */
export function policyOfSymbol(graph: LinkGraph, reference: SymbolId): number {
  const s = definitionOf(graph, reference)
  if (graph.symbols.base[s] !== Base.Defined || graph.symbols.flags[s] & SymbolFlag.Removed) return OUTSIDE
  return policyOfBlock(graph, graph.symbols.block[s])
}

export function policyOfBlock(graph: LinkGraph, b: BlockId): number {
  return graph.sections.lifetime[graph.blocks.section[b]]
}

/** Whether the edge is one that crossings count: a relocation of a block that is still there. */
export function isCounted(graph: LinkGraph, e: EdgeId): boolean {
  return graph.edges.kind[e] >= FIRST_RELOCATION_KIND && !graph.isRemoved(graph.edges.block[e])
}

/** The pair and the verdict of one relocation edge. `families` is indexed by edge kind; requests have none yet. */
export function crossingOf(graph: LinkGraph, e: EdgeId, families: readonly (Family | undefined)[]): Crossing {
  const from = policyOfBlock(graph, graph.edges.block[e])
  const target = graph.edges.target[e]
  const to = policyOfSymbol(graph, target)
  if (to === OUTSIDE) return { from, to, ...TO_OUTSIDE }
  const family = families[graph.edges.kind[e]]
  const home = graph.symbols.block[definitionOf(graph, target)]
  const sameSection = graph.blocks.section[graph.edges.block[e]] === graph.blocks.section[home]
  const row = LANDED.find((candidate) => fitsRow(candidate, from, to, family, sameSection))
  return { from, to, verdict: row?.verdict ?? FINE.verdict, says: row?.says ?? FINE.says }
}

function fitsRow(
  row: CrossingRow,
  from: number,
  to: number,
  family: Family | undefined,
  sameSection: boolean,
): boolean {
  if (!row.from.includes(from) || row.to !== to) return false
  if (row.sameSection !== undefined && row.sameSection !== sameSection) return false
  return row.family === 'any' || row.family === family
}

/** Counts of the twelve pairs, `count[4 * from + to]`, and how many of each carry a verdict worse than a note. */
export interface CrossingCounts {
  readonly count: Uint32Array
  readonly warnings: Uint32Array
}

export function countCrossings(graph: LinkGraph, families: readonly (Family | undefined)[]): CrossingCounts {
  const count = new Uint32Array(4 * LIFETIMES.length)
  const warnings = new Uint32Array(4 * LIFETIMES.length)
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (!isCounted(graph, e)) continue
    const { from, to, verdict } = crossingOf(graph, e, families)
    count[4 * from + to]!++
    if (verdict === 'warning' || verdict === 'error') warnings[4 * from + to]!++
  }
  return { count, warnings }
}
