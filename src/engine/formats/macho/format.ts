/** Mach-O as a format row: the magic number feedfacf, and its relatives, which are refused by name. */
import { NO_ALLOC } from '../../graph/lifetimes'
import type { FormatRow } from '../format'
import { MACHO_ARM64 } from './arm64'
import { buildMachO } from './builder'
import { CPU_TYPE } from './constants'
import { interfaceOfMachO } from './interface'
import { MachOFile } from './reader'
import { machOReasonFor } from './reasons'
import { relocationKey } from './relocation-row'
import type { RelocationTable } from './relocation-row'
import { MACHO_X86_64 } from './x86-64'

/** cf fa ed fe and its relatives, as they stand in the file. */
const MAGICS: readonly number[] = [0xcffaedfe, 0xcefaedfe, 0xfeedfacf, 0xfeedface]

const tableOf = ({ cpuType }: MachOFile): RelocationTable => (cpuType === CPU_TYPE.ARM64 ? MACHO_ARM64 : MACHO_X86_64)

/** As Apple's tools call it: the first part of the triple. */
function processorOf(macho: MachOFile): string {
  if (macho.cpuType === CPU_TYPE.X86_64) return 'x86_64'
  return macho.isArm64e ? 'arm64e' : 'arm64'
}

export const machoFormat: FormatRow = {
  id: 'mach-o',
  title: 'Mach-O',
  says: 'The object format of macOS, iOS and their relatives.',
  policies: [
    {
      id: 'macho-compact-unwind',
      lifetime: NO_ALLOC,
      names: '__LD,__compact_unwind',
      says: 'is NoAlloc: linkers read its records and write a table from them.',
    },
    {
      id: 'macho-debug',
      lifetime: NO_ALLOC,
      says: 'is NoAlloc because its header has the attribute S_ATTR_DEBUG.',
    },
  ],
  relocations: [MACHO_X86_64, MACHO_ARM64].flatMap(({ arch, rows }) =>
    rows.map(({ type, name, isPcRelative, length, isExtern, bias }) => ({
      arch,
      type: relocationKey(type, isPcRelative, length, isExtern),
      name,
      bias,
      ...machOReasonFor(name),
    })),
  ),
  processorTitle: (triple) => (triple.startsWith('arm64') ? triple.split('-')[0] : undefined),
  detect: (bytes) =>
    bytes.length >= 4 && MAGICS.includes(new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, false)),
  read(name, bytes) {
    const macho = new MachOFile(name, bytes)
    const relocations = tableOf(macho)
    return {
      name,
      format: 'mach-o',
      arch: relocations.arch,
      triple: `${processorOf(macho)}-apple-darwin`,
      bytes,
      build: (graph, file, quirks) => buildMachO(graph, file, macho, { relocations, quirks }),
      interface: () => interfaceOfMachO(macho),
      sections: macho.sectionCount,
      symbols: macho.symbols.count,
      relocations: macho.relocationCount,
    }
  },
}
