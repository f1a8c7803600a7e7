/** Each quirk of LLVM 22: what the compat switch does, and what is right. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import { hexBytes } from '../../src/base/hex'
import type { BlockId, SegmentId, SymbolId } from '../../src/engine/graph/ids'
import { Base, Scope } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { precedence } from '../../src/engine/graph/definition-kinds'
import { SectionFlag, SymbolFlag } from '../../src/engine/graph/schema'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { QuirkId } from '../../src/engine/quirks'
import { QUIRKS } from '../../src/engine/quirks'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { writeArchive } from '../support/archive-writer'
import { COFF_QUIRK_CHECKS } from '../support/coff-quirks'
import { linkSample, readBytes } from '../support/link-files'
import { linkObjects } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'
import { COMMON, writeObject } from '../support/object-writer'
import { writeUniversal } from '../support/universal-writer'
import type { QuirkCheck } from '../support/quirk-check'
import { errorCodes, linkWith } from '../support/quirk-check'
import { MACHO_CHECKS } from './macho-quirks'

function symbol(graph: LinkGraph, name: string): SymbolId | undefined {
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.nameOf(s) === name && !(graph.symbols.flags[s] & SymbolFlag.Removed)) return s
  }
  return undefined
}

function sectionBytes(graph: LinkGraph, name: string): string[] {
  const found: string[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]) === name)
      found.push(hexBytes(graph.content(b) ?? new Uint8Array(0)))
  }
  return found
}

/** The only block of a section. */
function blockOf(graph: LinkGraph, name: string): BlockId {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]) === name) return b
  }
  throw new Error(`no block in ${name}`)
}

const blocksIn = (graph: LinkGraph, name: string): number => sectionBytes(graph, name).length

/** For each quirk two checks: with it, and without. */
const CHECKS: Record<QuirkId, QuirkCheck> = {
  ...MACHO_CHECKS,
  ...COFF_QUIRK_CHECKS,
  'first-of-weak': {
    with: () => {
      expect(commonOf(['first-of-weak'], common(8, 4), common(64, 16), common(8, 64))).toEqual([8n, 4])
      expect(commonOf(['first-of-weak'], WEAK, common(8, 4))).toBeUndefined()
    },
    without: () => {
      expect(commonOf([], common(8, 4), common(64, 16), common(8, 64))).toEqual([64n, 64])
      expect(commonOf([], common(64, 16), common(8, 4))).toEqual([64n, 16])
      expect(commonOf([], WEAK, common(8, 4))).toEqual([8n, 4])
      expect(commonOf([], common(8, 4), WEAK)).toEqual([8n, 4])
      expect(precedence('mach-o', 'weak', 'common')).toBeGreaterThan(0)
    },
  },
  'inputs-lazily': {
    with: () => expect(filesOf(['inputs-lazily'])).toEqual(['pong.o']),
    without: () => expect(filesOf([])).toEqual(['calls.o', 'pong.o']),
  },
  'universal-needs-other': {
    with: () => expect(sliceOf(['universal-needs-other'])).toBeUndefined(),
    without: () => expect(sliceOf([])).toBe('x86_64-apple-darwin'),
  },
  'archives-need-index': {
    with: () => {
      expect(membersOf(['archives-need-index'])).toBe(0)
      expect(membersOf(['archives-need-index'], 'all')).toBe(3)
    },
    without: () => expect(membersOf([])).toBe(2),
  },
  'archive-numbers-last': {
    with: () => {
      expect(linkedMembers(['both'], ['archive-numbers-last'])).toEqual(['user.o', 'lib.a[1](one.o)'])
      expect(linkedMembers(['one'], ['archive-numbers-last'])).toEqual(['user.o', 'lib.a[0](one.o)'])
      expect(linkedMembers(['both', 'one'], ['archive-numbers-last'])).toBe('duplicate-definition')
    },
    without: () => {
      expect(linkedMembers(['both'], [])).toEqual(['user.o', 'lib.a[0](one.o)'])
      expect(linkedMembers(['both', 'one'], [])).toEqual(['user.o', 'lib.a[0](one.o)'])
    },
  },
  'relax-call-absolute': {
    with: () =>
      expect(sectionBytes(linkWith('got-forms', ['relax-call-absolute']).graph, '.text')[0]).toMatch(
        /67e8[0-9a-f]{4}0010/,
      ),
    without: () => expect(sectionBytes(linkWith('got-forms', []).graph, '.text')[0]).not.toMatch(/67e8[0-9a-f]{4}0010/),
  },
  'relax-boundary': {
    // The target is 2^31 + 1 behind the field: its distance, counted from the next instruction, just fits.
    with: () => expect(reachOf(['relax-boundary'])).toBe('through the stub'),
    without: () => expect(reachOf([])).toBe('direct'),
  },
  'relax-operands-left': {
    with: () =>
      expect(sectionBytes(linkWith('got-forms', ['relax-operands-left']).graph, '.text')[0]).toContain('483b15'),
    without: () => expect(sectionBytes(linkWith('got-forms', []).graph, '.text')[0]).toContain('4881fa'),
  },
  'tables-by-name': {
    with: () => expect(blocksIn(linkWith('local-names', ['tables-by-name']).graph, '$__GOT')).toBe(1),
    without: () => expect(blocksIn(linkWith('local-names', []).graph, '$__GOT')).toBe(2),
  },
  'tables-in-hash-order': {
    // LLVM comes to .text.second first, which asks for a thread-local descriptor; the file has .text.first in front.
    // In the other file the relocation of the call, which needs a GOT entry, is behind the one that asks for a descriptor.
    with: () => {
      const quirks: QuirkId[] = ['tls-models-refused', 'tables-in-hash-order']
      expect(tableOrder('table-order', quirks)).toEqual(['$__TLSINFO', '$__GOT'])
      expect(tableOrder('relocations-unordered', quirks)).toEqual(['$__TLSINFO', '$__GOT'])
    },
    without: () => {
      expect(tableOrder('table-order', ['tls-models-refused'])).toEqual(['$__GOT', '$__TLSINFO'])
      expect(tableOrder('relocations-unordered', ['tls-models-refused'])).toEqual(['$__GOT', '$__TLSINFO'])
    },
  },
  'drop-absolute-symbols': {
    with: () =>
      expect(errorCodes(linkWith('absolute-used', ['drop-absolute-symbols']))).toEqual(['elf-relocation-symbol']),
    without: () => {
      const { graph } = linkWith('absolute-used', [])
      expect(graph.symbols.base[symbol(graph, 'constant')!]).toBe(Base.Absolute)
      expect(graph.addressOf(symbol(graph, 'constant')!)).toBe(42n)
    },
  },
  'unwind-section-kept': {
    with: () => expect(blocksIn(linkWith('frames', ['unwind-section-kept']).graph, '.eh_frame')).toBe(2),
    without: () => expect(blocksIn(linkWith('frames', []).graph, '.eh_frame')).toBe(1),
  },
  'compact-relocations-ignored': {
    with: () => expect(errorCodes(linkWith('compact', ['compact-relocations-ignored']))).toEqual([]),
    without: () => expect(linkWith('compact', []).refused[0]!.diagnostic).toMatchObject({ code: 'elf-crel' }),
  },
  'namesakes-live': {
    with: () => expect(blocksIn(linkWith('namesake', ['namesakes-live']).graph, '.text.two')).toBe(1),
    without: () => expect(blocksIn(linkWith('namesake', []).graph, '.text.two')).toBe(0),
  },
  'strip-retained': {
    with: () => expect(blocksIn(linkWith('retained', ['strip-retained']).graph, '.kept')).toBe(0),
    without: () => expect(blocksIn(linkWith('retained', []).graph, '.kept')).toBe(1),
  },
  'frame-terminator-refused': {
    with: () => expect(errorCodes(linkWith('frame-end', ['frame-terminator-refused']))).toEqual(['eh-frame']),
    without: () => expect(errorCodes(linkWith('frame-end', []))).toEqual([]),
  },
  'frame-signal-refused': {
    with: () => expect(errorCodes(linkWith('frame-signal', ['frame-signal-refused']))).toEqual(['eh-frame']),
    without: () => expect(errorCodes(linkWith('frame-signal', []))).toEqual([]),
  },
  'frame-fields-are-addresses': {
    with: () => expect(errorCodes(linkWith('frame-nowhere', ['frame-fields-are-addresses']))).toEqual(['eh-frame']),
    without: () => expect(errorCodes(linkWith('frame-nowhere', []))).toEqual([]),
  },
  'frame-sections-collide': {
    with: () => expect(errorCodes(linkWith('frame-twice', ['frame-sections-collide']))).toEqual(['eh-frame']),
    without: () => expect(errorCodes(linkWith('frame-twice', []))).toEqual([]),
  },
  'tls-models-refused': {
    with: () => expect(linkWith('tls', ['tls-models-refused']).refused[0]!.diagnostic.code).toBe('elf-relocation-type'),
    without: () => expect(errorCodes(linkWith('tls', []))).toEqual([]),
  },
  'relocations-refused': {
    with: () => {
      const { refused } = linkWith('large-code', ['relocations-refused'])
      expect(refused[0]!.diagnostic.code).toBe('elf-relocation-type')
      expect(said(refused[0]!.diagnostic.found)).toBe('R_X86_64_PLTOFF64')
    },
    without: () => expect(errorCodes(linkWith('large-code', []))).toEqual([]),
  },
  'big-endian-refused': {
    with: () => expect(errorCodes(linkWith('aarch64-be/fields', ['big-endian-refused']))).toEqual(['elf-endian']),
    without: () => {
      const { graph, arch } = linkWith('aarch64-be/fields', [])
      expect(arch.byteOrder).toEqual({ data: 'big', code: 'little' })
      // The address of main in front, and the code's first instruction, which is a call.
      expect(sectionBytes(graph, '.data')[0]).toMatch(/^0000000010001000/)
      expect(sectionBytes(graph, '.text')[0]!.slice(6, 8)).toBe('94')
    },
  },
  'instruction-bits-added': {
    // bl of .+4, add of 1: the target is 0x24 behind the call, and there in its page.
    with: () =>
      expect(sectionBytes(linkWith('aarch64/bits', ['instruction-bits-added']).graph, '.text')[0]).toMatch(
        /^0900009400940091/,
      ),
    without: () => expect(sectionBytes(linkWith('aarch64/bits', []).graph, '.text')[0]).toMatch(/^0900009400900091/),
  },
  'internal-refused': {
    with: () =>
      expect(linkWith('internal', ['internal-refused']).refused[0]!.diagnostic.code).toBe('elf-symbol-visibility'),
    without: () => {
      const { graph } = linkWith('internal', [])
      expect(graph.symbols.scope[symbol(graph, 'within')!]).toBe(Scope.Hidden)
    },
  },
  'section-ends-keep-nothing': {
    with: () => expect(blocksIn(linkWith('section-ends', ['section-ends-keep-nothing']).graph, 'wanted')).toBe(0),
    without: () => {
      const { graph } = linkWith('section-ends', [])
      expect(['wanted', 'unwanted', 'forgotten'].map((name) => blocksIn(graph, name))).toEqual([1, 0, 0])
      const kept = blockOf(graph, 'wanted')
      const because = graph.blocks.liveBecause[kept]
      expect(graph.nameOf(graph.edges.target[because])).toMatch(/^__st(art|op)_wanted$/)
      const distance =
        graph.addressOf(symbol(graph, '__stop_wanted')!) - graph.addressOf(symbol(graph, '__start_wanted')!)
      expect(distance).toBe(16n)
    },
  },
  'tls-sections-apart': {
    with: () => expect(gapOf(['tls-sections-apart'])).not.toBe(0n),
    without: () => expect(gapOf([])).toBe(0n),
  },
  'indirect-functions-dropped': {
    with: () =>
      expect(errorCodes(linkWith('ifunc', ['indirect-functions-dropped']))).toEqual(['elf-relocation-symbol']),
    without: () => expect(blocksIn(linkWith('ifunc', []).graph, '$__IFUNC')).toBe(1),
  },
  'missing-definitions-refused': {
    with: () => {
      const quirks: QuirkId[] = ['missing-definitions-refused', 'drop-absolute-symbols']
      expect(errorCodes(linkWith('absolute-only', quirks))).toEqual(['elf-symbol-dropped'])
    },
    without: () => expect(errorCodes(linkWith('absolute-only', ['drop-absolute-symbols']))).toEqual([]),
  },
  'slab-overlaps': {
    with: () => {
      const { graph, ok } = linkSample('two-files', { quirks: new Set<QuirkId>(['slab-overlaps']), slabSize: 8192n })
      expect(ok).toBe(true)
      expect(firstAddresses(graph)).toEqual([0x10000000n, 0x10000000n])
    },
    without: () =>
      expect(errorCodes(linkSample('two-files', { quirks: new Set(), slabSize: 8192n }))).toEqual([
        'address-space-full',
      ]),
  },
  'zero-fill-metadata-crashes': {
    with: () =>
      expect(errorCodes(linkWith('zero-fill-metadata', ['zero-fill-metadata-crashes']))).toEqual(['llvm-crashes']),
    without: () => expect(errorCodes(linkWith('zero-fill-metadata', []))).toEqual([]),
  },
  'nothing-to-allocate-refused': {
    with: () =>
      expect(errorCodes(linkWith('only-metadata', ['nothing-to-allocate-refused']))).toEqual(['nothing-to-allocate']),
    without: () => expect(errorCodes(linkWith('only-metadata', []))).toEqual([]),
  },
}

/** Files of a lazy link that needs names of an archive: two members define `both`, and each a name of its own. Or the error. */
function linkedMembers(needs: readonly string[], quirks: readonly QuirkId[]): readonly string[] | string | undefined {
  const data = (size: number) => ({ name: '.data', flags: 'aw', size, align: 8 })
  const member = (own: string): Uint8Array =>
    writeObject({ sections: [data(8)], symbols: ['both', own].map((name) => ({ name, in: '.data' })) })
  const relocations = needs.map((to, i) => ({ at: 8 * i, type: '64' as const, to }))
  const user = writeObject({
    sections: [{ ...data(8 * needs.length), relocations }],
    symbols: [{ name: 'start', in: '.data' }],
  })
  const members = ['one', 'two'].map((name) => ({ rawName: `${name}.o/`, bytes: member(name) }))
  const inputs = [
    { name: 'user.o', bytes: user },
    { name: 'lib.a', bytes: writeArchive(members) },
  ]
  const options = { ...DEFAULT_OPTIONS, entries: ['start'], quirks: new Set<QuirkId>(['inputs-lazily', ...quirks]) }
  const result = link(inputs, options, { log: false })
  return result.ok ? result.graph.files.map(({ name }) => name) : errorCodes(result)[0]
}

/** How many members of an archive without an index are linked. */
function membersOf(quirks: readonly QuirkId[], archives: LinkOptions['archives'] = 'on-demand'): number {
  const names = ['main.o', 'no-index.a']
  const inputs = names.map((name) => ({ name, bytes: readBytes(`tests/corpus/archives/${name}`) }))
  const options = { ...DEFAULT_OPTIONS, undefined: 'zero' as const, archives, quirks: new Set(quirks) }
  return link(inputs, options, { log: false }).graph.files.length - 1
}

/** Where each file's first segment is. */
/** The triple of the file that is taken from a universal one. */
function sliceOf(quirks: readonly QuirkId[]): string | undefined {
  const bytes = writeUniversal([{ cpuType: 0x01000007, bytes: readBytes('tests/corpus/macho-x86-64/whole.o') }])
  const { graph } = link(
    [{ name: 'universal.o', bytes }],
    { ...DEFAULT_OPTIONS, quirks: new Set(quirks) },
    { log: false },
  )
  return graph.files[0]?.triple
}

function firstAddresses(graph: LinkGraph): bigint[] {
  return graph.files.map((_, file) => {
    for (let g = 0 as SegmentId; g < graph.segments.length; g++)
      if (graph.segments.file[g] === file) return graph.segments.address.big[g]
    return -1n
  })
}

/** Whether a call to a name just out of the quirk's reach, and just in the field's, goes direct. */
function reachOf(quirks: readonly QuirkId[]): string {
  const base = 0x200000000n
  const near = linkWith('far-call', quirks, { base })
  const text = near.graph.addressOf(symbol(near.graph, 'caller')!)
  // The field is one byte behind the opcode.
  const target = text + 1n + (1n << 31n) + 1n
  const { graph } = linkWith('far-call', quirks, { base, absolutes: new Map([['away', target]]) })
  const aim = graph.edges.target[0 as never]
  return graph.symbols.base[aim] === Base.Defined ? 'through the stub' : 'direct'
}

const common = (size: number, alignment: number): ObjectSpec => ({
  sections: [],
  symbols: [{ name: 'shared', in: COMMON, at: alignment, size, type: 'object' }],
})

const WEAK: ObjectSpec = {
  sections: [{ name: '.data', flags: 'aw', size: 8 }],
  symbols: [{ name: 'shared', in: '.data', size: 8, binding: 'weak' }],
}

/** Size and alignment of the common that counts; undefined if it is none. */
function commonOf(quirks: readonly QuirkId[], ...objects: readonly ObjectSpec[]): [bigint, number] | undefined {
  const { graph } = linkObjects(objects, { quirks: new Set(quirks) })
  const winner = [...Array(graph.symbols.length).keys()].find(
    (s) => graph.nameOf(s as SymbolId) === 'shared' && graph.symbols.base[s as SymbolId] === Base.Defined,
  ) as SymbolId
  const home = graph.symbols.block[winner]
  const isCommon = graph.sections.flags[graph.blocks.section[home]] & SectionFlag.Commons
  return isCommon ? [graph.blocks.size.big[home], 2 ** graph.blocks.alignment[home]] : undefined
}

/** Files that are linked if the entry is in the second of two that do not need each other. */
function filesOf(quirks: readonly QuirkId[]): string[] {
  const inputs = [
    { name: 'calls.o', bytes: readBytes('public/samples/calls-and-globals/calls.o') },
    { name: 'pong.o', bytes: readBytes('public/samples/two-files/pong.o') },
  ]
  const options = { ...DEFAULT_OPTIONS, undefined: 'zero' as const, entries: ['pong'], quirks: new Set(quirks) }
  return link(inputs, options, { log: false }).graph.files.map(({ name }) => name)
}

/** Table sections in the order in which they were made. */
function tableOrder(object: string, quirks: readonly QuirkId[]): string[] {
  const { graph } = linkWith(object, quirks)
  const names = [...Array(graph.sections.length).keys()].map((x) => graph.sectionName(x as never))
  return names.filter((name) => name === '$__GOT' || name === '$__TLSINFO')
}

/** Bytes between the end of .tdata and the start of .tbss, alignment taken off. */
function gapOf(quirks: readonly QuirkId[]): bigint {
  const { graph } = linkWith('tls-apart', quirks)
  const end = graph.addressOf(symbol(graph, 'one')!) + 8n
  return graph.addressOf(symbol(graph, 'two')!) - end
}

describe('quirks', () => {
  it('say so when nobody defines the entry', () => {
    const result = linkWith('frames', ['inputs-lazily'], { entries: ['nowhere'] })
    expect(errorCodes(result)).toEqual(['undefined-symbol'])
  })

  it('each have a check', () => expect(Object.keys(CHECKS).toSorted()).toEqual(Object.keys(QUIRKS).toSorted()))

  for (const [id, check] of Object.entries(CHECKS)) {
    it(`${id}: as LLVM 22`, check.with)
    it(`${id}: as it should be`, check.without)
  }
})
