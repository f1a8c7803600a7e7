/**
 * Names that places had before another file's definition took their place. The rows of a block are laid out from the end of
 * the link, when such a name is nobody's; before that moment it still stands there.
 */
import { firstWhere } from '../base/search'
import type { PhaseId } from '../engine/graph/events'
import { choiceAt } from '../engine/graph/choices'
import { PHASES } from '../engine/graph/events'
import type { BlockId, SymbolId } from '../engine/graph/ids'
import { Base } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { EventId, EventLog } from '../engine/graph/log'
import type { Replay } from '../engine/graph/replay'

interface Played {
  readonly graph: LinkGraph
  readonly log: EventLog
  readonly replay: Replay
}

const known = new WeakMap<LinkGraph, ReadonlyMap<BlockId, readonly SymbolId[]>>()
const BUILT = PHASES.findIndex(({ id }) => id === ('prepare' satisfies PhaseId))

/** In a longer log nobody reads row by row, and going back through it would take a while. */
const MOST_EVENTS = 50_000

/** The name that the place has now and loses later; undefined if it has none. */
export function lostNameAt(played: Played, b: BlockId, offset: number): string | undefined {
  const { graph } = played
  const { base, block } = graph.symbols
  const losers = losersIn(played).get(b)
  const there = losers?.find(
    (s) => base[s] === Base.Defined && block[s] === b && graph.symbols.offset.big[s] === BigInt(offset),
  )
  return there === undefined ? undefined : graph.nameOf(there)
}

/** Found once for a link: it has to be taken back to where its files were just built. */
function losersIn({ graph, log, replay }: Played): ReadonlyMap<BlockId, readonly SymbolId[]> {
  const before = known.get(graph)
  if (before) return before
  const found = new Map<BlockId, SymbolId[]>()
  known.set(graph, found)
  const losers = losersOf(log)
  if (losers.length === 0) return found
  const here = replay.position
  replay.seek(firstWhere(0, log.length, (e) => log.events.phase[e as EventId] >= BUILT))
  for (const s of losers) {
    if (graph.symbols.base[s] !== Base.Defined) continue
    const b = graph.symbols.block[s]
    found.set(b, [...(found.get(b) ?? []), s])
  }
  replay.seek(here)
  return found
}

/** Symbols whose place another file's definition took. */
function losersOf(log: EventLog): SymbolId[] {
  const losers: SymbolId[] = []
  if (log.length > MOST_EVENTS) return losers
  for (let e = 0 as EventId; e < log.length; e++) {
    const choice = choiceAt(log, e)
    if (choice) losers.push(choice.loser)
  }
  return losers
}
