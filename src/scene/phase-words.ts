/** Phases in words, in the language of the page. */
import type { PhaseId } from '../engine/graph/events'
import { PHASES } from '../engine/graph/events'
import type { Message, Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

/** `fix up`. */
export const phaseTitle = (say: Say, id: PhaseId): string => sayRow(say, `phases.${id}.title`, rowOf(id).title)

/** The same, to be said later. */
export const phaseWords = (id: PhaseId): Message => ({ id: `phases.${id}.title`, english: rowOf(id).title })

/** What the linker does in a phase, in one sentence. */
export const phaseSays = (say: Say, id: PhaseId): string => sayRow(say, `phases.${id}.says`, rowOf(id).says)

const rowOf = (id: PhaseId) => PHASES.find((row) => row.id === id)!
