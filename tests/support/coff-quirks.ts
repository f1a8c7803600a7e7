/** Each way in which LLVM 22 links COFF objects otherwise than it should: what the compat switch does, and what is right. */
import { expect } from 'vitest'
import { CLASS, SELECT, WEAK_SEARCH } from '../../src/engine/formats/coff/constants'
import type { BlockId, EdgeId, SymbolId } from '../../src/engine/graph/ids'
import { Base, Scope } from '../../src/engine/graph/ids'
import { SymbolFlag } from '../../src/engine/graph/schema'
import type { QuirkId } from '../../src/engine/quirks'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import type { CoffSpec, CoffSymbolSpec } from './coff-writer'
import { comdat, exported, sectionSymbol, weakExternal, writeCoff } from './coff-writer'
import { readBytes } from './link-files'
import type { QuirkCheck } from './quirk-check'

const CODE = [0x90, 0xe8, 0, 0, 0, 0, 0xc3, 0x90]
const text = { name: '.text', flags: 'rx', bytes: CODE }
const calling = (to: string, type = 4) => ({ ...text, relocations: [{ at: 2, type, to }] })
/** So that there are more symbols than sections. */
const PADDING: readonly CoffSymbolSpec[] = [sectionSymbol('.text', 1), { name: '@feat.00', section: -1, storage: 3 }]
const object = (sections: CoffSpec['sections'], symbols: readonly CoffSymbolSpec[]): LinkInput => ({
  name: 'object.o',
  bytes: writeCoff({ sections, symbols: [...PADDING, exported('main', 1), ...symbols] }),
})

const linkWith = (inputs: readonly LinkInput[], quirks: readonly QuirkId[]): LinkResult =>
  link(inputs, { ...DEFAULT_OPTIONS, undefined: 'zero', quirks: new Set(quirks) }, { log: false })

const codeOf = ({ refused, diagnostics }: LinkResult): string | undefined =>
  refused[0]?.diagnostic.code ?? diagnostics.find(({ severity }) => severity === 'error')?.code

function symbolOf({ graph }: LinkResult, name: string): SymbolId {
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.nameOf(s) === name && !(graph.symbols.flags[s] & SymbolFlag.Removed)) return s
  }
  throw new Error(`no symbol ${name}`)
}

/** The field at `at` of the first live block of a section, as a signed number. */
function fieldOf({ graph }: LinkResult, section: string, at: number): number {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (graph.isRemoved(b) || graph.sectionName(graph.blocks.section[b]) !== section) continue
    const bytes = graph.content(b)!
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(at, true)
  }
  throw new Error(`no block in ${section}`)
}

const targetOf = (result: LinkResult, name: string): bigint => result.graph.addressOf(symbolOf(result, name))

/** Where a call at the start of `.text` goes. */
const calledBy = (result: LinkResult): bigint => targetOf(result, 'main') + 6n + BigInt(fieldOf(result, '.text', 2))

const refuses = (input: LinkInput, quirk: QuirkId, code: string): QuirkCheck => ({
  with: () => expect(codeOf(linkWith([input], [quirk]))).toBe(code),
  without: () => expect(codeOf(linkWith([input], []))).toBeUndefined(),
})

const fixed = object([text], [{ name: 'fixed', section: -1, value: 42 }])
const asking = {
  name: 'asking.o',
  bytes: writeCoff({
    sections: [calling('weak')],
    symbols: [sectionSymbol('.text', 1), exported('ask', 1), { name: 'weak' }],
  }),
}
const two = object([text, { ...text, flags: 'rxc' }], [...comdat(2, 'leader'), exported('second', 2, 1)])
const commons = object([text], [{ name: 'twelve', value: 12 }])
const searching = object([text], [exported('own', 1, 1), weakExternal('weak', 4, WEAK_SEARCH.LIBRARY)])
const outside = object([calling('weak')], [{ name: 'other' }, weakExternal('weak', 4, WEAK_SEARCH.ALIAS)])
const other = {
  name: 'other.o',
  bytes: writeCoff({ sections: [text], symbols: [sectionSymbol('.text', 1), exported('other', 1, 3)] }),
}
const named = object(
  [
    calling('wish'),
    { name: '.drectve', flags: 'rn', bytes: [...new TextEncoder().encode('/alternatename:wish=other')] },
  ],
  [{ name: 'wish' }, sectionSymbol('.drectve', 2)],
)
const debugging = object(
  [text],
  [
    { name: '.bf', section: 1, storage: CLASS.FUNCTION },
    { name: 'note', section: -2, storage: 3 },
  ],
)
const few = {
  name: 'few.o',
  bytes: writeCoff({ sections: [text, { name: '.data', flags: 'rw', bytes: [1] }], symbols: [exported('main', 1)] }),
}
const short = object(
  [
    {
      ...text,
      relocations: [
        { at: 2, type: 2, to: 'main' },
        { at: 0, type: 0, to: 'main' },
      ],
    },
  ],
  [],
)
const far = object([{ ...text, relocations: [{ at: 2, type: 11, to: 'other' }] }], [{ name: 'other' }])
const arm64: LinkInput = { name: 'arm64.o', bytes: readBytes('tests/corpus/coff-arm64/unwinding.o') }
const unwinding = object(
  [
    text,
    {
      name: '.pdata$x',
      flags: 'r',
      bytes: new Array<number>(12).fill(0),
      relocations: [{ at: 0, type: 3, to: 'main' }],
    },
  ],
  [sectionSymbol('.pdata$x', 2)],
)
const based = object([{ ...text, relocations: [{ at: 2, type: 3, to: 'main' }] }], [])

/** Compiled to take `other` from a DLL. */
const importing = object([calling('__imp_other')], [{ name: '__imp_other' }])

/** Parts of one section, the first of which comes last. */
const part = (letters: string, byte: number): CoffSpec['sections'][number] => ({
  name: `.CRT$XC${letters}`,
  flags: 'r',
  bytes: [byte],
})
/** Asks how far a name in the second part of a group is from its start, and for the number of its section. */
const inParts = object(
  [
    {
      ...text,
      relocations: [
        { at: 0, type: 11, to: 'inside' },
        { at: 4, type: 10, to: 'inside' },
      ],
      bytes: [0, 0, 0, 0, 0, 0, 0, 0],
    },
    { name: '.tls', flags: 'rw', bytes: [1, 1, 1, 1] },
    { name: '.tls$', flags: 'rw', bytes: [2, 2] },
  ],
  [exported('start', 2), exported('inside', 3, 1)],
)
const grouped = object([text, part('U', 2), part('Z', 3), part('A', 1)], [])

/** The bytes of the parts, from the lowest address up. */
function inMemory({ graph }: LinkResult): number[] {
  const parts = Array.from({ length: graph.blocks.length }, (_, b) => b as BlockId).filter(
    (b) => !graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]).startsWith('.CRT'),
  )
  const { big } = graph.blocks.address
  return parts.toSorted((a, b) => Number(big[a] - big[b])).map((b) => graph.content(b)![0]!)
}

/** Two COMDAT sections for one name, of which the largest is wanted. */
const largest = (name: string, bytes: readonly number[]): LinkInput => ({
  name,
  bytes: writeCoff({
    sections: [text, { ...text, flags: 'rxc', bytes }],
    symbols: [...PADDING, ...comdat(2, 'inline', SELECT.LARGEST)],
  }),
})
const sizes = [largest('small.o', [0xc3]), largest('large.o', [0x90, 0xc3])] as const

/** The file whose definition counts where file `f` names `inline`. */
function calledIn({ graph }: LinkResult, f: number): string {
  const name = graph.names.find('inline')
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.symbols.name[s] !== name || graph.symbols.file[s] !== f) continue
    const winner = graph.symbols.base[s] === Base.External ? graph.symbols.definition[s] : s
    return graph.files[graph.symbols.file[winner]]!.name
  }
  throw new Error('no inline')
}

const blocksIn = ({ graph }: LinkResult, name: string): number => {
  let count = 0
  for (let b = 0 as BlockId; b < graph.blocks.length; b++)
    if (!graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]) === name) count++
  return count
}

export const COFF_QUIRK_CHECKS = {
  'coff-arm64-refused': refuses(arm64, 'coff-arm64-refused', 'coff-machine'),
  'coff-absolute-local': {
    with: () => {
      const result = linkWith([fixed], ['coff-absolute-local'])
      expect(result.graph.symbols.scope[symbolOf(result, 'fixed')]).toBe(Scope.Local)
      expect(codeOf(linkWith([fixed], ['coff-absolute-local', 'missing-definitions-refused']))).toBe(
        'coff-symbol-dropped',
      )
    },
    without: () => {
      const result = linkWith([fixed], ['missing-definitions-refused'])
      expect(result.graph.symbols.scope[symbolOf(result, 'fixed')]).toBe(Scope.Default)
      expect(result.graph.symbols.base[symbolOf(result, 'fixed')]).toBe(Base.Absolute)
    },
  },
  'coff-one-comdat-name': refuses(two, 'coff-one-comdat-name', 'coff-comdat'),
  'coff-comdat-unchecked': {
    with: () => expect(calledIn(linkWith([...sizes], ['coff-comdat-unchecked']), 0)).toBe('small.o'),
    without: () => expect(calledIn(linkWith([...sizes], []), 0)).toBe('large.o'),
  },
  'coff-common-alignment': {
    with: () => expect(alignmentOf(linkWith([commons], ['coff-common-alignment']))).toBe(4),
    without: () => expect(alignmentOf(linkWith([commons], []))).toBe(16),
  },
  'coff-groups-apart': {
    with: () => expect(inMemory(linkWith([grouped], ['coff-groups-apart']))).toEqual([2, 3, 1]),
    without: () => expect(inMemory(linkWith([grouped], []))).toEqual([1, 2, 3]),
  },
  'coff-imports-left': {
    with: () => expect(targetOf(linkWith([importing, other], ['coff-imports-left']), '__imp_other')).toBe(0n),
    without: () => {
      const result = linkWith([importing, other], [])
      const cell = symbolOf(result, '__imp_other')
      const view = new DataView(result.graph.content(result.graph.symbols.block[cell])!.slice().buffer)
      expect(calledBy(result)).toBe(result.graph.addressOf(cell))
      expect(view.getBigUint64(0, true)).toBe(targetOf(result, 'other'))
    },
  },
  'coff-weak-search': {
    // The name dies with its file's other private names, and what asks for it gets nothing.
    with: () => expect(targetOf(linkWith([searching, asking], ['coff-weak-search']), 'weak')).toBe(0n),
    without: () => {
      const result = linkWith([searching, asking], [])
      expect(result.graph.symbols.scope[symbolOf(result, 'weak')]).toBe(Scope.Default)
      expect(targetOf(result, 'weak')).toBe(targetOf(result, 'own'))
    },
  },
  'coff-weak-alternatives': {
    with: () => expect(codeOf(linkWith([outside], ['coff-weak-alternatives']))).toBe('coff-weak-external'),
    without: () => {
      const result = linkWith([outside, other], [])
      expect(calledBy(result)).toBe(targetOf(result, 'other'))
    },
  },
  'coff-alternate-names': {
    with: () => expect(calledBy(linkWith([named, other], ['coff-alternate-names']))).toBe(0n),
    without: () => {
      const result = linkWith([named, other], [])
      expect(calledBy(result)).toBe(targetOf(result, 'other'))
    },
  },
  'coff-debug-symbols-refused': refuses(debugging, 'coff-debug-symbols-refused', 'coff-symbol-class'),
  'coff-few-symbols': refuses(few, 'coff-few-symbols', 'coff-few-symbols'),
  'coff-relocations-refused': refuses(short, 'coff-relocations-refused', 'coff-relocation-type'),
  'coff-section-relative-dropped': {
    with: () => expect(fieldOf(linkWith([far, other], ['coff-section-relative-dropped']), '.text', 2)).toBe(0),
    without: () => {
      const result = linkWith([far, other], [])
      expect(BigInt(fieldOf(result, '.text', 2))).toBe(targetOf(result, 'other') - targetOf(result, 'main'))
    },
  },
  'coff-unwind-plain-only': {
    with: () => expect(blocksIn(linkWith([unwinding], ['coff-unwind-plain-only']), '.pdata$x')).toBe(0),
    without: () => expect(blocksIn(linkWith([unwinding], []), '.pdata$x')).toBe(1),
  },
  'coff-starts-folded': {
    with: () => {
      expect(kindOf(linkWith([based], ['coff-starts-folded']))).toEqual(['Pointer32', -0x10000000n])
      expect(fieldOf(linkWith([inParts], ['coff-starts-folded']), '.text', 0)).toBe(1)
    },
    without: () => {
      expect(kindOf(linkWith([based], []))).toEqual(['Pointer32NB', 0n])
      expect(fieldOf(linkWith([inParts], []), '.text', 0)).toBe(5)
    },
  },
  'coff-numbers-of-the-object': {
    with: () => {
      const result = linkWith([inParts], ['coff-numbers-of-the-object'])
      expect(fieldOf(result, '.text', 4)).toBe(3)
      expect(result.graph.addressOf(symbolOf(result, 'secidx'))).toBe(3n)
    },
    without: () => expect(fieldOf(linkWith([inParts], []), '.text', 4)).toBe(2),
  },
  'image-base-unknown': {
    with: () => expect(fieldOf(linkWith([based], ['image-base-unknown']), '.text', 2)).toBe(0x10000000),
    without: () => expect(fieldOf(linkWith([based], []), '.text', 2)).toBe(0),
  },
} satisfies Partial<Record<QuirkId, QuirkCheck>>

function alignmentOf(result: LinkResult): number {
  const { symbols, blocks } = result.graph
  return 2 ** blocks.alignment[symbols.block[symbolOf(result, 'twelve')]]
}

/** Kind and addend of the first edge. */
function kindOf({ graph, arch }: LinkResult): [string, bigint] {
  const e = 0 as EdgeId
  return [arch.edges[graph.edges.kind[e]]!.name, BigInt.asIntN(64, graph.edges.addend.big[e])]
}
