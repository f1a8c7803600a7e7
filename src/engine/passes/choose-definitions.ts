/**
 * Decides which definition of a name counts, before anything is marked (`rivals.ts` says which of two): a strong one beats
 * weak ones and commons; among weak ones the first file wins; two strong ones are an error. A definition that lost becomes
 * a reference to the one that won.
 *
 * Source: System V ABI, "Symbol Table" (STB_GLOBAL, STB_WEAK, SHN_COMMON); ORC's rules for one JITDylib.
 */
import type { SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL, Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import type { QuirkSet } from '../quirks'
import { NO_NAME } from '../table/name-table'
import { meaningOf } from './aliases'
import type { Pass } from './pass'
import { DEFINED_ELSEWHERE } from './pass'
import { chooseBetween, shareAlignment } from './rivals'

export const chooseDefinitions: Pass = {
  id: 'choose-definitions',
  phase: 'prepare',
  says: 'Decides which definition of a name counts, and ties references of other files to it.',
  run({ graph, options }) {
    const winners = chooseWinners(graph, options.quirks)
    if (options.definers) overrule(graph, winners, options.definers)
    followAliases(graph, winners, options.aliases)
    followAlternatives(graph, winners)
    const { base, name } = graph.symbols
    for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
      if (name[s] === NO_NAME) continue
      const winner = (winners[name[s]] ?? NO_SYMBOL) as SymbolId
      if (winner === NO_SYMBOL || winner === s) continue
      if (base[s] === Base.External) refer(graph, s, winner)
      else if (isVisible(graph, s) && graph.symbols.file[s] !== graph.symbols.file[winner])
        lose(graph, s, winner, options.quirks)
    }
  },
}

/** Name → the symbol whose definition counts, or NO_SYMBOL. */
function chooseWinners(graph: LinkGraph, quirks: QuirkSet): Uint32Array {
  const winners = graph.scratch('winners', graph.names.length).fill(NO_SYMBOL)
  const { base, name } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.External || !isVisible(graph, s) || name[s] === NO_NAME) continue
    const rival = winners[name[s]]! as SymbolId
    if (rival === NO_SYMBOL) {
      winners[name[s]] = s
      continue
    }
    winners[name[s]] = chooseBetween(graph, rival, s, quirks)
  }
  return winners
}

/** A reference to an alias is a reference to what it means. A definition of the alias itself goes before it. */
function followAliases(graph: LinkGraph, winners: Uint32Array, aliases: ReadonlyMap<string, string>): void {
  for (const alias of aliases.keys()) {
    const name = graph.names.find(alias)
    const meaning = graph.names.find(meaningOf(alias, aliases))
    if (name === undefined || meaning === undefined || winners[name] !== NO_SYMBOL) continue
    winners[name] = winners[meaning]!
  }
}

/** A name that nobody defines means its alternative, if it has one. */
function followAlternatives(graph: LinkGraph, winners: Uint32Array): void {
  for (const [name, other] of graph.alternatives) if (winners[name] === NO_SYMBOL) winners[name] = winners[other]!
}

/** Lazy linking has decided. What an input outside this link defines is a reference here, and may bring that input in. */
function overrule(graph: LinkGraph, winners: Uint32Array, definers: ReadonlyMap<string, number>): void {
  const { base, name, file } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.External || !isVisible(graph, s) || name[s] === NO_NAME) continue
    const definer = definers.get(graph.nameOf(s))
    if (definer === file[s]) winners[name[s]] = s
    else if (definer === DEFINED_ELSEWHERE) {
      winners[name[s]] = NO_SYMBOL
      graph.makeExternal(s)
    }
  }
}

/** Other files can see it. */
function isVisible(graph: LinkGraph, s: SymbolId): boolean {
  return graph.symbols.scope[s] !== Scope.Local
}

function refer(graph: LinkGraph, s: SymbolId, winner: SymbolId): void {
  graph.event('definitionChosen', s, winner)
  graph.setDefinition(s, winner)
}

function lose(graph: LinkGraph, s: SymbolId, winner: SymbolId, quirks: QuirkSet): void {
  graph.event('definitionChosen', s, winner)
  if (!quirks.has('first-of-weak')) shareAlignment(graph, s, winner)
  graph.makeExternal(s)
  graph.setDefinition(s, winner)
}
