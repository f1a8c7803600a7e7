/**
 * Two files define one name: which definition counts. One kind of definition goes before another (rows in
 * `graph/definition-kinds.ts`); of two weak ones the first counts, of two commons the larger, of two COMDAT sections the
 * one that their files' way of choosing names (rows in `graph/comdat-selections.ts`). What can not be chosen between ends
 * the link, and the error says who defines the name, who asked for it, and how the two differ.
 *
 * LLVM 22 looks at strength alone (`first-of-weak`, `coff-comdat-unchecked`).
 *
 * Source: System V ABI, "Symbol Table"; Microsoft PE/COFF Specification, "COMDAT Sections (Object Only)"; ORC's rules for
 * one JITDylib.
 */
import type { Phrase } from '../graph/phrases/phrase'
import { tell, tellAll, tellSome } from '../graph/phrases/phrase'
import { sameBytes } from '../../base/bytes'
import { spacedBytes } from '../../base/hex'
import type { Comdat, SelectionRow } from '../graph/comdat-selections'
import { COMDAT_SELECTIONS, commonSelection } from '../graph/comdat-selections'
import type { DefinitionKind } from '../graph/definition-kinds'
import { KIND_WORDS, kindOfDefinition, precedence, selectionOfSymbol } from '../graph/definition-kinds'
import { Refusal } from '../graph/diagnostics'
import type { SymbolId } from '../graph/ids'
import { Base, Linkage } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { QuirkSet } from '../quirks'

/** The one of two definitions of a name that counts; `first` comes first. Throws a Refusal for a quarrel. */
export function chooseBetween(graph: LinkGraph, first: SymbolId, next: SymbolId, quirks: QuirkSet): SymbolId {
  const { linkage, file } = graph.symbols
  const sameFile = file[first] === file[next]
  if (sameFile || quirks.has('first-of-weak')) {
    const both = linkage[first] === Linkage.Strong && linkage[next] === Linkage.Strong
    if (both && !sameFile) throw duplicate(graph, first, next)
    return linkage[next] === Linkage.Strong && linkage[first] === Linkage.Weak ? next : first
  }
  const [a, b] = [kindOf(graph, first), kindOf(graph, next)]
  const before = precedence(graph.files[file[next]]!.format, b, a)
  if (before !== 0) return before > 0 ? next : first
  if (a === 'weak') return first
  if (a === 'common') return largerCommon(graph, first, next)
  return a === 'comdat' && b === 'comdat' ? chooseComdat(graph, first, next) : quarrel(graph, first, next)
}

const kindOf = (graph: LinkGraph, s: SymbolId): DefinitionKind => kindOfDefinition(graph, s, graph.symbols.block[s])

function largerCommon({ symbols, blocks }: LinkGraph, first: SymbolId, next: SymbolId): SymbolId {
  return blocks.size.big[symbols.block[next]] > blocks.size.big[symbols.block[first]] ? next : first
}

/** Commons of one name are one piece of memory: it is aligned as the strictest of them asks. */
export function shareAlignment(graph: LinkGraph, loser: SymbolId, winner: SymbolId): void {
  if (kindOf(graph, loser) !== 'common' || kindOf(graph, winner) !== 'common') return
  const { alignment } = graph.blocks
  const [asked, home] = [alignment[graph.symbols.block[loser]], graph.symbols.block[winner]]
  if (asked > alignment[home]) graph.raiseAlignment(home, asked)
}

function chooseComdat(graph: LinkGraph, first: SymbolId, next: SymbolId): SymbolId {
  const [ours, theirs] = [selectionOfSymbol(graph, first)!, selectionOfSymbol(graph, next)!]
  const selection = commonSelection(ours, theirs)
  if (selection === undefined)
    throw contradict(graph, first, next, tell('quoted', { text: theirs }), tell('quoted', { text: ours }))
  const row: SelectionRow = COMDAT_SELECTIONS[selection]
  const [a, b] = [comdatOf(graph, first), comdatOf(graph, next)]
  if (!row.agree(a, b)) {
    const expected = tell('comdat-expected', { expected: row.expected, selection, first: whatIs(a) })
    throw contradict(graph, first, next, whatIs(b), expected)
  }
  return row.later?.(a, b) ? next : first
}

function comdatOf(graph: LinkGraph, s: SymbolId): Comdat {
  const b = graph.symbols.block[s]
  return { size: graph.blocks.size.words[2 * b]!, content: graph.isZeroFill(b) ? undefined : graph.originalContent(b) }
}

const FEW = 8

/** "6 bytes, b8 01 00 00 00 c3". */
function whatIs({ size, content }: Comdat): Phrase {
  const bytes = spacedBytes((content ?? new Uint8Array(0)).slice(0, FEW))
  if (bytes === '') return tell('bytes-of-zeros', { n: size })
  return tell('bytes-of', { n: size, bytes: size > FEW ? `${bytes} …` : bytes })
}

function contradict(graph: LinkGraph, first: SymbolId, next: SymbolId, found: Phrase, expected: Phrase): Refusal {
  const { file, block } = graph.symbols
  const home = graph.files[file[first]]!.name
  const detail = whoAsks(graph, next)
  return new Refusal('coff-comdat-rivals', {
    file: graph.files[file[next]]!.name,
    structure: tell('comdat-of', { name: graph.nameOf(next) }),
    offset: graph.blocks.sourceOffset[block[next]],
    found,
    expected: tell('as-file-has', { expected, file: home }),
    ...(detail === undefined ? {} : { detail }),
  })
}

/** Two that both count for more than a weak one: strong ones, or a strong one beside one of a COMDAT section. */
function quarrel(graph: LinkGraph, first: SymbolId, next: SymbolId): never {
  throw kindOf(graph, first) === kindOf(graph, next) ? duplicate(graph, first, next) : mixed(graph, first, next)
}

function duplicate(graph: LinkGraph, first: SymbolId, next: SymbolId): Refusal {
  const { file } = graph.symbols
  const same = sameBytes(graph.sources[file[next] + 1], graph.sources[file[first] + 1])
  const name = graph.nameOf(next)
  const twice = tell('defined-twice', { name, first: whereDefined(graph, first), second: whereDefined(graph, next) })
  return new Refusal('duplicate-definition', {
    file: graph.files[file[next]]!.name,
    structure: tell('symbol', { name }),
    detail: withMore(twice, same ? tell('same-files') : whoAsks(graph, next)),
  })
}

function mixed(graph: LinkGraph, first: SymbolId, next: SymbolId): Refusal {
  const has = (s: SymbolId): Phrase =>
    tell('definition-in', { kind: KIND_WORDS[kindOf(graph, s)], where: whereDefined(graph, s) })
  const name = graph.nameOf(next)
  return new Refusal('comdat-and-ordinary', {
    file: graph.files[graph.symbols.file[next]]!.name,
    structure: tell('symbol', { name }),
    detail: withMore(tell('defined-as-both', { name, first: has(first), second: has(next) }), whoAsks(graph, next)),
  })
}

const withMore = (first: Phrase, next: Phrase | undefined): Phrase =>
  next === undefined ? first : tell('clauses', { first, next })

/** "b.o (.text, 12 bytes)". */
function whereDefined(graph: LinkGraph, s: SymbolId): Phrase {
  const { file: files, base, block, size } = graph.symbols
  const file = graph.files[files[s]]!.name
  if (base[s] !== Base.Defined) return tell('at-fixed-address', { file })
  const section = graph.sectionName(graph.blocks.section[block[s]])
  return size.big[s] === 0n
    ? tell('in-sizeless-section', { file, section })
    : tell('in-section', { file, section, n: size.big[s] })
}

const MOST_ASKERS = 3

/** "main.o and util.o ask for it"; undefined if nobody outside the two does. */
function whoAsks({ symbols, files }: LinkGraph, wanted: SymbolId): Phrase | undefined {
  const askers = new Set<string>()
  const { name, base, file } = symbols
  for (let s = 0 as SymbolId; s < symbols.length; s++)
    if (name[s] === name[wanted] && base[s] === Base.External) askers.add(files[file[s]]!.name)
  if (askers.size === 0) return undefined
  const all = [...askers]
  const some = all.length > MOST_ASKERS ? tellSome(all, MOST_ASKERS) : tellAll(all, 'and')
  return tell('asks-for-it', { files: some, n: all.length })
}
