/**
 * Archives that lie, with what is expected of each: what is wrong, the diagnostic's code, and the bytes. Those whose names
 * begin with COFF hold COFF objects and have two indexes; they are linked with `COFF_MAIN`, the others with an ELF object.
 */
import { coffIndex, gnuIndex, writeArchive } from './archive-writer'
import { exported, sectionSymbol, writeCoff } from './coff-writer'
import type { HostileRow } from './hostile-rows'
import { readBytes } from './link-files'

const object = readBytes('tests/corpus/archives/main.o')
const ascii = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value)

const CODE = { name: '.text', flags: 'rx', bytes: [0xe8, 0, 0, 0, 0, 0xc3] }
/** Defines `helper`. */
export const COFF_HELPER = writeCoff({ sections: [CODE], symbols: [sectionSymbol('.text', 1), exported('helper', 1)] })
/** Needs `helper`. */
export const COFF_MAIN = writeCoff({
  sections: [{ ...CODE, relocations: [{ at: 1, type: 4, to: 'helper' }] }],
  symbols: [sectionSymbol('.text', 1), exported('main', 1), { name: 'helper' }],
})
const imported = Uint8Array.from([
  ...[0, 0, 0xff, 0xff, 0, 0, 0x64, 0x86, 0, 0, 0, 0, 19, 0, 0, 0, 0, 0, 4, 0],
  ...ascii('helper\0KERNEL32.dll\0'),
])

type Second = (header: number) => Uint8Array

/** An archive with one member and two indexes; the writers of the indexes are told where the member is. */
function coff(
  second: Second,
  first: Second = (header) => gnuIndex([['helper', header]]),
  member: Uint8Array = COFF_HELPER,
): Uint8Array {
  // The indexes have the same sizes whatever they are told.
  const size = (bytes: Uint8Array): number => 60 + bytes.length + (bytes.length & 1)
  const header = 8 + size(first(0)) + size(second(0))
  return writeArchive([
    { rawName: '/', bytes: first(header) },
    { rawName: '/', bytes: second(header) },
    { rawName: 'helper.obj/', bytes: member },
  ])
}

const honest: Second = (header) => coffIndex([header], [['helper', 1]])
const endless = (header: number): Uint8Array => honest(header).subarray(0, -1)

/** One that does not lie. */
export const COFF_ARCHIVE = coff(honest)

export const HOSTILE_ARCHIVES: readonly HostileRow[] = [
  // The frame.
  ['half a header', 'archive-broken', writeArchive([{ rawName: 'a.o/', bytes: object }]).slice(0, 40)],
  ['a size that is no number', 'archive-broken', writeArchive([{ rawName: 'a.o/', bytes: object, size: '12x' }])],
  ['a negative size', 'archive-broken', writeArchive([{ rawName: 'a.o/', bytes: object, size: '-4' }])],
  ['a size in hexadecimal', 'archive-broken', writeArchive([{ rawName: 'a.o/', bytes: object, size: '0x40' }])],
  ['a size beyond the file', 'archive-broken', writeArchive([{ rawName: 'a.o/', bytes: object, size: '99999999' }])],
  ['a size of ten nines', 'archive-broken', writeArchive([{ rawName: 'a.o/', bytes: object, size: '9999999999' }])],
  [
    'a size one too large',
    'archive-broken',
    writeArchive([{ rawName: 'a.o/', bytes: object, size: `${object.length + 1}` }]),
  ],
  ['no size', 'archive-broken', writeArchive([{ rawName: 'a.o/', bytes: object, size: '' }])],
  [
    'a member that is shorter than it is',
    'archive-broken',
    writeArchive([{ rawName: 'a.o/', bytes: object, size: `${object.length - 2}` }]),
  ],
  [
    'text behind the last member',
    'archive-broken',
    Uint8Array.from([...writeArchive([{ rawName: 'a.o/', bytes: object }]), 0x41]),
  ],
  [
    'a magic word and a text',
    'archive-broken',
    ascii('!<arch>\nthis is a text that only looks like an archive, and a long one'),
  ],
  // The index of GNU and System V.
  [
    'an index with more names than it has room for',
    'archive-index',
    writeArchive([
      { rawName: '/', bytes: gnuIndex([['first', 8]], 0xffffffff) },
      { rawName: 'a.o/', bytes: object },
    ]),
  ],
  [
    'an index that leads into the middle of a member',
    'archive-index',
    writeArchive([
      { rawName: '/', bytes: gnuIndex([['first', 99]]) },
      { rawName: 'a.o/', bytes: object },
    ]),
  ],
  [
    'an index that leads to itself',
    'archive-index',
    writeArchive([
      { rawName: '/', bytes: gnuIndex([['first', 8]]) },
      { rawName: 'a.o/', bytes: object },
    ]),
  ],
  [
    'an index whose last name does not end',
    'archive-index',
    writeArchive([
      { rawName: '/', bytes: gnuIndex([['first', 8]]).subarray(0, -1) },
      { rawName: 'a.o/', bytes: object },
    ]),
  ],
  ['an index of one byte', 'archive-index', writeArchive([{ rawName: '/', bytes: Uint8Array.of(1) }])],
  [
    'an index of seven bytes for wide offsets',
    'archive-index',
    writeArchive([{ rawName: '/SYM64/', bytes: new Uint8Array(7) }]),
  ],
  [
    'an index of BSD of three bytes',
    'archive-index',
    writeArchive([{ rawName: '__.SYMDEF', bytes: new Uint8Array(3) }]),
  ],
  [
    'an index of BSD of 2^32 - 1 bytes',
    'archive-index',
    writeArchive([{ rawName: '__.SYMDEF SORTED', bytes: new Uint8Array(16).fill(0xff) }]),
  ],
  // COFF's second index.
  ['COFF: a second index of seven bytes', 'archive-index', coff(() => new Uint8Array(7))],
  ['COFF: 2^32 - 1 members', 'archive-index', coff((at) => coffIndex([at], [['helper', 1]], { members: 0xffffffff }))],
  ['COFF: one member too many', 'archive-index', coff((at) => coffIndex([at], [['helper', 1]], { members: 4 }))],
  ['COFF: 2^32 - 1 names', 'archive-index', coff((at) => coffIndex([at], [['helper', 1]], { names: 0xffffffff }))],
  ['COFF: one name too many', 'archive-index', coff((at) => coffIndex([at], [['helper', 1]], { names: 2 }))],
  ['COFF: a name of member 0', 'archive-index', coff((at) => coffIndex([at], [['helper', 0]]))],
  ['COFF: a name of member 2 of one', 'archive-index', coff((at) => coffIndex([at], [['helper', 2]]))],
  ['COFF: a name of member 65535', 'archive-index', coff((at) => coffIndex([at], [['helper', 0xffff]]))],
  ['COFF: a member at 2^32 - 1', 'archive-index', coff(() => coffIndex([0xffffffff], [['helper', 1]]))],
  ['COFF: a member in the index', 'archive-index', coff(() => coffIndex([8], [['helper', 1]]))],
  ['COFF: a name that does not end', 'archive-index', coff(endless)],
  ['COFF: a second index without names', 'archive-index', coff((at) => coffIndex([at], []))],
  [
    'COFF: a name that only the second index has',
    'archive-index',
    coff((at) =>
      coffIndex(
        [at],
        [
          ['helper', 1],
          ['more', 1],
        ],
      ),
    ),
  ],
  ['COFF: a first index that leads nowhere', 'archive-index', coff(honest, () => gnuIndex([['helper', 9]]))],
  ['COFF: a first index without names', 'archive-index', coff(honest, () => gnuIndex([]))],
  // Members.
  ['COFF: a member that ends early', 'coff-truncated', coff(honest, undefined, COFF_HELPER.slice(0, 30))],
  ['COFF: a member for another machine', 'mixed-architectures', coff(honest, undefined, object)],
  ['COFF: a member that is an import entry', 'coff-import', coff(honest, undefined, imported)],
  [
    'COFF: a member that is an archive',
    'not-object',
    coff(honest, undefined, writeArchive([{ rawName: 'a.obj/', bytes: COFF_HELPER }])),
  ],
]
