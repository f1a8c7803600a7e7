/**
 * How one of several COMDAT sections of a name is chosen: what a file says of its own section, and what two files that
 * say the same agree on. One row for each way.
 *
 * "Associative" is not among them: such a section has no name to be chosen by, it lives and dies with another.
 *
 * Source: Microsoft PE/COFF Specification, "COMDAT Sections (Object Only)". That two files have to say the same, save for
 * "any" beside "largest", is how LLVM's linker for Windows reads it.
 */
import type { Phrase } from './phrases/phrase'
import { tell } from './phrases/phrase'
import { sameBytes } from '../../base/bytes'

export interface Comdat {
  /** Bytes. */
  readonly size: number
  /** Undefined for zero-fill. */
  readonly content: Uint8Array | undefined
}

export interface SelectionRow {
  readonly says: string
  /** Whether the later of two beats the earlier. */
  readonly later?: (earlier: Comdat, later: Comdat) => boolean
  /** Whether the two have in common what they have to. */
  readonly agree: (earlier: Comdat, later: Comdat) => boolean
  /** What is expected of a second one, in a phrase. */
  readonly expected: Phrase
}

export const COMDAT_SELECTIONS = {
  any: { says: 'whichever comes first', agree: () => true, expected: tell('comdat-any') },
  'no duplicates': { says: 'there must be no other', agree: () => false, expected: tell('comdat-none') },
  'same size': {
    says: 'the first; all have to be of one size',
    agree: (earlier, later) => earlier.size === later.size,
    expected: tell('comdat-same-size'),
  },
  'exact match': {
    says: 'the first; all have to hold the same bytes',
    agree: (earlier, later) => earlier.size === later.size && sameBytes(earlier.content, later.content),
    expected: tell('comdat-same-bytes'),
  },
  largest: {
    says: 'the largest',
    later: (earlier, later) => later.size > earlier.size,
    agree: () => true,
    expected: tell('comdat-any'),
  },
} as const satisfies Record<string, SelectionRow>

export type Selection = keyof typeof COMDAT_SELECTIONS

const SELECTIONS = Object.keys(COMDAT_SELECTIONS) as readonly Selection[]
const SELECTION_SHIFT = 8
const SELECTION_MASK = 7

/** The bits of a symbol's flags that say how rivals of a COMDAT leader are chosen between. */
export const SELECTION_FLAGS = SELECTION_MASK << SELECTION_SHIFT

/** A selection as such bits. */
export const flagOfSelection = (selection: Selection): number => (SELECTIONS.indexOf(selection) + 1) << SELECTION_SHIFT

/** The selection in a symbol's flags; undefined if there is none. */
export const selectionOf = (flags: number): Selection | undefined =>
  SELECTIONS[((flags >> SELECTION_SHIFT) & SELECTION_MASK) - 1]

/** What two files together say; undefined: they contradict each other. */
export function commonSelection(a: Selection, b: Selection): Selection | undefined {
  if (a === b) return a
  const both = [a, b].toSorted().join(' and ')
  return both === 'any and largest' ? 'largest' : undefined
}
