/** What the engine says, as text to look at. */
import type { Phrase } from '../../src/engine/graph/phrases/phrase'
import { phraseText } from '../../src/engine/graph/phrases/phrase'

/** A phrase in English; empty if there is none. */
export const said = (phrase: Phrase | undefined): string => (phrase ? phraseText(phrase) : '')
