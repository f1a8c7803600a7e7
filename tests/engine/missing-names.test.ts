/** What is said of names that nobody defines: for each way in which a name goes missing, the case and one that is not. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import { libraryOf } from '../../src/engine/graph/known-libraries'
import { hintsFor } from '../../src/engine/graph/missing-names'
import { linkObjects } from '../support/look'
import type { SymbolSpec } from '../support/object-writer'

/** Ids of the hints for a name that the first file wants, while the second has some symbols. */
function hints(name: string, ...symbols: readonly Omit<SymbolSpec, 'in'>[]): string[] {
  const { graph } = linkObjects([
    { sections: [{ name: '.text', flags: 'ax', size: 8, relocations: [{ at: 0, type: '64', to: name }] }] },
    {
      sections: [{ name: '.text', flags: 'ax', size: 8 }],
      symbols: symbols.map((symbol) => ({ ...symbol, in: '.text' })),
    },
  ])
  return hintsFor(graph, name).map(({ id }) => id)
}

describe('a name that nobody defines', () => {
  it('may be another file’s own', () => {
    expect(hints('helper', { name: 'helper', binding: 'local' })).toEqual(['local'])
  })

  it('may differ by the underscore of another system', () => {
    expect(hints('helper', { name: '_helper' })).toContain('underscore')
    expect(hints('_helper', { name: 'helper' })).toContain('underscore')
    expect(hints('helper', { name: '_helper', binding: 'local' })).toEqual([])
  })

  it('may be a C++ name where C’s was meant, and the other way round', () => {
    expect(hints('helper', { name: '_Z6helperi' })).toEqual(['needs-extern-c'])
    expect(hints('_Z6helperi', { name: 'helper' })).toEqual(['extern-c-missing'])
    expect(hints('help', { name: '_Z6helperi' })).toEqual([])
    expect(hints('helper', { name: '_Z99helper' })).toEqual([])
  })

  it.each(['helpr', 'hellper', 'helqer', 'hepler'])('may be misspelled: %s', (name) => {
    expect(hints(name, { name: 'helper' })).toEqual(['spelling'])
  })

  it('is not every name that is somewhat alike', () => {
    expect(hints('helper', { name: 'held' })).toEqual([])
    expect(hints('abc', { name: 'abd' })).toEqual([])
  })

  it('names the near definition, and its file', () => {
    const { graph } = linkObjects([
      { sections: [{ name: '.text', flags: 'ax', size: 8, relocations: [{ at: 0, type: '64', to: 'helpr' }] }] },
      { sections: [{ name: '.text', flags: 'ax', size: 8 }], symbols: [{ name: 'helper', in: '.text' }] },
    ])
    const [hint] = hintsFor(graph, 'helpr')
    expect(graph.nameOf(hint!.near!)).toBe('helper')
    expect(said(hint!.says)).toContain('b.o')
  })

  it('is told with the error when linking is strict', () => {
    const { diagnostics } = linkObjects(
      [
        {
          sections: [{ name: '.text', flags: 'ax', size: 8, relocations: [{ at: 0, type: '64', to: 'helpr' }] }],
          symbols: [{ name: 'main', in: '.text' }],
        },
        { sections: [{ name: '.text', flags: 'ax', size: 8 }], symbols: [{ name: 'helper', in: '.text' }] },
      ],
      { undefined: 'strict' },
    )
    expect(said(diagnostics.find(({ code }) => code === 'undefined-symbol')!.detail)).toContain('b.o defines helper')
  })
})

describe('where names usually come from', () => {
  it.each([
    ['printf', 'libc.a'],
    ['_printf', 'libc.a'],
    ['fopen64', 'libc.a'],
    ['__memcpy_chk', 'libc.a'],
    ['__stack_chk_fail', 'libc.a'],
    ['sqrtf', 'libm.a'],
    ['pow', 'libm.a'],
    ['pthread_create', 'pthread'],
    ['_ZNSt6vectorIiSaIiEE9push_backERKi', 'libstdc++'],
    ['_ZSt4cout', 'libstdc++'],
    ['_Znwm', 'libstdc++'],
    ['__cxa_throw', 'libstdc++'],
    ['__gxx_personality_v0', 'libstdc++'],
    ['_Unwind_Resume', 'libgcc_eh'],
    ['__divti3', 'libgcc.a'],
    ['__floatditf', 'libgcc.a'],
    ['__addtf3', 'libgcc.a'],
    ['__asan_report_load4', 'sanitize'],
    ['__imp_ExitProcess', 'import library'],
  ])('%s: %s', (name, file) => {
    expect(said(libraryOf(name)?.file)).toContain(file)
  })

  it.each(['helper', 'my_printf', 'printfoo', '_ZN3foo3barEv', 'powder', 'sqlite3_open'])('%s: not known', (name) => {
    expect(libraryOf(name)).toBeUndefined()
  })
})
