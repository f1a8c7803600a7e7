/** ELF as a format row: 0x7f 'E' 'L' 'F'. */
import { NO_ALLOC } from '../../graph/lifetimes'
import type { FormatRow } from '../format'
import { isBigEndian } from './big-endian'
import { buildElf } from './builder'
import { SYMBOL_BYTES } from './constants'
import { interfaceOfElf } from './interface'
import { ELF_MACHINES } from './machines'
import { ElfFile } from './reader'

const EI_OSABI = 7

/** The system part of the triple, by EI_OSABI. */
const OS_NAMES: Readonly<Record<number, string>> = { 3: 'linux' }

export const elfFormat: FormatRow = {
  id: 'elf',
  title: 'ELF',
  says: 'The object format of Linux and most Unix systems.',
  policies: [
    {
      id: 'elf-not-allocated',
      lifetime: NO_ALLOC,
      says: 'is NoAlloc because its header lacks the flag SHF_ALLOC: it takes no memory when a program runs.',
    },
  ],
  relocations: ELF_MACHINES.flatMap(({ orders, relocations, reasonFor }) =>
    Object.values(orders).flatMap(({ id }) =>
      relocations.map(({ type, name, bias }) => ({ arch: id, type, name, bias, ...reasonFor(name) })),
    ),
  ),
  detect: (bytes) => bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46,
  read(name, bytes) {
    const elf = new ElfFile(name, bytes)
    return {
      name,
      format: 'elf',
      arch: elf.arch.id,
      triple: `${elf.arch.triple}--${OS_NAMES[bytes[EI_OSABI]!] ?? ''}`,
      bytes,
      build: (graph, file, quirks) =>
        buildElf(graph, file, elf, {
          refuseBigEndian: isBigEndian(bytes) && quirks.has('big-endian-refused'),
          dropAbsoluteSymbols: quirks.has('drop-absolute-symbols'),
          keepUnwindSections: quirks.has('unwind-section-kept'),
          quirks,
          refuseInternal: quirks.has('internal-refused'),
          dropIndirectFunctions: quirks.has('indirect-functions-dropped'),
          refuseMissing: quirks.has('missing-definitions-refused'),
        }),
      interface: () => interfaceOfElf(elf),
      sections: elf.sectionCount,
      relocations: elf.relocationCount,
      symbols: elf.symbolTable === 0 ? 0 : elf.size(elf.symbolTable) / SYMBOL_BYTES,
    }
  },
}
