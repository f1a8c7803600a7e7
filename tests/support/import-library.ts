/** An import library with one short entry, and an object that calls through the cell that it names. */
import { gnuIndex, writeArchive } from './archive-writer'
import { exported, sectionSymbol, writeCoff } from './coff-writer'

const ascii = (value: string): number[] => [...new TextEncoder().encode(value)]
const NAMES = ascii('Sleep\0KERNEL32.dll\0')

/** The whole library: magic word, index, one member. */
const MEMBER_AT = 8 + 60 + gnuIndex([['__imp_Sleep', 0]]).length

/** An entry that imports the function Sleep from KERNEL32.dll. */
export const IMPORT_ENTRY = Uint8Array.from([
  ...[0, 0, 0xff, 0xff, 0, 0, 0x64, 0x86, 0, 0, 0, 0, NAMES.length, 0, 0, 0, 0, 0, 4, 0],
  ...NAMES,
])

export const IMPORT_LIBRARY = writeArchive([
  { rawName: '/', bytes: gnuIndex([['__imp_Sleep', MEMBER_AT]]) },
  { rawName: 'KERNEL32.dll/', bytes: IMPORT_ENTRY },
])

export const IMPORT_USER = writeCoff({
  sections: [
    {
      name: '.text',
      flags: 'rx',
      bytes: [0xff, 0x15, 0, 0, 0, 0, 0xc3],
      relocations: [{ at: 2, type: 4, to: '__imp_Sleep' }],
    },
    { name: '.drectve', flags: 'rn', bytes: ascii('/include:main /defaultlib:kernel32') },
  ],
  symbols: [sectionSymbol('.text', 1), exported('main', 1), { name: '__imp_Sleep' }],
})
