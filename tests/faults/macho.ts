/** Faults in what only Mach-O has: pieces at symbols, strings, unwinding, signed pointers, thread-local templates, slices. */
import type { Fault } from './fault'
import { test } from './fault'

/** A recorded answer of LLVM 22, or an image of ld64.lld's, that has to differ. */
const answer = (id: string) => ({
  file: 'oracle/replay',
  name: `recorded answers of llvm-jitlink 22 ${id}: same sections, addresses, edges and bytes`,
})
const image = (id: string) => ({ file: 'oracle/ld64', name: `recorded images of ld64.lld ${id}: the same bytes` })

export const MACHO_FAULTS: readonly Fault[] = [
  {
    id: 'alternative-begins-piece',
    file: 'formats/macho/blocks',
    text: 'while (end < groups.length && groups[end]!.joins) end++',
    replacement: 'while (end < groups.length && !macho.hasSubsections) end++',
    wrong: 'An alternative entry begins a piece of its own.',
    red: [answer('macho-x86-64--names')],
  },
  {
    id: 'strings-in-one-piece',
    file: 'formats/macho/strings',
    text: 'const end = content.indexOf(0, at) + 1',
    replacement: 'const end = size',
    wrong: 'Strings of one section live and die together.',
    red: [answer('macho-x86-64--strings')],
  },
  {
    id: 'debug-in-memory',
    file: 'formats/macho/builder',
    text: 'lifetime: flags & S_ATTR.DEBUG ? NO_ALLOC : STANDARD',
    replacement: 'lifetime: STANDARD',
    wrong: 'Debug sections get memory.',
    red: [answer('macho-x86-64--metadata')],
  },
  {
    id: 'addresses-in-descriptors',
    file: 'formats/macho/arm64',
    text: 'threadOffset: AARCH64.DTPOff64',
    replacement: 'threadOffset: AARCH64.Pointer64',
    wrong: 'Descriptors of thread-local variables of arm64 hold addresses.',
    red: [image('macho-arm64--thread-local')],
  },
  {
    id: 'distance-without-constant',
    file: 'formats/macho/x86-64',
    text: '{ behind: 4 + behind, bias: -4 - behind }',
    replacement: '{ behind: 4, bias: -4 }',
    wrong: 'Constants behind a field that names a section are forgotten.',
    red: [answer('macho-x86-64--constants-behind'), image('macho-x86-64--constants-behind')],
  },
  {
    id: 'prefix-ignored',
    file: 'formats/macho/relocations',
    text: 'this.#addWith(second, this.#symbolOf(second), wide((word << 8) >> 8))',
    replacement: 'this.#addWith(second, this.#symbolOf(second), ZERO)',
    wrong: 'An addend in a relocation of its own is lost.',
    red: [answer('macho-arm64--forms'), image('macho-arm64--forms')],
  },
  {
    id: 'difference-turned-round',
    file: 'formats/macho/relocations',
    text: 'isToward ? kinds.to : kinds.from',
    replacement: 'isToward ? kinds.from : kinds.to',
    wrong: 'Differences of two symbols have the wrong sign.',
    red: [answer('macho-arm64--forms'), image('macho-arm64--forms')],
  },
  {
    id: 'records-keep-all-frames',
    file: 'passes/split-unwind',
    text: 'if (needsFrame) addKeepAlive(graph, b, frame)',
    replacement: 'addKeepAlive(graph, b, frame)',
    wrong: 'Call-frame records live on although compact unwinding says all.',
    red: [answer('macho-x86-64--frames')],
  },
  {
    id: 'unwinding-merged-too-much',
    file: 'passes/write-unwind',
    text: 'if (before === undefined || isOwn || hasLsda || words[before] !== words[row]) kept[count++] = row',
    replacement: 'if (before === undefined || isOwn || words[before] !== words[row]) kept[count++] = row',
    wrong: 'Records with language-specific data are merged with those before them.',
    red: [answer('macho-arm64--two-lsdas')],
  },
  {
    id: 'unwinding-leaves-gaps',
    file: 'passes/unwind-gaps',
    text: '} else if (at >= end) {',
    replacement: '} else if (at > end) {',
    wrong: 'Functions without a record are unwound like those in front of them.',
    red: [image('macho-x86-64--unwind-gaps')],
  },
  {
    id: 'frames-of-the-block',
    file: 'passes/function-frames',
    text: 'if (first === NO_EDGE || this.#isSamePlace(this.#owner[home]! as SymbolId, owner)) return first',
    replacement: 'if (first !== undefined) return first',
    wrong: 'Every function of a block is unwound by the call-frame record of the first.',
    red: [image('macho-x86-64--whole-frames')],
  },
  {
    id: 'unwinding-counts-from-zero',
    file: 'passes/write-unwind',
    text: 'const distance = addressLow[row]! - this.#baseLow + (addressHigh[row]! - this.#baseHigh) * TWO_32',
    replacement: 'const distance = addressLow[row]! + addressHigh[row]! * TWO_32',
    wrong: 'Places in the table of compact unwinding do not count from the image.',
    red: [answer('macho-x86-64--frames')],
  },
  {
    id: 'signing-stays',
    file: 'passes/sign-pointers-arm64e',
    text: 'lifetime: FINALIZE, flags: SectionFlag.Synthetic',
    replacement: 'lifetime: 0, flags: SectionFlag.Synthetic',
    wrong: 'The function that signs pointers keeps its memory.',
    red: [
      test('signing', 'the function that signs pointers lies in Finalize memory, while what it signs stays'),
      answer('macho-arm64e--signed'),
    ],
  },
  {
    id: 'signed-without-place',
    file: 'passes/sign-pointers-arm64e',
    text: 'if (withPlace) {',
    replacement: 'if (!withPlace && number < 0) {',
    wrong: 'The place of a signed pointer takes no part in its signature.',
    red: [
      test(
        'signing',
        'the function that signs pointers stores each pointer at its place, signed as the source wants it; a null pointer stays one',
      ),
    ],
  },
  {
    id: 'signed-anywhere',
    file: 'arch/aarch64/constraints',
    text: 'kinds: SIGNED,',
    replacement: 'kinds: [],',
    wrong: 'Signed pointers in sections without memory are judged like others.',
    red: [
      test(
        'signing',
        'a signed pointer in a section without memory is judged an error by the processor’s own row, which says why and what would help',
      ),
    ],
  },
  {
    id: 'wish-for-slice-ignored',
    file: 'session/slices',
    text: 'const wanted = slice ?? processorOfFirst(inputs)',
    replacement: 'const wanted = processorOfFirst(inputs) ?? slice',
    wrong: 'What other files are for counts more than the slice that was asked for.',
    red: [
      {
        file: 'formats/universal',
        name: 'a universal file gives the slice that was asked for, whatever the other files are for',
      },
    ],
  },
  {
    id: 'first-section-for-all-files',
    file: 'passes/file-parts',
    text: 'const first = this.#first[file[x]]!',
    replacement: 'const first = this.#first[0]!',
    wrong: 'Ends of sections are those of the first file.',
    red: [test('file-parts', 'sections of files are found by name, each file’s own')],
  },
]
