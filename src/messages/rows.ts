/**
 * Sentences that stand in the linker's own rows: what an edge kind means, why a relocation is there, what a verdict says. The
 * row has them in English, for the page, the documentation and the command alike. Such a sentence is its own id: a language
 * that has it translates it in `rows.json`, any other shows the English.
 */
import type { Say } from './messages'

export const rowText = (say: Say, english: string): string => say(english)
