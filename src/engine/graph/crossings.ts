/**
 * Crossings: every relocation edge goes from a block with one lifetime policy to a target with the same policy, another
 * policy, or outside the link. There are twelve such pairs. Whether one makes sense depends on the pair and on the
 * family of the edge: an address can be handed on as a number, a distance needs memory at both ends.
 *
 * The verdicts are rows (`crossing-rules.ts`); a judge is those rows laid out as a table, so that judging an edge is one
 * look-up.
 */
import type { ConstraintRow, CrossingRow, Family, RuleSetId, Verdict } from './crossing-rules'
import { CROSSINGS, NOTHING_TO_SAY, OUTSIDE, STRIPPED, TO_OUTSIDE, VERDICTS } from './crossing-rules'
import type { BlockId, EdgeId, SymbolId } from './ids'
import { Base, FIRST_RELOCATION_KIND, KIND_KEEP_ALIVE, NO_SECTION, NO_SYMBOL } from './ids'
import type { LinkGraph } from './link-graph'
import { LIFETIMES } from './lifetimes'
import { BlockFlag, EdgeFlag, SymbolFlag } from './schema'

export { OUTSIDE }

/** Names of what an edge can lead to: three policies, and outside. */
export const PAIR_LETTERS = ['S', 'F', 'N', 'out'] as const

/** Number of pairs: three policies times three policies and outside. */
export const PAIRS = LIFETIMES.length * PAIR_LETTERS.length

/** The number of a pair: `4 * from + to`. */
export const pairOf = (from: number, to: number): number => PAIR_LETTERS.length * from + to

const NO_ROW = 0
const STRIPPED_ROW = 2

type Row = Omit<CrossingRow, 'from' | 'to' | 'family'>

/** Judges edges by one set of rules. */
export interface Judge {
  readonly rules: RuleSetId
  /** Family of each edge kind; kinds that write nothing have none. */
  readonly families: readonly (Family | undefined)[]
  /** Rows by `lookup`; row 0 is "nothing to say", row 2 "stripped". */
  readonly rows: readonly Row[]
  /** Index of a row for each edge kind, pair and whether both ends are in one section. */
  readonly lookup: Uint8Array
}

/** An edge kind's name, and for a request what becomes of it. */
interface EdgeName {
  readonly name: string
  readonly lowersTo?: string
  readonly via?: string
  readonly family?: Family
}

/** What an architecture has to say about its edges: names, families, constraints of its own. */
export interface JudgedKinds {
  readonly edges: readonly EdgeName[]
  readonly fixups: readonly ({ readonly family: Family } | undefined)[]
  readonly constraints?: readonly ConstraintRow[]
}

/** Judges that have been made: a worker links many files by the same rules. */
const JUDGES = new WeakMap<JudgedKinds, Map<RuleSetId, Judge>>()

/** The judge of these kinds of edges by one set of rules. */
export function judgeFor(kinds: JudgedKinds, rules: RuleSetId): Judge {
  const known = JUDGES.get(kinds) ?? new Map<RuleSetId, Judge>()
  const judge = known.get(rules) ?? makeJudge(kinds, rules)
  JUDGES.set(kinds, known.set(rules, judge))
  return judge
}

function makeJudge({ edges, fixups, constraints = [] }: JudgedKinds, rules: RuleSetId): Judge {
  const familyOf = (name: string): Family | undefined => fixups[edges.findIndex((edge) => edge.name === name)]?.family
  const families = edges.map((edge) => familyOf(edge.name) ?? familyOfRequest(edge, familyOf) ?? edge.family)
  const rows: readonly Row[] = [NOTHING_TO_SAY, TO_OUTSIDE, STRIPPED, ...constraints, ...CROSSINGS]
  const lookup = new Uint8Array(families.length * PAIRS * 2)
  for (let kind = 0; kind * PAIRS * 2 < lookup.length; kind++) {
    const name = edges[kind]?.name
    const own = constraints.filter(({ kinds }) => name !== undefined && kinds.includes(name))
    for (let pair = 0; pair < PAIRS; pair++) {
      for (const same of [0, 1]) {
        const row = [...own, ...CROSSINGS].find((candidate) => fitsRow(candidate, pair, families[kind], same === 1))
        const outside = pair % PAIR_LETTERS.length === OUTSIDE
        lookup[slotOf(kind, pair, same)] = row ? rows.indexOf(row) : outside ? rows.indexOf(TO_OUTSIDE) : NO_ROW
      }
    }
  }
  return { rules, families, rows, lookup }
}

/** A request for a table entry asks for its target's address, which will stand there; one for a distance is lowered to it. */
function familyOfRequest(
  { lowersTo, via }: EdgeName,
  familyOf: (name: string) => Family | undefined,
): Family | undefined {
  if (lowersTo === undefined) return undefined
  return via === 'thread' || via === 'offset' ? familyOf(lowersTo) : 'absolute'
}

const slotOf = (kind: number, pair: number, same: number): number => (kind * PAIRS + pair) * 2 + same

function fitsRow(row: CrossingRow, pair: number, family: Family | undefined, sameSection: boolean): boolean {
  if (!row.from.includes(Math.floor(pair / PAIR_LETTERS.length)) || !row.to.includes(pair % PAIR_LETTERS.length))
    return false
  if (row.sameSection !== undefined && row.sameSection !== sameSection) return false
  return row.family === family || (row.family === 'both' && (family === 'absolute' || family === 'relative'))
}

export interface Crossing {
  /** Lifetime of the block that holds the field. */
  readonly from: number
  /** Lifetime of the target, or OUTSIDE. */
  readonly to: number
  readonly verdict: Verdict
  /** Of the row by which it is judged. */
  readonly id: string
  readonly says: string
  readonly wayOut: string
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

/** The pair of one relocation edge, as a number: see `pairOf`. */
export function pairOfEdge(graph: LinkGraph, e: EdgeId): number {
  return pairOf(policyOfBlock(graph, graph.edges.block[e]), policyOfSymbol(graph, graph.edges.target[e]))
}

/** The row by which an edge is judged, as an index into the judge's rows. */
function rowOfEdge(graph: LinkGraph, e: EdgeId, judge: Judge): number {
  const { block, target, kind, flags } = graph.edges
  if (flags[e] & EdgeFlag.Tombstone) return STRIPPED_ROW
  const s = definitionOf(graph, target[e])
  const { section } = graph.blocks
  const home = graph.symbols.base[s] === Base.Defined ? section[graph.symbols.block[s]] : undefined
  return judge.lookup[slotOf(kind[e], pairOfEdge(graph, e), home === section[block[e]] ? 1 : 0)]!
}

/** The verdict on one relocation edge: an index into VERDICTS. */
export function severityOf(graph: LinkGraph, e: EdgeId, judge: Judge): number {
  return VERDICTS.indexOf(judge.rows[rowOfEdge(graph, e, judge)]!.verdict[judge.rules])
}

/** The pair and the verdict of one relocation edge. */
export function crossingOf(graph: LinkGraph, e: EdgeId, judge: Judge): Crossing {
  const pair = pairOfEdge(graph, e)
  const { id, verdict, says, wayOut } = judge.rows[rowOfEdge(graph, e, judge)]!
  const [from, to] = [Math.floor(pair / PAIR_LETTERS.length), pair % PAIR_LETTERS.length]
  return { from, to, verdict: verdict[judge.rules], id, says, wayOut }
}

/** Counts of the twelve pairs by `pairOf`, and how many of each carry a verdict worse than a note. */
export interface CrossingCounts {
  readonly count: Uint32Array
  readonly warnings: Uint32Array
  /** Edges that only keep their target alive: counted apart, never judged. */
  readonly keepAlive: number
}

export function countCrossings(graph: LinkGraph, judge: Judge): CrossingCounts {
  const tallies = new Uint32Array(TALLIES)
  const codes = new Uint8Array(graph.edges.length)
  tallyEdges(graph, judge, codes)
  for (const code of codes) tallies[code]!++
  return countsOf(tallies)
}

/**
 * How an edge is counted, as a small number: not at all, as one that keeps its target alive, or by its pair and whether
 * its verdict is worse than a note: `2 + 2 * pair`, plus 1 if so.
 */
export const NOT_COUNTED = 0
const KEEPS_ALIVE = 2 + 2 * PAIRS
/** Codes are below this. */
export const TALLIES = KEEPS_ALIVE + 1

/** Whether an edge with this code has a verdict worse than a note. */
export const isWarning = (code: number): boolean => code !== KEEPS_ALIVE && (code & 1) === 1

/** The counts of edges by their codes. */
export function countsOf(tallies: Readonly<Uint32Array>): CrossingCounts {
  const count = new Uint32Array(PAIRS)
  const warnings = new Uint32Array(PAIRS)
  for (let pair = 0; pair < PAIRS; pair++) {
    warnings[pair] = tallies[3 + 2 * pair]!
    count[pair] = tallies[2 + 2 * pair]! + warnings[pair]!
  }
  return { count, warnings, keepAlive: tallies[KEEPS_ALIVE]! }
}

/** The code of one edge. */
export function tallyEdge(graph: LinkGraph, judge: Judge, e: EdgeId): number {
  if (graph.isRemoved(graph.edges.block[e])) return NOT_COUNTED
  const kind = graph.edges.kind[e]
  if (kind < FIRST_RELOCATION_KIND) return kind === KIND_KEEP_ALIVE ? KEEPS_ALIVE : NOT_COUNTED
  return 2 + 2 * pairOfEdge(graph, e) + badRows(judge)[rowOfEdge(graph, e, judge)]!
}

const BAD = new WeakMap<Judge, Uint8Array>()

/** By row: 1 for verdicts worse than a note. */
function badRows(judge: Judge): Uint8Array {
  const known = BAD.get(judge)
  if (known) return known
  const { rows, rules } = judge
  const bad = Uint8Array.from(rows, ({ verdict }) =>
    VERDICTS.indexOf(verdict[rules]) > VERDICTS.indexOf('note') ? 1 : 0,
  )
  BAD.set(judge, bad)
  return bad
}

/**
 * The codes of all edges: what `tallyEdge` says of each, but every symbol is looked at once and not once for each edge.
 */
export function tallyEdges(graph: LinkGraph, judge: Judge, codes: Uint8Array): void {
  const { kind, block, target, flags } = graph.edges
  const { section, flags: blockFlags } = graph.blocks
  const { lifetime } = graph.sections
  const { lookup } = judge
  const bad = badRows(judge)
  const { policies, homes } = targetsOf(graph)
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    const b = block[e]
    if (blockFlags[b] & BlockFlag.Removed) codes[e] = NOT_COUNTED
    else if (kind[e] < FIRST_RELOCATION_KIND) codes[e] = kind[e] === KIND_KEEP_ALIVE ? KEEPS_ALIVE : NOT_COUNTED
    else {
      const x = section[b]
      const s = target[e]
      const pair = PAIR_LETTERS.length * lifetime[x] + policies[s]!
      const same = homes[s] === x ? 1 : 0
      const row = flags[e] & EdgeFlag.Tombstone ? STRIPPED_ROW : lookup[(kind[e] * PAIRS + pair) * 2 + same]!
      codes[e] = 2 + 2 * pair + bad[row]!
    }
  }
}

/** The edges of a pair in the order of their ids, and by which of the judge's rows each is judged. */
export function edgesOfPair(
  graph: LinkGraph,
  judge: Judge,
  wanted: number,
): { readonly edges: Uint32Array; readonly rows: Uint8Array } {
  const { kind, block, target, flags } = graph.edges
  const { section } = graph.blocks
  const { lifetime } = graph.sections
  const { policies, homes } = targetsOf(graph)
  const edges = new Uint32Array(graph.edges.length)
  const rows = new Uint8Array(graph.edges.length)
  let count = 0
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    const x = section[block[e]]
    const s = target[e]
    const pair = PAIR_LETTERS.length * lifetime[x] + policies[s]!
    if (pair !== wanted || !isCounted(graph, e)) continue
    const same = homes[s] === x ? 1 : 0
    rows[count] = flags[e] & EdgeFlag.Tombstone ? STRIPPED_ROW : judge.lookup[slotOf(kind[e], pair, same)]!
    edges[count++] = e
  }
  return { edges: edges.subarray(0, count), rows: rows.subarray(0, count) }
}

/** For each symbol the policy and the section of what stands behind it; NO_SECTION if it is not defined here. */
function targetsOf(graph: LinkGraph): { readonly policies: Uint8Array; readonly homes: Uint32Array } {
  const count = graph.symbols.length
  const { base, block, flags } = graph.symbols
  const { section } = graph.blocks
  const { lifetime } = graph.sections
  const policies = new Uint8Array(count).fill(OUTSIDE)
  const homes = new Uint32Array(count).fill(NO_SECTION)
  for (let s = 0 as SymbolId; s < count; s++) {
    const real = definitionOf(graph, s)
    if (base[real] !== Base.Defined) continue
    const x = section[block[real]]
    homes[s] = x
    if (!(flags[real] & SymbolFlag.Removed)) policies[s] = lifetime[x]
  }
  return { policies, homes }
}
