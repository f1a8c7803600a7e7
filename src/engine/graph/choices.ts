/**
 * Why one of two definitions of a name was chosen, told afterwards: what each was, how large, whether they were equal, which
 * file came first. The log knows where the loser was defined; since then it is a reference to the winner.
 */
import { phraseText } from './phrases/phrase'
import { sameBytes } from '../../base/bytes'
import { plural } from '../../base/plural'
import { CELL } from './cells'
import type { Selection } from './comdat-selections'
import { COMDAT_SELECTIONS, commonSelection } from './comdat-selections'
import type { DefinitionKind } from './definition-kinds'
import { KIND_WORDS, kindOfDefinition, precedence, selectionOfSymbol } from './definition-kinds'
import { EVENT_CODE } from './events'
import type { BlockId, SymbolId } from './ids'
import { NO_BLOCK } from './ids'
import type { LinkGraph } from './link-graph'
import type { EventId, EventLog, RecordId } from './log'

export interface Choice {
  readonly winner: SymbolId
  readonly loser: SymbolId
  /** The block that defined the loser; NO_BLOCK for a fixed address. */
  readonly home: BlockId
}

/** What is said of a choice: the winner's side first, then the loser's. */
export interface ChoiceFacts {
  readonly name: string
  readonly files: readonly [string, string]
  readonly kinds: readonly [DefinitionKind, DefinitionKind]
  /** How COMDAT sections say that they are chosen between; undefined if the two are not both such. */
  readonly selection: Selection | undefined
  /** Bytes of the blocks. */
  readonly sizes: readonly [bigint, bigint]
  /** Of one size, and of the same bytes before any fixup; of one size alone; or neither. */
  readonly compared: 'same' | 'size' | 'other'
  /** Why the winner counts: its kind goes before the other's, it is larger, or its file comes first. */
  readonly reason: 'kind' | 'larger' | 'first'
}

/** The definition that lost in an event; undefined if a mere reference was tied to a definition, or nothing chosen. */
export function choiceAt(log: EventLog, e: EventId): Choice | undefined {
  const { type, a, b } = log.events
  if (type[e] !== EVENT_CODE.definitionChosen) return undefined
  const loser = a[e] as SymbolId
  const { cell, row, before } = log.records
  const [from, to] = log.recordsOf(e)
  let home: BlockId | undefined
  for (let r = from; r < to; r = (r + 1) as RecordId) {
    if (row[r] !== (loser as number)) continue
    if (cell[r] === CELL.symbolBase) home ??= NO_BLOCK
    if (cell[r] === CELL.symbolBlock) home = before[r] as BlockId
  }
  return home === undefined ? undefined : { winner: b[e] as SymbolId, loser, home }
}

export function factsOf(graph: LinkGraph, { winner, loser, home }: Choice): ChoiceFacts {
  const { symbols, blocks, files } = graph
  const mine = symbols.block[winner]
  const kinds = [kindOfDefinition(graph, winner, mine), kindOfLoser(graph, loser, home)] as const
  const [ours, theirs] = [selectionOfSymbol(graph, winner), selectionOfSymbol(graph, loser)]
  const sizeOf = (b: BlockId): bigint => (b === NO_BLOCK ? 0n : blocks.size.big[b])
  const sizes = [sizeOf(mine), sizeOf(home)] as const
  const selection = ours && theirs && commonSelection(ours, theirs)
  const canBeLarger = selection === 'largest' || (kinds[0] === 'common' && kinds[1] === 'common')
  const goesBefore = precedence(files[symbols.file[winner]]!.format, kinds[0], kinds[1]) > 0
  return {
    name: graph.nameOf(winner),
    files: [files[symbols.file[winner]]!.name, files[symbols.file[loser]]!.name],
    kinds,
    selection,
    sizes,
    compared: sizes[0] !== sizes[1] ? 'other' : sameContent(graph, mine, home) ? 'same' : 'size',
    reason: goesBefore ? 'kind' : canBeLarger && sizes[0] > sizes[1] ? 'larger' : 'first',
  }
}

/** Linkage says nothing any more, for a name that is resolved has its winner's; but what lost to another was weak. */
function kindOfLoser(graph: LinkGraph, loser: SymbolId, home: BlockId): DefinitionKind {
  const kind = kindOfDefinition(graph, loser, home)
  return kind === 'strong' ? 'weak' : kind
}

const sameContent = (graph: LinkGraph, a: BlockId, b: BlockId): boolean =>
  sameBytes(graph.originalContent(a), graph.originalContent(b))

/** A choice in a sentence. */
export function choiceText(facts: ChoiceFacts): string {
  const { name, files, kinds, selection, sizes } = facts
  const [home, file] = files
  const counts = `that of ${home} counts, ${facts.reason === 'larger' ? 'the larger' : 'whose file comes first'}`
  if (selection !== undefined) {
    const { says } = COMDAT_SELECTIONS[selection]
    return `${home} and ${file} both hold ${name} in a COMDAT section of “${selection}” (${says}), ${comparison(facts)}: ${counts}.`
  }
  if (facts.reason === 'kind')
    return `${home} has ${phraseText(KIND_WORDS[kinds[0]])} of ${name}, which goes before ${phraseText(KIND_WORDS[kinds[1]])} in ${file}.`
  if (kinds[0] === 'common' && kinds[1] === 'common')
    return `${name} is a common in ${home} and in ${file}, ${plural(sizes[0], 'byte')} and ${plural(sizes[1], 'byte')}: one memory for both, and ${counts}.`
  return `${home} has ${phraseText(KIND_WORDS[kinds[0]])} of ${name}, and ${file} ${phraseText(KIND_WORDS[kinds[1]])}: ${counts}.`
}

function comparison({ compared, sizes }: ChoiceFacts): string {
  const [mine, other] = sizes
  if (compared === 'other') return `${plural(mine, 'byte')} and ${plural(other, 'byte')}`
  return `${plural(mine, 'byte')} each, ${compared === 'same' ? 'the same' : 'but not the same'}`
}
