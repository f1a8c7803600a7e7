/** Damaged debug sections: what is wrong, the diagnostic, and how many rows and functions are kept. */
import type { DiagnosticCode } from '../../src/engine/graph/diagnostics'
import type { Sections } from './handmade'
import {
  ABBREVIATIONS,
  END_SEQUENCE,
  FILES,
  FOLDERS,
  FUNCTION,
  FUNCTION_SHAPE,
  INFO,
  join,
  lineTable,
  measured,
  PROGRAM,
  ROOT,
  setAddress,
  string,
  u16,
  u32,
  u64,
  unit,
  UNIT_SHAPE,
  withAttribute,
} from './handmade'

export type DamagedRow = readonly [
  name: string,
  code: DiagnosticCode,
  sections: Sections,
  kept: { readonly rows: number; readonly functions: number },
]

const info = (bytes: readonly number[]): Sections => ({ '.debug_info': bytes })
const line = (bytes: readonly number[]): Sections => ({ '.debug_line': bytes })
const shapes = (bytes: readonly number[]): Sections => ({ '.debug_abbrev': bytes })
const program = (...parts: readonly (readonly number[])[]): Sections => line(lineTable({ program: join(...parts) }))

const ALL = { rows: 3, functions: 1 }
const NO_FUNCTION = { rows: 3, functions: 0 }
const NO_ROW = { rows: 0, functions: 1 }
const BODY = INFO.slice(4)
const HUGE = Array.from({ length: 9 }, () => 0xff)
const TWO_ROWS = join(setAddress(0x1000), [1, 2, 4, 1])

export const DAMAGED: readonly DamagedRow[] = [
  // Units.
  ['three bytes', 'dwarf-truncated', info([1, 2, 3]), NO_FUNCTION],
  ['a 64-bit length without its second half', 'dwarf-truncated', info(join(u32(0xffffffff), [1, 2])), NO_FUNCTION],
  ['a unit longer than its section', 'dwarf-unit-length', info(join(u32(INFO.length), BODY)), ALL],
  ['a unit of 2^64 bytes', 'dwarf-unit-length', info(join(u32(0xffffffff), u64(-1n), BODY)), NO_FUNCTION],
  ['a reserved length', 'dwarf-unit-length', info(join(u32(0xfffffff3), BODY)), NO_FUNCTION],
  ['version 1', 'dwarf-version', info(measured(u16(1), BODY.slice(2))), NO_FUNCTION],
  ['version 6, and a good unit behind it', 'dwarf-version', info(join(measured(u16(6), [1, 8], u32(0)), INFO)), ALL],
  ['unit type 0', 'dwarf-unit-type', info(measured(u16(5), [0], BODY.slice(3))), NO_FUNCTION],
  ['unit type 0x80', 'dwarf-unit-type', info(measured(u16(5), [0x80], BODY.slice(3))), NO_FUNCTION],
  ['addresses of 0 bytes', 'dwarf-address-size', info(measured(u16(5), [1, 0], BODY.slice(4))), NO_FUNCTION],
  ['addresses of 3 bytes', 'dwarf-address-size', info(measured(u16(5), [1, 3], BODY.slice(4))), NO_FUNCTION],
  ['a unit that ends in its header', 'dwarf-truncated', info(join(measured(u16(5), [1, 8]), INFO)), ALL],
  ['a unit without bytes', 'dwarf-truncated', info(join(u32(0), INFO)), ALL],
  // Shapes.
  ['no table of abbreviations', 'dwarf-abbreviation', shapes([]), NO_FUNCTION],
  ['an abbreviation that is not there', 'dwarf-abbreviation', info(unit(ROOT, [9], FUNCTION, [0])), NO_FUNCTION],
  [
    'a table outside its section',
    'dwarf-abbreviation-table',
    info(measured(u16(5), [1, 8], u32(999), ROOT)),
    NO_FUNCTION,
  ],
  ['a table without an end', 'dwarf-abbreviation-table', shapes(join(UNIT_SHAPE, FUNCTION_SHAPE)), ALL],
  ['a table that ends in a row', 'dwarf-abbreviation-table', shapes(join(UNIT_SHAPE, [2, 0x2e])), NO_FUNCTION],
  ['one code twice', 'dwarf-abbreviation-table', shapes(join(UNIT_SHAPE, FUNCTION_SHAPE, FUNCTION_SHAPE, [0])), ALL],
  ['a form that nobody knows', 'dwarf-form', withAttribute(0x03, 0x55, []), NO_FUNCTION],
  ['form 0', 'dwarf-form', withAttribute(0x03, 0x00, []), NO_FUNCTION],
  // Entries.
  ['a name without an end', 'dwarf-truncated', info(unit(ROOT, [2], string('f').slice(0, 1))), NO_FUNCTION],
  ['a block longer than the unit', 'dwarf-truncated', withAttribute(0x02, 0x18, [0x7f, 1]), NO_FUNCTION],
  ['a block of 2^63 bytes', 'dwarf-truncated', withAttribute(0x02, 0x09, [...HUGE, 1]), NO_FUNCTION],
  ['a number without an end', 'dwarf-truncated', info(unit(ROOT, [0x80, 0x80])), NO_FUNCTION],
  ['an indirect form that is indirect', 'dwarf-truncated', withAttribute(0x03, 0x16, [0x16, 0x16, 0x08]), NO_FUNCTION],
  ['children that never end', 'dwarf-tree', info(unit(ROOT, FUNCTION)), ALL],
  ['a name outside the strings', 'dwarf-string', { ...withAttribute(0x03, 0x0e, u32(9)), '.debug_str': [65, 0] }, ALL],
  ['a name without strings', 'dwarf-string', withAttribute(0x03, 0x0e, u32(0)), ALL],
  ['a name by an index without a table', 'dwarf-index', withAttribute(0x03, 0x1a, [1]), ALL],
  [
    'a name by an index of 2^63',
    'dwarf-index',
    { ...withAttribute(0x03, 0x1a, [...HUGE, 1]), '.debug_str_offsets': [0] },
    ALL,
  ],
  ['an address by an index that is too large', 'dwarf-index', withAttribute(0x12, 0x1b, [200, 1]), ALL],
  ['a reference behind the unit', 'dwarf-reference', withAttribute(0x47, 0x13, u32(0x7fffffff)), ALL],
  ['a reference into an entry', 'dwarf-reference', withAttribute(0x31, 0x11, [14]), ALL],
  ['a reference to another section', 'dwarf-reference', withAttribute(0x31, 0x10, u32(0xffffffff)), ALL],
  // Ranges.
  ['ranges without a section', 'dwarf-ranges', withAttribute(0x55, 0x17, u32(0)), NO_FUNCTION],
  ['ranges by an index without a section', 'dwarf-index', withAttribute(0x55, 0x23, [3]), NO_FUNCTION],
  [
    'ranges without an end',
    'dwarf-ranges',
    { ...withAttribute(0x55, 0x17, u32(0)), '.debug_rnglists': join([7], u64(0x1000), [8]) },
    ALL,
  ],
  [
    'ranges that end in an address',
    'dwarf-ranges',
    { ...withAttribute(0x55, 0x17, u32(0)), '.debug_rnglists': [6, 1, 2] },
    NO_FUNCTION,
  ],
  [
    'ranges of an unknown kind',
    'dwarf-ranges',
    { ...withAttribute(0x55, 0x17, u32(0)), '.debug_rnglists': [9, 0] },
    NO_FUNCTION,
  ],
  // Headers of line tables.
  ['a line table of version 9', 'dwarf-version', line(lineTable({ version: 9 })), NO_ROW],
  ['a line table longer than its section', 'dwarf-unit-length', line(join(u32(999), lineTable().slice(4))), ALL],
  ['a line range of 0', 'dwarf-line-header', line(lineTable({ lineRange: 0 })), NO_ROW],
  ['a first special opcode of 0', 'dwarf-line-header', line(lineTable({ opcodeBase: 0 })), NO_ROW],
  ['a header longer than the table', 'dwarf-line-header', line(lineTable({ headerLength: 0x10000 })), NO_ROW],
  ['a header that ends before its fields', 'dwarf-line-header', line(lineTable({ headerLength: 3 })), NO_ROW],
  ['a table that ends in its header', 'dwarf-line-header', line(measured(u16(5), [8, 0], u32(2), [1, 1])), NO_ROW],
  ['line addresses of 1 byte', 'dwarf-line-header', line(lineTable({ addressSize: 1 })), NO_ROW],
  ['files that end too early', 'dwarf-line-header', line(lineTable({ lists: join(FOLDERS, FILES.slice(0, 9)) })), ALL],
  [
    '2^62 files without bytes',
    'dwarf-line-header',
    line(lineTable({ lists: join(FOLDERS, [1, 1, 0x19], HUGE, [1]) })),
    ALL,
  ],
  [
    'files in a folder that is not there',
    'dwarf-line-header',
    line(lineTable({ lists: join(FOLDERS, [1, 2, 0x0b, 1, 9]) })),
    ALL,
  ],
  ['folders of an unknown form', 'dwarf-form', line(lineTable({ lists: [1, 1, 0x55, 1, 0] })), ALL],
  [
    'a file outside the strings',
    'dwarf-string',
    line(lineTable({ lists: join(FOLDERS, [1, 1, 0x1f, 1], u32(7)) })),
    ALL,
  ],
  // Programs.
  ['a sequence without an end', 'dwarf-line-program', program(TWO_ROWS), ALL],
  ['an operand that ends too early', 'dwarf-line-program', program(PROGRAM, [2, 0x80, 0x80]), ALL],
  ['an opcode longer than the table', 'dwarf-line-program', program(TWO_ROWS, [0, 99, 2]), ALL],
  ['an opcode of 2^63 bytes', 'dwarf-line-program', program(TWO_ROWS, [0, ...HUGE, 1]), ALL],
  ['an address of 3 bytes', 'dwarf-address-size', program(PROGRAM, [0, 4, 2, 1, 2, 3]), ALL],
  [
    'addresses that go backwards',
    'dwarf-line-order',
    program(TWO_ROWS, setAddress(0x800), [1], END_SEQUENCE),
    { rows: 5, functions: 1 },
  ],
  ['a file that is not there', 'dwarf-line-file', program([4, 99], PROGRAM), ALL],
  // What is left out.
  ['compressed lines', 'dwarf-compressed', line(join(u32(1), u32(0), u64(99), u64(1), [1, 2])), NO_ROW],
  ['compressed lines of old', 'dwarf-compressed', { '.zdebug_line': string('ZLIB') }, ALL],
  ['a section for another file', 'dwarf-split', { '.debug_info.dwo': INFO }, ALL],
  [
    'a skeleton',
    'dwarf-split',
    {
      ...shapes(join([1, 0x4a, 0, 0x76, 0x08, 0, 0], [0])),
      ...info(measured(u16(5), [4, 8], u32(0), u64(5), [1], string('f.dwo'))),
    },
    NO_FUNCTION,
  ],
  ['two tables of abbreviations', 'dwarf-pieces', { '.debug_abbrev': [ABBREVIATIONS, ABBREVIATIONS] }, ALL],
]
