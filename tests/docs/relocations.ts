/** The documentation of relocations and edge kinds, written from the rows that the linker itself uses. */
import type { Arch } from '../../src/engine/arch/arch'
import { isFixup, isRequest } from '../../src/engine/arch/edge-rows'
import { limitsOf } from '../../src/engine/arch/fields'
import { archById, PROCESSORS } from '../../src/engine/arch/index'
import { OPERANDS } from '../../src/engine/arch/operands'
import type { CoffMachine } from '../../src/engine/formats/coff/machines'
import { COFF_MACHINES } from '../../src/engine/formats/coff/machines'
import type { ElfMachine } from '../../src/engine/formats/elf/machines'
import { ELF_MACHINES } from '../../src/engine/formats/elf/machines'
import { MACHO_ARM64 } from '../../src/engine/formats/macho/arm64'
import type { AddendRule, RelocationTable } from '../../src/engine/formats/macho/relocation-row'
import { MACHO_X86_64 } from '../../src/engine/formats/macho/x86-64'
import { QUIRKS } from '../../src/engine/quirks'
import { table } from './markdown'

export function relocationsMarkdown(): string {
  return `${[
    '# Relocations, edge kinds and quirks',
    'Generated from the linker’s own rows by `npm run docs`; a test keeps it equal to them.',
    '## Letters',
    table(
      ['letter', 'meaning'],
      Object.entries(OPERANDS).map(([letter, { says }]) => [`\`${letter}\``, says]),
    ),
    ...PROCESSORS.flatMap((arch) => [`## Edge kinds of ${arch.title}`, edgeTable(arch)]),
    ...ELF_MACHINES.flatMap((machine) => [`## Relocations of ELF ${machine.title}`, relocationTable(machine)]),
    ...COFF_MACHINES.flatMap((machine) => [`## Relocations of COFF ${machine.title}`, coffTable(machine)]),
    '## Relocations of Mach-O x86-64',
    machoTable(MACHO_X86_64),
    '## Relocations of Mach-O arm64 and arm64e',
    machoTable(MACHO_ARM64),
    '## Sections of Mach-O',
    MACHO_SECTIONS,
    '## Quirks of LLVM 22',
    'By default Linkscape does what is right; `--compat=llvm-22` does what LLVM 22 does.',
    table(
      ['quirk', 'LLVM 22', 'right', 'phase'],
      Object.entries(QUIRKS).map(([id, { llvm22, right, where }]) => [`\`${id}\``, llvm22, right, where]),
    ),
  ].join('\n\n')}\n`
}

function edgeTable(arch: Arch): string {
  const rows = arch.edges.map((row, kind) => {
    if (isRequest(row)) return [String(kind), `\`${row.name}\``, `becomes \`${row.lowersTo}\``, '', row.says]
    if (!isFixup(row)) return [String(kind), row.name, '', '', row.says]
    const { field } = arch.fixups[kind]!
    const { low, high } = limitsOf(field)
    return [
      String(kind),
      `\`${row.name}\``,
      `\`${row.formula}\``,
      field.sign === 'none' ? field.says : `${field.says}: ${low} to ${high}`,
      row.says,
    ]
  })
  return table(['kind', 'name', 'formula', 'field', 'meaning'], rows)
}

function relocationTable({ relocations, orders }: ElfMachine): string {
  const arch = archById(orders.little!.id)
  const rows = relocations.map(({ type, name, kind, bias, discardAddend, beyondLlvm22 }) => {
    const addend = discardAddend ? 'discarded' : bias === 0 ? 'as in the file' : `+ ${bias}`
    const becomes = kind === undefined ? 'not supported' : `\`${arch.edges[kind]!.name}\``
    return [String(type), `\`${name}\``, becomes, kind === undefined ? '' : addend, beyondLlvm22 ? 'refuses it' : '']
  })
  return table(['type', 'name', 'edge', 'addend', 'LLVM 22'], rows)
}

/** Where an addend of Mach-O comes from. */
const MACHO_ADDENDS: Readonly<Record<AddendRule, string>> = {
  content: 'in the field',
  unsigned: 'in the field, without a sign',
  address: 'the field holds the target’s address in the file',
  distance: 'the field holds the distance to the target in the file',
  zero: 'none; the instruction’s field has to be 0',
  none: 'none, whatever the field holds',
  pair: 'in the field; a second relocation names what is added',
  prefix: 'this is one: for the relocation behind it',
}

const MACHO_SECTIONS = [
  'A section is cut into blocks at its symbols if the file promises that nothing runs across them ' +
    '(`.subsections_via_symbols`); an alternative entry (`.alt_entry`) begins none. C strings are blocks one by one. ' +
    'A section with the attribute for instructions is executable, every other can be read and written; one with the ' +
    'attribute for debugging gets the policy NoAlloc. Call frames and records of compact unwinding live and die with ' +
    'their functions; from the records that are left the linker makes one table, `__TEXT,__unwind_info`. Functions without a ' +
    'record have entries there that lead to their call frames or say that there are none.',
  'Not linked: files of 32 bits, of the other byte order, and such as have been linked already. A symbol names its ' +
    'section by one byte, so 255 can be named; a file may have 3 personality functions, and code within 4 GiB ' +
    'behind the image’s start.',
].join('\n\n')

function machoTable({ arch: id, rows: all }: RelocationTable): string {
  const arch = archById(id)
  const rows = all.map(({ type, name, kind, addend, isExtern, isPcRelative, length, beyondLlvm22, unlike }) => [
    String(type),
    `\`${name}\``,
    `${isExtern ? 'symbol' : 'section'}, ${2 ** length} bytes${isPcRelative ? ', relative' : ''}`,
    addend === 'pair' ? 'a difference' : addend === 'prefix' ? '' : `\`${arch.edges[kind]!.name}\``,
    MACHO_ADDENDS[addend],
    beyondLlvm22 ? 'refuses it' : unlike ? `\`${unlike.quirk}\`` : '',
  ])
  return table(['type', 'name', 'form', 'edge', 'addend', 'LLVM 22'], rows)
}

function coffTable({ arch: id, relocations, beyondLlvm22: refusesAll }: CoffMachine): string {
  const arch = archById(id)
  const rows = relocations.map(({ type, name, kind, bias, bytes, addendIn, why, beyondLlvm22 }) => {
    const becomes =
      kind === undefined ? (why === undefined ? 'nothing' : 'not supported') : `\`${arch.edges[kind]!.name}\``
    const place = addendIn ? 'in the instruction' : `${bytes} bytes in the field`
    const addend = bias === 0 ? place : `${place}, - ${-bias}`
    const isRefused = (refusesAll ?? beyondLlvm22) !== undefined
    return [String(type), `\`${name}\``, becomes, kind === undefined ? '' : addend, isRefused ? 'refuses it' : '']
  })
  return table(['type', 'name', 'edge', 'addend', 'LLVM 22'], rows)
}
