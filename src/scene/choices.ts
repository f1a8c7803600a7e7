/** What was chosen between in a link: by the block that lost, and by the symbol that won. Found once for a log. */
import type { Choice } from '../engine/graph/choices'
import { choiceAt } from '../engine/graph/choices'
import type { BlockId, SymbolId } from '../engine/graph/ids'
import type { EventId, EventLog } from '../engine/graph/log'

/** A choice, and how many events there are when it has been made. */
type MadeChoice = Choice & { readonly at: number }

interface AllChoices {
  readonly lost: ReadonlyMap<BlockId, readonly MadeChoice[]>
  readonly won: ReadonlyMap<SymbolId, readonly MadeChoice[]>
}

const known = new WeakMap<EventLog, AllChoices>()

/** Choices in which a block lost, as far as they have been made after `position` events. */
export const lostBy = (log: EventLog, b: BlockId, position: number): readonly Choice[] =>
  made(choicesIn(log).lost.get(b), position)

/** Choices that a symbol won. */
export const wonBy = (log: EventLog, s: SymbolId, position: number): readonly Choice[] =>
  made(choicesIn(log).won.get(s), position)

const made = (choices: readonly MadeChoice[] | undefined, position: number): readonly Choice[] =>
  (choices ?? []).filter(({ at }) => at <= position)

function choicesIn(log: EventLog): AllChoices {
  const before = known.get(log)
  if (before) return before
  const lost = new Map<BlockId, MadeChoice[]>()
  const won = new Map<SymbolId, MadeChoice[]>()
  for (let e = 0 as EventId; e < log.length; e++) {
    const choice = choiceAt(log, e)
    if (!choice) continue
    const row = { ...choice, at: e + 1 }
    add(lost, choice.home, row)
    add(won, choice.winner, row)
  }
  known.set(log, { lost, won })
  return { lost, won }
}

function add<Key>(lists: Map<Key, MadeChoice[]>, key: Key, row: MadeChoice): void {
  const list = lists.get(key)
  if (list) list.push(row)
  else lists.set(key, [row])
}
