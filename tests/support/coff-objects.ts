/** A COFF object with one of each thing that can be damaged, in both forms: no compiler writes small big objects. */
import { SELECT } from '../../src/engine/formats/coff/constants'
import type { CoffSpec } from './coff-writer'
import { comdat, exported, sectionSymbol, weakExternal, writeCoff } from './coff-writer'

export const LONG = 'a_name_of_more_than_eight_letters'
/** What `.drectve` says. */
export const DIRECTIVES = 'this is replaced by the rows below, padded to be long enough'
const ascii = (value: string): number[] => [...new TextEncoder().encode(value)]

export const SYMBOLS = [
  sectionSymbol('.text', 1),
  exported('main', 1),
  { name: LONG },
  ...comdat(4, 'leader'),
  sectionSymbol('.rdata', 5, SELECT.ASSOCIATIVE, 4),
  weakExternal('weak', 2, 3),
  { name: 'common', value: 16 },
  { name: 'fixed', section: -1, value: 7 },
  sectionSymbol('.bss', 3),
  exported('second', 1, 4),
]
const SPEC: CoffSpec = {
  sections: [
    {
      name: '.text',
      flags: 'rx',
      align: 16,
      bytes: [0xe8, 0, 0, 0, 0, 0xc3, 0x90, 0x90],
      relocations: [{ at: 1, type: 4, to: LONG }],
    },
    { name: `.data_${LONG}`, flags: 'rw', align: 8, bytes: new Array<number>(16).fill(0), relocations: fields() },
    { name: '.bss', flags: 'rwz', align: 8, size: 64 },
    { name: '.text', flags: 'rxc', align: 4, bytes: [0xc3, 0x90, 0x90, 0x90] },
    { name: '.rdata', flags: 'rc', align: 4, bytes: [1, 2, 3, 4] },
    { name: '.drectve', flags: 'rn', bytes: ascii(DIRECTIVES) },
  ],
  symbols: SYMBOLS,
}

function fields(): { at: number; type: number; to: string }[] {
  return [
    { at: 0, type: 1, to: 'main' },
    { at: 8, type: 3, to: 'main' },
    { at: 12, type: 10, to: 'main' },
  ]
}

export const WHOLE_COFF_OBJECT = writeCoff(SPEC)
export const BIG_COFF_OBJECT = writeCoff({ ...SPEC, big: true })
