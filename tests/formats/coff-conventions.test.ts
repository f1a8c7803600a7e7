/** What COFF objects say beside code and data: initializers in order, orders to the linker, imports; what people read of it. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import { diagnosticText, remedyOf } from '../../src/engine/graph/diagnostics'
import type { ActionId, BlockId, SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, DEFAULT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { surveyInputs } from '../../src/engine/session/survey'
import type { CoffSectionSpec, CoffSymbolSpec } from '../support/coff-writer'
import { exported, sectionSymbol, writeCoff } from '../support/coff-writer'
import { IMPORT_ENTRY, IMPORT_LIBRARY, IMPORT_USER } from '../support/import-library'
import { readBytes } from '../support/link-files'

const ascii = (value: string): number[] => [...new TextEncoder().encode(value)]
const CODE: CoffSectionSpec = { name: '.text', flags: 'rx', bytes: new Array<number>(16).fill(0xc3) }

function object(
  name: string,
  sections: readonly CoffSectionSpec[],
  symbols: readonly CoffSymbolSpec[],
): LinkInput & { bytes: Uint8Array } {
  return { name, bytes: writeCoff({ sections, symbols: [sectionSymbol('.text', 1), ...symbols] }) }
}

const linked = (inputs: readonly LinkInput[]): LinkResult =>
  link(inputs, { ...DEFAULT_OPTIONS, undefined: 'zero' }, { log: false })

/** An array of one pointer to a function. */
const pointer = (name: string, to: string): CoffSectionSpec => ({
  name,
  flags: 'r',
  align: 8,
  bytes: new Array<number>(8).fill(0),
  relocations: [{ at: 0, type: 1, to }],
})

describe('fields of COFF that speak of sections', () => {
  const asking: CoffSectionSpec = {
    ...CODE,
    relocations: ['near', 'far', 'code'].flatMap((to, i) => [
      { at: 4 * i, type: 11, to },
      { at: 12, type: 10, to: 'far' },
    ]),
    bytes: new Array<number>(16).fill(0),
  }
  const variables = (byte: number): CoffSectionSpec => ({ name: '.tls$', flags: 'rw', bytes: [byte, byte, byte, byte] })
  const one = object(
    'a.obj',
    [asking, variables(1)],
    [exported('main', 1), exported('near', 2, 2), { name: 'far' }, { name: 'code' }],
  )
  const two = object('b.obj', [CODE, variables(2)], [exported('far', 2, 3), exported('code', 1, 5)])
  const { graph } = linked([one, two])
  const symbol = (name: string): bigint =>
    graph.addressOf(
      Array.from({ length: graph.symbols.length }, (_, s) => s as SymbolId).find(
        (s) => graph.nameOf(s) === name && graph.symbols.base[s] === Base.Defined,
      )!,
    )
  const view = new DataView(graph.content(0 as BlockId)!.slice().buffer)

  it('count from where the section starts that all files have parts of', () => {
    expect(symbol('main') + BigInt(view.getUint32(8, true))).toBe(symbol('code'))
  })

  it('count thread-local parts as if those of all files stood one behind the other', () => {
    expect([0, 4].map((at) => view.getUint32(at, true))).toEqual([2, 7])
  })

  it('give parts of all files one number', () => expect(view.getUint16(12, true)).toBe(2))
})

/** What lld-link 22 writes for the same objects. */
describe('thread-local parts of three COFF files', () => {
  const ask = (names: readonly string[]): CoffSectionSpec => ({
    ...CODE,
    relocations: names.map((to, i) => ({ at: 4 * i, type: 11, to })),
    bytes: new Array<number>(16).fill(0),
  })
  const part = (name: string, size: number, align: number): CoffSectionSpec => ({
    name,
    flags: 'rw',
    align,
    bytes: new Array<number>(size).fill(1),
  })
  const names = ['one', 'two', 'guard', 'end']
  const inputs = [
    object(
      'a.obj',
      [ask(names), part('.tls$', 5, 4)],
      [exported('main', 1), exported('one', 2), ...names.slice(1).map((name) => ({ name }))],
    ),
    object('b.obj', [CODE, part('.tls$', 16, 8)], [exported('two', 2, 8)]),
    object(
      'c.obj',
      [CODE, part('.tls$ZZZ', 8, 1), part('.tls', 8, 1), part('.tls$', 1, 1)],
      [exported('end', 2), exported('start', 3), exported('guard', 4)],
    ),
  ]

  it('are one template: by name, then by file', () => {
    const { graph } = linked(inputs)
    const view = new DataView(graph.content(0 as BlockId)!.slice().buffer)
    expect([0, 4, 8, 12].map((at) => view.getUint32(at, true))).toEqual([8, 0x18, 0x20, 0x21])
  })

  it('have each a template of their own in compat mode, where names of other files get no distance', () => {
    const { graph } = link(inputs, { ...COMPAT_OPTIONS, undefined: 'zero' }, { log: false })
    const view = new DataView(graph.content(0 as BlockId)!.slice().buffer)
    expect([0, 4, 8, 12].map((at) => view.getUint32(at, true))).toEqual([0, 0, 0, 0])
  })
})

describe('a distance from the start of the image', () => {
  const head = object(
    'head.o',
    [CODE, { name: '.idata$2', flags: 'rw', bytes: [0, 0, 0, 0], relocations: [{ at: 0, type: 3, to: 'tail' }] }],
    [exported('head', 2), { name: 'tail' }],
  )
  const errorOf = (options: Partial<LinkOptions>): string | undefined =>
    link([head], { ...DEFAULT_OPTIONS, ...options }, { log: false })
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ detail }) => said(detail))[0]

  it('to a name that nobody defines cannot be if that is put at 0, and the error says why it is there', () =>
    expect(errorOf({ undefined: 'zero' })).toContain('Nobody defines it, so it was put at 0'))

  it('can be if it is put behind the image, as on the page', () =>
    expect(errorOf({ undefined: 'assume' })).toBeUndefined())

  it('blames nobody for an address that somebody gave', () => {
    const said = errorOf({ absolutes: new Map([['tail', 16n]]) })
    expect(said).toContain('beyond the limit')
    expect(said).not.toContain('Nobody')
  })
})

describe('initializers of COFF', () => {
  const functions = ['c', 'early', 'user', 'late', 'end', 'last'].map((name, i) => exported(name, 1, i))
  const arrays = [
    pointer('.CRT$XCU', 'user'),
    pointer('.CRT$XTA', 'last'),
    pointer('.CRT$XCZ', 'late'),
    pointer('.CRT$XPA', 'end'),
    pointer('.CRT$XCA', 'early'),
    pointer('.CRT$XIA', 'c'),
    pointer('.CRT$XLB', 'user'),
  ]

  it('run in the order of the letters, those of C before those of C++; terminators are twins', () => {
    const { graph } = linked([object('a.obj', [CODE, ...arrays], functions)])
    const { subject, kind, hasTwin } = graph.actions
    const all = Array.from({ length: graph.actions.length }, (_, i) => i as ActionId)
    expect(all.map((a) => graph.nameOf(subject[a]))).toEqual(['c', 'early', 'user', 'late', 'end', 'last'])
    expect(all.map((a) => hasTwin[a])).toEqual([0, 0, 0, 0, 1, 1])
    expect(new Set(all.map((a) => kind[a])).size).toBe(2)
  })

  it('of several files run by letters first, then by file', () => {
    const one = object(
      'a.obj',
      [CODE, pointer('.CRT$XCU', 'a'), pointer('.CRT$XCZ', 'z')],
      [exported('a', 1), exported('z', 1, 1)],
    )
    const two = object('b.obj', [CODE, pointer('.CRT$XCU', 'b')], [exported('b', 1)])
    const { graph } = linked([one, two])
    const names = Array.from({ length: graph.actions.length }, (_, i) =>
      graph.nameOf(graph.actions.subject[i as ActionId]),
    )
    expect(names).toEqual(['a', 'b', 'z'])
  })

  const upsideDown = object(
    'z.obj',
    [CODE, ...['Z', 'U', 'A'].map((letter) => pointer(`.CRT$XC${letter}`, 'a'))],
    [exported('a', 1)],
  )
  it.each([
    ['of the test object', { name: 'x.o', bytes: readBytes('tests/corpus/coff-x86-64/initializers.o') }],
    ['of a file that has them upside down', upsideDown],
  ])('%s lie between the marks of their array', (_, input) => {
    const { graph } = linked([input])
    const placed = Array.from({ length: graph.blocks.length }, (_, b) => b as BlockId)
      .filter((b) => graph.sectionName(graph.blocks.section[b]).startsWith('.CRT$XC'))
      .toSorted((a, b) => Number(graph.blocks.address.big[a] - graph.blocks.address.big[b]))
    expect(placed.map((b) => graph.sectionName(graph.blocks.section[b]))).toEqual(['.CRT$XCA', '.CRT$XCU', '.CRT$XCZ'])
  })
})

const orders = (text: string): CoffSectionSpec => ({ name: '.drectve', flags: 'rn', bytes: ascii(text) })
const noteOf = ({ diagnostics }: LinkResult, code: string): string =>
  said(diagnostics.find((diagnostic) => diagnostic.code === code)?.detail)

describe('orders to the linker', () => {
  it('are told with what became of them', () => {
    const text = ' /DEFAULTLIB:libcmt -include:wanted "/alternatename:a=b" /export:main /merge:x=y -unheard'
    const result = linked([object('a.obj', [CODE, orders(text)], [exported('main', 1)])])
    expect(result.ok).toBe(true)
    expect(noteOf(result, 'coff-directives')).toBe(
      'Honoured: -include:wanted /alternatename:a=b. True anyway: /export:main. ' +
        'Passed over: /DEFAULTLIB:libcmt /merge:x=y -unheard',
    )
  })

  it('of which there are many are counted', () => {
    const text = Array.from({ length: 9 }, (_, i) => `/defaultlib:${i}`).join(' ')
    const note = noteOf(linked([object('a.obj', [CODE, orders(text)], [exported('main', 1)])]), 'coff-directives')
    expect(note).toMatch(/\/defaultlib:5 and 3 more$/)
  })

  it('are not mentioned where there are none', () => {
    expect(linked([object('a.obj', [CODE], [exported('main', 1)])]).diagnostics).toEqual([])
  })

  it('align a common as they say, but never less than its size asks for', () => {
    const commons = (text: string): number => {
      const symbols = [exported('main', 1), { name: 'shared', value: 4 }]
      const { graph } = linked([object('a.obj', [CODE, orders(text)], symbols)])
      const s = Array.from({ length: graph.symbols.length }, (_, i) => i as SymbolId).find(
        (i) => graph.nameOf(i) === 'shared' && graph.symbols.base[i] === Base.Defined,
      )!
      return 2 ** graph.blocks.alignment[graph.symbols.block[s]]
    }
    expect(commons('')).toBe(4)
    expect(commons('-aligncomm:"shared",5')).toBe(32)
    expect(commons('-aligncomm:shared,0')).toBe(4)
    expect(commons('-aligncomm:other,5')).toBe(4)
    expect(commons('-aligncomm:shared,99')).toBe(8192)
  })
})

describe('imports', () => {
  const user = { name: 'user.obj', bytes: IMPORT_USER }

  it('of a library are explained on the input tray: what the member names, from which DLL', () => {
    const inputs = [user, { name: 'kernel32.lib', bytes: IMPORT_LIBRARY }]
    const result = link(inputs, PAGE_OPTIONS, { log: false })
    expect(result.ok).toBe(true)
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const [, survey] = surveyInputs(inputs, result)
    expect(survey!.notes.map(said)).toEqual([
      'An import library. 1 member of it only names what KERNEL32.dll has: Windows would load it with a program, and nothing loads DLLs here',
    ])
    const { role } = survey!.members![0]!
    expect(role.kind).toBe('refused')
    expect(role.kind === 'refused' && said(role.diagnostic.detail)).toBe('Only names Sleep, a function of KERNEL32.dll')
    expect(role.kind === 'refused' && diagnosticText(role.diagnostic)).toContain(said(remedyOf('coff-import')))
  })

  it('alone are no link, and no error either', () => {
    const { ok, refused, diagnostics } = link([{ name: 'entry.obj', bytes: IMPORT_ENTRY }], PAGE_OPTIONS, {
      log: false,
    })
    expect(ok).toBe(false)
    expect(refused.map(({ diagnostic }) => [diagnostic.code, diagnostic.severity])).toEqual([['coff-import', 'note']])
    expect(diagnostics).toHaveLength(1)
  })

  it('in the form of GNU are linked, and a note says what the object is for', () => {
    const thunk = object(
      'sleep.obj',
      [
        CODE,
        { name: '.idata$5', flags: 'rw', align: 8, bytes: [0, 0, 0, 0, 0, 0, 0, 0] },
        { name: '.idata$6', flags: 'rw', align: 2, bytes: [7, 0, ...ascii('Sleep\0')] },
      ],
      [exported('Sleep', 1), { name: '__imp_Sleep', section: 2 }, sectionSymbol('.idata$6', 3)],
    )
    const result = linked([user, thunk])
    expect(result.ok).toBe(true)
    expect(noteOf(result, 'coff-import-table')).toMatch(/^Only names Sleep, a function of a DLL\. /)
    expect(surveyInputs([user, thunk], result).map(({ notes }) => notes.length)).toEqual([1, 1])
  })
})
