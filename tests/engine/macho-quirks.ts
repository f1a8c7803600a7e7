/** Quirks of LLVM 22 that only Mach-O objects meet: what the compat switch does, and what is right. */
import { expect } from 'vitest'
import { hexBytes } from '../../src/base/hex'
import { edgesOf, indexEdges } from '../../src/engine/graph/edge-index'
import type { BlockId, SymbolId } from '../../src/engine/graph/ids'
import { Protection } from '../../src/engine/graph/ids'
import { SymbolFlag } from '../../src/engine/graph/schema'
import type { QuirkId } from '../../src/engine/quirks'
import type { LinkResult } from '../../src/engine/session/link'
import type { QuirkCheck } from '../support/quirk-check'
import { errorCodes, linkWith } from '../support/quirk-check'

const FOLDER = 'macho-x86-64'
/** Of the object that has more than there are numbers for. */
const PERSONALITIES = 4

/** Errors of a link with and without a quirk. */
function refuses(id: QuirkId, file: string, code: string): QuirkCheck {
  return {
    with: () => expect(errorCodes(linkWith(`${FOLDER}/${file}`, [id]))).toEqual([code]),
    without: () => expect(errorCodes(linkWith(`${FOLDER}/${file}`, []))).toEqual([]),
  }
}

function symbolsIn({ graph }: LinkResult, section: string): SymbolId[] {
  const found: SymbolId[] = []
  const { block, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    const isThere = graph.symbols.base[s] === 0 && !(flags[s] & SymbolFlag.Removed)
    if (isThere && graph.sectionName(graph.blocks.section[block[s]]) === section) found.push(s)
  }
  return found
}

function sizeOf(result: LinkResult, name: string): bigint {
  const s = symbolsIn(result, '__TEXT,__text').find((candidate) => result.graph.nameOf(candidate) === name)!
  return result.graph.symbols.size.big[s]
}

function blocksOf({ graph }: LinkResult, section: string): BlockId[] {
  const all = Array.from({ length: graph.blocks.length }, (_, b) => b as BlockId)
  return all.filter((b) => !graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]) === section)
}

/** The bytes of the first block of a section. */
function bytesOf(result: LinkResult, section: string): string {
  const [first] = blocksOf(result, section)
  return first === undefined ? '' : hexBytes(result.graph.content(first)!)
}

/** A little-endian word of the table of compact unwinding. */
function tableWord(result: LinkResult, index: number): number {
  return Buffer.from(bytesOf(result, '__TEXT,__unwind_info'), 'hex').readUInt32LE(4 * index)
}

/** Distances of the functions in the table's only page, which has no personalities and no LSDAs. */
function tableFunctions(quirks: readonly QuirkId[]): number[] {
  // What is executable and writable comes behind what is only executable, though the file has it in front.
  const protection = Protection.Read | Protection.Write | Protection.Exec
  const policies = [{ pattern: '__TEXT,__text', protection }]
  const result = linkWith(`${FOLDER}/two-sections`, quirks, { policies })
  const page = tableWord(result, 8) / 4
  const count = tableWord(result, page + 1) >>> 16
  return Array.from({ length: count }, (_, k) => tableWord(result, page + 2 + 2 * k))
}

/** The encodings on the only page of the table of the object with gaps. */
function entriesOf(quirks: readonly QuirkId[]): string[] {
  const result = linkWith(`${FOLDER}/unwind-gaps`, quirks)
  const page = tableWord(result, 8) / 4
  const count = tableWord(result, page + 1) >>> 16
  return Array.from({ length: count }, (_, k) =>
    tableWord(result, page + 3 + 2 * k)
      .toString(16)
      .padStart(8, '0'),
  )
}

/** The function that the call-frame record is about to which the only entry leads. */
function frameOfOdd(quirks: readonly QuirkId[]): string {
  const result = linkWith(`${FOLDER}/whole-frames`, quirks)
  const { graph } = result
  const distance = BigInt(tableWord(result, tableWord(result, 8) / 4 + 3) & 0xffffff)
  const frames = blocksOf(result, '__TEXT,__eh_frame')
  const first = graph.blocks.address.big[frames[0]!]
  const b = frames.find((candidate) => graph.blocks.address.big[candidate] === first + distance)!
  const e = edgesOf(indexEdges(graph), b).find((candidate) => graph.edges.offset[candidate] === 8)!
  return graph.nameOf(graph.edges.target[e])
}

const isSorted = (list: readonly number[]): boolean => list.every((value, i) => i === 0 || list[i - 1]! < value)

export const MACHO_CHECKS = {
  'frame-fields-unsigned': refuses('frame-fields-unsigned', 'frame-backwards', 'eh-frame'),
  'macho-alt-entry-first': refuses('macho-alt-entry-first', 'alt-entry-first', 'macho-alt-entry'),
  'macho-empty-strings-refused': refuses('macho-empty-strings-refused', 'empty-strings', 'macho-strings'),
  'macho-string-end-crashes': refuses('macho-string-end-crashes', 'string-end', 'llvm-crashes'),
  'macho-forms-refused': refuses('macho-forms-refused', 'section-targets', 'macho-relocation-type'),
  'macho-section-as-symbol': {
    // Section 1, the code, is meant; symbol 1 is another one.
    with: () => expect(noteWord(['macho-section-as-symbol'])).not.toBe(addressOfMain(['macho-section-as-symbol']) + 3n),
    without: () => expect(noteWord([])).toBe(addressOfMain([]) + 3n),
  },
  'signs-nothing': {
    with: () =>
      expect(bytesOf(linkWith('macho-arm64e/unsigned', ['signs-nothing']), '$__ptrauth_sign')).toHaveLength(24),
    without: () => expect(bytesOf(linkWith('macho-arm64e/unsigned', []), '$__ptrauth_sign')).toBe(''),
  },
  'macho-thread-local-refused': refuses('macho-thread-local-refused', 'thread-local', 'unsupported-edge'),
  'macho-thread-local-addresses': {
    // The descriptor's third word, for the second variable of the template.
    with: () => expect(thirdWord(['macho-thread-local-addresses'])).toBeGreaterThan(0x10000000n),
    without: () => expect(thirdWord([])).toBe(8n),
  },
  'macho-sizes-skip': {
    // An alternative entry two bytes behind it; the block ends two bytes later.
    with: () => expect(sizeOf(linkWith(`${FOLDER}/names`, ['macho-sizes-skip']), '_alias_a')).toBe(4n),
    without: () => expect(sizeOf(linkWith(`${FOLDER}/names`, []), '_alias_a')).toBe(2n),
  },
  'unwind-kept-twice': {
    with: () => expect(symbolsOfRecord(['unwind-kept-twice'])).toBe(2),
    without: () => expect(symbolsOfRecord([])).toBe(1),
  },
  'unwind-ends-early': {
    // Two functions without frames, of one and two bytes, share a record; the table's end is its second row's first word.
    with: () => expect(endOfTable(['unwind-ends-early'])).toBe(1),
    without: () => expect(endOfTable([])).toBe(3),
  },
  'unwind-frames-in-turn': {
    // The block's first call-frame record is about another function than the only record of compact unwinding.
    with: () => expect(frameOfOdd(['unwind-frames-in-turn', 'unwind-leaves-gaps'])).toBe('_described'),
    without: () => expect(frameOfOdd(['unwind-leaves-gaps'])).toBe('_odd'),
  },
  'unwind-leaves-gaps': {
    with: () => expect(entriesOf(['unwind-leaves-gaps'])).toEqual(['01000000', '04000038', '01000000']),
    // In the order of the source; the name within a function is behind the bytes that its record speaks of.
    without: () => {
      const bare = '00000000'
      const framed = '01000000'
      const [described, odd] = ['04000018', '04000038']
      expect(entriesOf([])).toEqual([framed, bare, described, framed, bare, odd, bare, framed, bare])
    },
  },
  'unwind-fourth-personality': {
    with: () => {
      const result = linkWith(`${FOLDER}/personalities`, ['unwind-fourth-personality'])
      const page = tableWord(result, 8 + PERSONALITIES) / 4
      const encodings = [0, 1, 2, 3].map((k) => (tableWord(result, page + 3 + 2 * k) >>> 0).toString(16))
      expect(encodings).toEqual(['11000000', '21000000', '31000000', '41000000'])
      expect(tableWord(result, 4)).toBe(PERSONALITIES)
    },
    without: () => expect(errorCodes(linkWith(`${FOLDER}/personalities`, []))).toEqual(['unwind-personalities']),
  },
  'unwind-in-file-order': {
    with: () => expect(isSorted(tableFunctions(['unwind-in-file-order']))).toBe(false),
    without: () => expect(isSorted(tableFunctions([]))).toBe(true),
  },
} satisfies Partial<Record<QuirkId, QuirkCheck>>

/** The first four bytes of the note, and what they should count from. */
function noteWord(quirks: readonly QuirkId[]): bigint {
  const bytes = bytesOf(linkWith('macho-arm64/section-as-symbol', quirks), '__DWARF,__note')
  return BigInt(Buffer.from(bytes, 'hex').readUInt32LE(0))
}

function addressOfMain(quirks: readonly QuirkId[]): bigint {
  const result = linkWith('macho-arm64/section-as-symbol', quirks)
  return result.graph.addressOf(symbolsIn(result, '__TEXT,__text')[0]!)
}

function thirdWord(quirks: readonly QuirkId[]): bigint {
  const bytes = bytesOf(linkWith(`${FOLDER}/thread-local`, quirks), '__DATA,__thread_vars')
  return Buffer.from(bytes, 'hex').readBigUInt64LE(16)
}

function symbolsOfRecord(quirks: readonly QuirkId[]): number {
  const result = linkWith(`${FOLDER}/two-sections`, quirks)
  const symbols = symbolsIn(result, '__LD,__compact_unwind')
  const first = result.graph.symbols.block[symbols[0]!]
  return symbols.filter((s) => result.graph.symbols.block[s] === first).length
}

/** Bytes from the last record that was kept to the end of the table. */
function endOfTable(quirks: readonly QuirkId[]): number {
  const result = linkWith(`${FOLDER}/two-sections`, quirks)
  const page = tableWord(result, 8) / 4
  const count = tableWord(result, page + 1) >>> 16
  return tableWord(result, 10) - tableWord(result, page + 2 + 2 * (count - 1))
}
