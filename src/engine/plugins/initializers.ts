/**
 * Initializers as finalize actions. Arrays of function pointers say which functions are to be called before a program
 * starts (`.preinit_array`, `.init_array`, `.ctors`, `__DATA,__mod_init_func`, `.CRT$XI…`, `.CRT$XC…`) and when it ends
 * (`.fini_array`, `.dtors`, `__DATA,__mod_term_func`, `.CRT$XP…`, `.CRT$XT…`). Here the first become finalize actions, the
 * second deallocation twins. Functions that are asked for by name come behind them.
 *
 * Source: System V ABI, "Initialization and Termination Functions"; GCC's .ctors, which run from the back; "CRT
 * initialization" as MSVC documents it: what stands behind `$X` sorts the arrays, by letters.
 */
import { tell } from '../graph/phrases/phrase'
import { ACTION_KIND } from '../graph/action-kinds'
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { EdgeIndex } from '../graph/edge-index'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { NO_RELOCATION, SymbolFlag } from '../graph/schema'
import type { CallWish, PassContext } from '../passes/pass'
import { recordAction } from '../passes/record-action'
import type { Plugin } from './plugin'

interface ArrayRow {
  readonly name: string
  /** Rank among arrays: smaller runs earlier. */
  readonly rank: number
  /** Entries run from the last to the first. */
  readonly backwards: boolean
  /** At the end of the program instead of its start. */
  readonly atEnd: boolean
  /** What follows the name are letters that sort the arrays, and not a point and a priority. */
  readonly byLetters?: boolean
}

const ARRAYS: readonly ArrayRow[] = [
  { name: '.preinit_array', rank: 0, backwards: false, atEnd: false },
  { name: '.init_array', rank: 1, backwards: false, atEnd: false },
  { name: '.ctors', rank: 2, backwards: true, atEnd: false },
  { name: '__DATA,__mod_init_func', rank: 1, backwards: false, atEnd: false },
  { name: '.CRT$XI', rank: 1, backwards: false, atEnd: false, byLetters: true },
  { name: '.CRT$XC', rank: 2, backwards: false, atEnd: false, byLetters: true },
  { name: '.fini_array', rank: 3, backwards: false, atEnd: true },
  { name: '__DATA,__mod_term_func', rank: 3, backwards: false, atEnd: true },
  { name: '.dtors', rank: 4, backwards: true, atEnd: true },
  { name: '.CRT$XP', rank: 3, backwards: false, atEnd: true, byLetters: true },
  { name: '.CRT$XT', rank: 4, backwards: false, atEnd: true, byLetters: true },
]

/** Arrays without a number run behind those with one. */
const UNNUMBERED = 65536
/** `.ctors.N` counts the other way round than `.init_array.N`. */
const CTORS_TOP = 65535

export const initializers: Plugin = {
  id: 'initializers',
  title: 'Run initializers',
  says: 'Functions in initializer arrays become finalize actions, those in termination arrays their twins.',
  hooks: [
    { phase: 'prepare', run: keepCalled },
    { phase: 'check', run: recordAll },
  ],
}

/** What is called by name has to be there. */
function keepCalled({ graph, options, diagnostics }: PassContext): void {
  for (const name of options.calls.flatMap(({ call, undo }) => [call, undo])) {
    if (name === undefined) continue
    const s = findDefined(graph, name)
    if (s === NO_SYMBOL) {
      diagnostics.push({
        code: 'action-without-function',
        severity: 'warning',
        structure: tell('calls'),
        detail: tell('not-defined', { name }),
      })
      continue
    }
    graph.event('rootMarked', s)
    graph.addSymbolFlag(s, SymbolFlag.Live)
  }
}

/** The definition of a name: one that other files can see before a local one. */
function findDefined(graph: LinkGraph, text: string): SymbolId {
  const wanted = graph.names.find(text)
  let found: SymbolId = NO_SYMBOL
  if (wanted === undefined) return found
  const { base, name, scope, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (name[s] !== wanted || base[s] !== Base.Defined || flags[s] & SymbolFlag.Removed) continue
    if (scope[s] !== Scope.Local) return s
    if (found === NO_SYMBOL) found = s
  }
  return found
}

function recordAll(context: PassContext): void {
  const { graph } = context
  const index = indexEdges(graph)
  for (const { section, row } of arraysOf(graph)) {
    const entries = entriesOf(graph, index, section)
    for (const e of row.backwards ? entries.reverse() : entries) recordEntry(context, section, e, row.atEnd)
  }
  for (const wish of context.options.calls) recordWish(context, wish)
}

function recordWish(context: PassContext, { call, undo }: CallWish): void {
  const { graph } = context
  const name = call ?? undo
  const subject = name === undefined ? NO_SYMBOL : findDefined(graph, name)
  if (subject === NO_SYMBOL) return
  const twin = call === undefined || undo === undefined ? NO_SYMBOL : findDefined(graph, undo)
  const kind = call === undefined ? ACTION_KIND['call-later'] : ACTION_KIND.call
  recordAction(context, { file: graph.symbols.file[subject], kind, subject, twin })
}

function recordEntry(context: PassContext, section: SectionId, edge: EdgeId, atEnd: boolean): void {
  const { graph } = context
  const kind = atEnd ? ACTION_KIND['call-later'] : ACTION_KIND.call
  recordAction(context, { file: graph.sections.file[section], kind, subject: graph.edges.target[edge], edge })
}

/** Sections that are such arrays, in the order in which they run. */
function arraysOf(graph: LinkGraph): { section: SectionId; row: ArrayRow }[] {
  const found: { section: SectionId; row: ArrayRow; priority: number; letters: string }[] = []
  for (let x = 0 as SectionId; x < graph.sections.length; x++) {
    if (!ARRAYS.some(({ name }) => graph.names.startsWith(graph.sections.name[x], name))) continue
    const name = graph.sectionName(x)
    const row = ARRAYS.find((candidate) => isArray(name, candidate))
    if (!row) continue
    const letters = row.byLetters ? name.slice(row.name.length) : ''
    found.push({ section: x, row, priority: row.byLetters ? 0 : priorityOf(name, row), letters })
  }
  return found.sort(
    (a, b) =>
      a.row.rank - b.row.rank || a.priority - b.priority || compareText(a.letters, b.letters) || a.section - b.section,
  )
}

const isArray = (text: string, { name, byLetters }: ArrayRow): boolean =>
  text === name || text.startsWith(byLetters ? name : `${name}.`)

/** By the numbers of the letters, as linkers sort. */
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

function priorityOf(name: string, { name: array, backwards }: ArrayRow): number {
  const number = Number(name.slice(array.length + 1) || Number.NaN)
  if (Number.isNaN(number)) return UNNUMBERED
  return backwards ? CTORS_TOP - number : number
}

/** The pointers of an array, in its order. */
function entriesOf(graph: LinkGraph, index: EdgeIndex, x: SectionId): EdgeId[] {
  const { section, address } = graph.blocks
  const blocks: BlockId[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) if (section[b] === x && !graph.isRemoved(b)) blocks.push(b)
  blocks.sort((a, b) => Number(address.big[a] - address.big[b]) || a - b)
  return blocks.flatMap((b) =>
    edgesOf(index, b)
      // Signed pointers have become bonds by now; what the linker itself added is no entry.
      .filter((e) => graph.edges.relocation[e] !== NO_RELOCATION)
      .sort((a, c) => graph.edges.offset[a] - graph.edges.offset[c]),
  )
}
