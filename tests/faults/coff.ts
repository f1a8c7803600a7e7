/** Faults in what is COFF's own: COMDAT sections, grouped sections, imports, orders to the linker, archives with two indexes. */
import type { Fault } from './fault'

/** A test of the formats by its file and its full name. */
const test = (file: string, name: string) => ({ file: `formats/${file}`, name })

export const COFF_FAULTS: readonly Fault[] = [
  {
    id: 'largest-is-smallest',
    file: 'graph/comdat-selections',
    text: 'later.size > earlier.size',
    replacement: 'later.size < earlier.size',
    wrong: 'Of two COMDAT sections the smaller is taken where the files ask for the largest.',
    red: [test('comdats', 'two COMDAT sections of one name largest, then largest: longer: second')],
  },
  {
    id: 'size-is-match',
    file: 'graph/comdat-selections',
    text: 'earlier.size === later.size && sameBytes(earlier.content, later.content)',
    replacement: 'earlier.size === later.size',
    wrong: 'COMDAT sections of one size pass for equal ones.',
    red: [test('comdats', 'two COMDAT sections of one name exact match, then exact match: other bytes: refused')],
  },
  {
    id: 'any-goes-with-all',
    file: 'graph/comdat-selections',
    text: "return both === 'any and largest' ? 'largest' : undefined",
    replacement: "return both.includes('any') ? 'any' : undefined",
    wrong: 'A COMDAT section that takes any other goes together with one that does not.',
    red: [test('comdats', 'two COMDAT sections of one name any, then same size: other bytes: refused')],
  },
  {
    id: 'comdat-gives-way',
    file: 'graph/definition-kinds',
    text: "['comdat', 'strong']]",
    replacement: "['comdat'], ['strong']]",
    wrong: 'An ordinary definition goes before a COMDAT one.',
    red: [
      test('comdats', 'two definitions of one name of which one lies in no COMDAT section any, then ordinary: refused'),
    ],
  },
  {
    id: 'small-common',
    file: 'passes/rivals',
    text: 'blocks.size.big[symbols.block[next]] > blocks',
    replacement: 'blocks.size.big[symbols.block[next]] < blocks',
    wrong: 'Of two commons the smaller counts.',
    red: [
      test(
        'comdats',
        'two definitions of one name of which one lies in no COMDAT section common of 8, then common of 64: common of 64',
      ),
    ],
  },
  {
    id: 'parts-apart',
    file: 'arch/places',
    text: "parts === 'apart' ? String(x)",
    replacement: "parts !== 'apart' ? String(x)",
    wrong: 'Distances from the start of a section count from the start of its own part.',
    red: [
      test(
        'coff-conventions',
        'fields of COFF that speak of sections count from where the section starts that all files have parts of',
      ),
      test('coff-conventions', 'fields of COFF that speak of sections give parts of all files one number'),
    ],
  },
  {
    id: 'choice-smaller',
    file: 'graph/choices',
    text: 'canBeLarger && sizes[0] > sizes[1]',
    replacement: 'canBeLarger && sizes[0] < sizes[1]',
    wrong: 'Of the larger of two definitions it is said that it came first.',
    red: [{ file: 'formats/choices', name: 'a definition that lost largest, then largest: longer' }],
  },
  {
    id: 'groups-as-they-come',
    file: 'formats/coff/section-groups',
    text: 'namesInOrder(names, parts)',
    replacement: 'parts',
    wrong: 'Parts of a grouped section stand in the order in which they come.',
    red: [
      test(
        'coff-conventions',
        'initializers of COFF of a file that has them upside down lie between the marks of their array',
      ),
    ],
  },
  {
    id: 'initializers-by-file',
    file: 'plugins/initializers',
    text: 'compareText(a.letters, b.letters)',
    replacement: '0',
    wrong: 'Initializers of COFF run in the order of the files, whatever their letters say.',
    red: [test('coff-conventions', 'initializers of COFF of several files run by letters first, then by file')],
  },
  {
    id: 'terminators-at-start',
    file: 'plugins/initializers',
    text: "{ name: '.CRT$XT', rank: 4, backwards: false, atEnd: true, byLetters: true }",
    replacement: "{ name: '.CRT$XT', rank: 4, backwards: false, atEnd: false, byLetters: true }",
    wrong: 'Terminators of COFF are called when the memory is finalized.',
    red: [
      test(
        'coff-conventions',
        'initializers of COFF run in the order of the letters, those of C before those of C++; terminators are twins',
      ),
    ],
  },
  {
    id: 'common-alignment-unasked',
    file: 'formats/coff/commons',
    text: 'Math.max(asked, ',
    replacement: 'Math.max(0, ',
    wrong: 'A common is aligned as its size says, whatever the file asks for.',
    red: [
      test(
        'coff-conventions',
        'orders to the linker align a common as they say, but never less than its size asks for',
      ),
    ],
  },
  {
    id: 'first-index-counts',
    file: 'formats/archive/archive',
    text: "index: resolved[kind === 'COFF' ? 1 : 0]",
    replacement: 'index: resolved[0]',
    wrong: 'The first index of a COFF archive counts, which its own linkers do not read.',
    red: [test('archive', 'archives that lie of the form COFF with two indexes that differ, the second counts')],
  },
  {
    id: 'auxiliaries-unchecked',
    file: 'formats/coff/symbols',
    text: 'if (count <= most) return',
    replacement: 'if (count <= 255) return',
    wrong: 'Auxiliary records are read behind the end of the symbol table.',
    red: [test('coff-hostile', 'damaged COFF objects auxiliary records behind the last symbol: coff-truncated')],
  },
  {
    id: 'missed-field-ends-link',
    file: 'fixup/apply',
    text: 'flags[b] & BlockFlag.Held && this.#missed',
    replacement: 'flags[b] & BlockFlag.Held && !this.#missed',
    wrong: 'Metadata that is only held and cannot hold an address ends the link.',
    red: [
      {
        file: 'engine/metadata',
        name: 'metadata with a field of four bytes for an address above 4 GiB is left as the file has it, with one warning, and everything else is linked and live',
      },
    ],
  },
]
