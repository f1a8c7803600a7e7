/** Pairs of objects whose COMDAT sections compete for one name: every two ways of choosing, contents that differ or not. */
import type { Selection } from '../../src/engine/graph/comdat-selections'
import { CLASS, SELECT, WEAK_SEARCH } from '../../src/engine/formats/coff/constants'
import type { LinkInput } from '../../src/engine/session/link'
import type { CoffSymbolSpec } from './coff-writer'
import { exported, sectionSymbol, weakExternal, writeCoff } from './coff-writer'

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
const MARK: CoffSymbolSpec = { name: '@feat.00', section: -1, storage: CLASS.STATIC }

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
    symbols: [sectionSymbol('.text', 1, selection), exported(NAME, 1), MARK],
  })
}

/** Definitions that no COMDAT section holds, by what they are. */
const OTHERS = {
  ordinary: () =>
    writeCoff({
      sections: [{ name: '.text', flags: 'rx', bytes: [0xb8, 0xc3] }],
      symbols: [sectionSymbol('.text', 1), exported(NAME, 1), MARK],
    }),
  'common of 8': () => writeCoff({ sections: [], symbols: [{ name: NAME, value: 8 }, MARK] }),
  'common of 64': () => writeCoff({ sections: [], symbols: [{ name: NAME, value: 64 }, MARK] }),
  'weak external': () =>
    writeCoff({
      sections: [{ name: '.text', flags: 'rx', bytes: [0xb8, 0xc3] }],
      symbols: [{ ...exported('other', 1), storage: CLASS.STATIC }, weakExternal(NAME, 0, WEAK_SEARCH.ALIAS), MARK],
    }),
} as const

const ANY_KIND: Readonly<Record<string, () => Uint8Array>> = {
  ...OTHERS,
  ...Object.fromEntries(
    Object.entries(PAIR_SELECTIONS).map(([says, selection]) => [says, () => objectWith(selection, [0xb8, 0xc3])]),
  ),
}

export interface RivalPair {
  readonly id: string
  readonly inputs: readonly [LinkInput, LinkInput]
  /** For the linker that is asked. */
  readonly options?: readonly string[]
}

/** Of two weak externals lld-link takes the first only where it works as GNU's linker does; else it refuses them. */
const GNU_ONLY = 'weak external, then weak external'

/** Every two definitions of which at least one lies in no COMDAT section. */
export const RIVAL_PAIRS: readonly RivalPair[] = Object.entries(ANY_KIND).flatMap(([a, first]) =>
  Object.entries(ANY_KIND)
    .filter(([b]) => a in OTHERS || b in OTHERS)
    .map(([b, second]) => ({
      id: `${a}, then ${b}`,
      inputs: [
        { name: 'first.obj', bytes: first() },
        { name: 'second.obj', bytes: second() },
      ] as const,
      ...(`${a}, then ${b}` === GNU_ONLY ? { options: ['/lldmingw'] } : {}),
    })),
)
