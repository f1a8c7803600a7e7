/** COFF as a format row. It has no magic word: a file starts with the number of its processor. */
import { NO_ALLOC, STANDARD } from '../../graph/lifetimes'
import type { FormatRow } from '../format'
import { buildCoff } from './builder'
import { startsLikeCoff } from './header'
import { interfaceOfCoff } from './interface'
import { COFF_MACHINES } from './machines'
import { CoffFile } from './reader'

export const coffFormat: FormatRow = {
  id: 'coff',
  title: 'COFF',
  says: 'The object format of Windows.',
  policies: [
    {
      id: 'coff-removed',
      lifetime: NO_ALLOC,
      says: 'is NoAlloc because its header has the flag IMAGE_SCN_LNK_REMOVE: it will not become part of an image.',
    },
    {
      id: 'coff-discardable',
      lifetime: STANDARD,
      names: '.debug',
      says: 'is debug information, and Standard all the same: its header says IMAGE_SCN_MEM_DISCARDABLE, which lets a system throw it out once it is in memory. Only IMAGE_SCN_LNK_REMOVE keeps a section out of memory. If it is gone in the end, that is because nothing refers to it.',
    },
  ],
  relocations: COFF_MACHINES.flatMap(({ arch, relocations, reasonFor }) =>
    relocations.map(({ type, name, bias }) => ({ arch, type, name, bias, ...reasonFor(name) })),
  ),
  processorTitle: (triple) => COFF_MACHINES.find((machine) => machine.triple === triple)?.title,
  detect: startsLikeCoff,
  read(name, bytes) {
    const coff = new CoffFile(name, bytes)
    const { arch, triple, relocations } = coff.machine
    return {
      name,
      format: 'coff',
      arch,
      triple,
      bytes,
      build: (graph, file, quirks) => buildCoff(graph, file, coff, { relocations, quirks }),
      interface: () => interfaceOfCoff(coff),
      sections: coff.sectionCount,
      symbols: coff.symbolCount,
      relocations: coff.relocationCount,
    }
  },
}
