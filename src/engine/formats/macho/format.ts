/** Mach-O as a format row: the magic number feedfacf, and its relatives, which are refused by name. */
import type { FormatRow } from '../format'
import { buildMachO } from './builder'
import { interfaceOfMachO } from './interface'
import { MachOFile } from './reader'
import { machOReasonFor } from './reasons'
import { relocationKey } from './relocation-row'
import { MACHO_X86_64 } from './x86-64'

/** cf fa ed fe and its relatives, as they stand in the file. */
const MAGICS: readonly number[] = [0xcffaedfe, 0xcefaedfe, 0xfeedfacf, 0xfeedface]

export const machoFormat: FormatRow = {
  id: 'mach-o',
  title: 'Mach-O',
  says: 'The object format of macOS, iOS and their relatives.',
  relocations: MACHO_X86_64.rows.map(({ type, name, isPcRelative, length, isExtern, bias }) => ({
    arch: MACHO_X86_64.arch,
    type: relocationKey(type, isPcRelative, length, isExtern),
    name,
    bias,
    ...machOReasonFor(name),
  })),
  detect: (bytes) =>
    bytes.length >= 4 && MAGICS.includes(new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, false)),
  read(name, bytes) {
    const macho = new MachOFile(name, bytes)
    return {
      name,
      format: 'mach-o',
      arch: 'x86-64',
      triple: 'x86_64-apple-darwin',
      bytes,
      build: (graph, file, quirks) => buildMachO(graph, file, macho, { relocations: MACHO_X86_64, quirks }),
      interface: () => interfaceOfMachO(macho),
      sections: macho.sectionCount,
      symbols: macho.symbols.count,
      relocations: macho.relocationCount,
    }
  },
}
