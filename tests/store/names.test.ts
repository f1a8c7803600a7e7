/** Mangled names in a text, and the demangler itself on names of a real object. */
import { describe, expect, it } from 'vitest'
import { loadDemangler } from '../../src/demangler/demangler'
import { mangledIn, written } from '../../src/store/names'
import { readBytes } from '../support/link-files'

const wasm = async (): Promise<BufferSource> => readBytes('node_modules/gecko-profiler-demangle/index_bg.wasm')

describe('names', () => {
  it('are replaced where they stand in a text; others stay', () => {
    const names = new Map([['_ZN4room5Thing5countE', 'room::Thing::count']])
    expect(written('_Z5weighv+0x2 → _ZN4room5Thing5countE', names)).toBe('_Z5weighv+0x2 → room::Thing::count')
    expect(written('main → my_Zoo', names)).toBe('main → my_Zoo')
  })

  it('are known by their manglings: of C++, also as Mach-O has it, of Rust, and Microsoft’s', () => {
    expect(mangledIn('__ZN3foo3barEi+0x4 → ?foo@@YAHXZ')).toEqual(['__ZN3foo3barEi', '?foo@@YAHXZ'])
    expect(mangledIn('stub for _RNvC6_123foo3bar')).toEqual(['_RNvC6_123foo3bar'])
    expect(mangledIn('my_Zoo and what_Rest, really? a@@b')).toEqual([])
  })

  it('are demangled as their authors wrote them', async () => {
    const demangle = await loadDemangler(wasm)
    expect(demangle('_ZN4room5Thing5countE')).toBe('room::Thing::count')
    expect(demangle('_ZTVN4room5ThingE')).toContain('room::Thing')
    expect(demangle('_ZNSt6vectorIiSaIiEE9push_backEOi')).toContain('std::vector<int')
    expect(demangle('__ZN3foo3barEi')).toBe('foo::bar(int)')
    expect(demangle('?foo@@YAHXZ')).toContain('foo')
    expect(demangle('main')).toBe('main')
    expect(demangle('_Znonsense')).toBe('_Znonsense')
  })
})
