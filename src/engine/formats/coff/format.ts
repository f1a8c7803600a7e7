/** COFF as a format row. It has no magic word: a file starts with the number of its processor. */
import type { FormatRow } from '../format'
import { buildCoff } from './builder'
import { startsLikeCoff } from './header'
import { interfaceOfCoff } from './interface'
import { CoffFile } from './reader'
import { X86_64_COFF_RELOCATIONS } from './x86-64'
import { reasonForCoff } from './x86-64-reasons'

export const coffFormat: FormatRow = {
  id: 'coff',
  title: 'COFF',
  says: 'The object format of Windows.',
  relocations: X86_64_COFF_RELOCATIONS.map(({ type, name, bias }) => ({
    arch: 'x86-64',
    type,
    name,
    bias,
    ...reasonForCoff(name),
  })),
  detect: startsLikeCoff,
  read(name, bytes) {
    const coff = new CoffFile(name, bytes)
    return {
      name,
      format: 'coff',
      arch: 'x86-64',
      triple: 'x86_64---coff',
      bytes,
      build: (graph, file, quirks) => buildCoff(graph, file, coff, { relocations: X86_64_COFF_RELOCATIONS, quirks }),
      interface: () => interfaceOfCoff(coff),
      sections: coff.sectionCount,
      symbols: coff.symbolCount,
      relocations: coff.relocationCount,
    }
  },
}
