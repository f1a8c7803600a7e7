/** COFF as a format row. It has no magic word: a file starts with the number of its processor. */
import { NO_ALLOC, STANDARD } from '../../graph/lifetimes'
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
  policies: [
    {
      lifetime: NO_ALLOC,
      says: 'is NoAlloc because its header has the flag IMAGE_SCN_LNK_REMOVE: it will not become part of an image.',
    },
    {
      lifetime: STANDARD,
      names: '.debug',
      says: 'is debug information, and Standard all the same: its header says IMAGE_SCN_MEM_DISCARDABLE, which lets a system throw it out once it is in memory. Only IMAGE_SCN_LNK_REMOVE keeps a section out of memory. If it is gone in the end, that is because nothing refers to it.',
    },
  ],
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
