/** Forms of instructions, as far as a linker has to tell them apart before it writes into them. */
import type { Phrase } from '../graph/phrases/phrase'

export interface InstructionForm {
  readonly says: Phrase
  /** A word has the form if its bits under one of the masks are those of the value. */
  readonly masks: readonly (readonly [mask: number, value: number])[]
}

/** Whether a word is an instruction of this form. */
export function hasForm({ masks }: InstructionForm, word: number): boolean {
  return masks.some(([mask, value]) => (word & mask) >>> 0 === value)
}
