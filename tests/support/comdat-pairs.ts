/** Pairs of objects whose COMDAT sections compete for one name: every two ways of choosing, contents that differ or not. */
import type { Selection } from '../../src/engine/graph/comdat-selections'
import { SELECT } from '../../src/engine/formats/coff/constants'
import type { LinkInput } from '../../src/engine/session/link'
import { exported, sectionSymbol, writeCoff } from './coff-writer'

export const PAIR_SELECTIONS = {
  any: SELECT.ANY,
  'no duplicates': SELECT.NO_DUPLICATES,
  'same size': SELECT.SAME_SIZE,
  'exact match': SELECT.EXACT_MATCH,
  largest: SELECT.LARGEST,
} as const satisfies Record<Selection, number>

/** Contents of the first section and of the second. Each is told by its first byte where the two differ. */
const CONTENTS = {
  'the same': [
    [0xb8, 1, 0, 0, 0, 0xc3],
    [0xb8, 1, 0, 0, 0, 0xc3],
  ],
  'other bytes': [
    [0xb8, 1, 0, 0, 0, 0xc3],
    [0xb9, 1, 0, 0, 0, 0xc3],
  ],
  shorter: [
    [0xb8, 1, 0, 0, 0, 0xc3],
    [0xb9, 0xc3],
  ],
  longer: [
    [0xb8, 0xc3],
    [0xb9, 1, 0, 0, 0, 0xc3],
  ],
} as const

export const NAME = 'inline'

export interface ComdatPair {
  readonly id: string
  readonly inputs: readonly [LinkInput, LinkInput]
  readonly contents: readonly [readonly number[], readonly number[]]
}

export const COMDAT_PAIRS: readonly ComdatPair[] = Object.entries(PAIR_SELECTIONS).flatMap(([a, first]) =>
  Object.entries(PAIR_SELECTIONS).flatMap(([b, second]) =>
    Object.entries(CONTENTS).map(
      ([how, contents]): ComdatPair => ({
        id: `${a}, then ${b}: ${how}`,
        inputs: [
          { name: 'first.obj', bytes: objectWith(first, contents[0]) },
          { name: 'second.obj', bytes: objectWith(second, contents[1]) },
        ],
        contents,
      }),
    ),
  ),
)

function objectWith(selection: number, bytes: readonly number[]): Uint8Array {
  return writeCoff({
    sections: [{ name: '.text', flags: 'rxc', bytes }],
    symbols: [sectionSymbol('.text', 1, selection), exported(NAME, 1), { name: '@feat.00', section: -1, storage: 3 }],
  })
}
