/** The documentation of relocations and edge kinds, written from the rows that the linker itself uses. */
import type { Arch } from '../../src/engine/arch/arch'
import { isFixup, isRequest } from '../../src/engine/arch/edge-rows'
import { limitsOf } from '../../src/engine/arch/fields'
import { archById, PROCESSORS } from '../../src/engine/arch/index'
import { OPERANDS } from '../../src/engine/arch/operands'
import { X86_64_COFF_RELOCATIONS } from '../../src/engine/formats/coff/x86-64'
import type { ElfMachine } from '../../src/engine/formats/elf/machines'
import { ELF_MACHINES } from '../../src/engine/formats/elf/machines'
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
    '## Relocations of COFF x86-64',
    coffTable(archById('x86-64')),
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

function coffTable(arch: Arch): string {
  const rows = X86_64_COFF_RELOCATIONS.map(({ type, name, kind, bias, bytes, why, beyondLlvm22 }) => {
    const becomes =
      kind === undefined ? (why === undefined ? 'nothing' : 'not supported') : `\`${arch.edges[kind]!.name}\``
    const addend = bias === 0 ? `${bytes} bytes in the field` : `${bytes} bytes in the field, - ${-bias}`
    return [String(type), `\`${name}\``, becomes, kind === undefined ? '' : addend, beyondLlvm22 ? 'refuses it' : '']
  })
  return table(['type', 'name', 'edge', 'addend', 'LLVM 22'], rows)
}
