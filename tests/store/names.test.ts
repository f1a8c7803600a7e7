/** Mangled names in a text, and the demangler itself on names of a real object. */
import { describe, expect, it } from 'vitest'
import { loadDemangler } from '../../src/demangler/demangler'
import { mangledIn, Writer, written } from '../../src/store/names'
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

  it('become shorter each for itself where there is not much room', () => {
    const names = new Map([['_Z1fSt6vectorIiSaIiEE', 'f(std::vector<int, std::allocator<int> >)']])
    expect(written('_Z1fSt6vectorIiSaIiEE calls _Z1fSt6vectorIiSaIiEE.', names, 12)).toBe('f(…) calls f(…).')
  })

  it('are written anew only by a writer that wrote one of them raw', () => {
    const names = new Map<string, string>()
    const asked: string[] = []
    const [one, other] = [1, 2].map(() => new Writer(names, (text) => asked.push(text)))
    expect(one!.write('_ZN3foo3barEi')).toBe('_ZN3foo3barEi')
    expect(other!.write('main')).toBe('main')
    expect(asked).toEqual(['_ZN3foo3barEi', 'main'])
    expect([one!.isStale(), other!.isStale()]).toEqual([false, false])
    names.set('_ZN3foo3barEi', 'foo::bar(int)')
    expect([one!.isStale(), other!.isStale()]).toEqual([true, false])
    expect(other!.write('_ZN3foo3barEi')).toBe('foo::bar(int)')
    expect(other!.isStale()).toBe(false)
  })

  it('are demangled as their authors wrote them', async () => {
    const demangle = await loadDemangler(wasm)
    expect(demangle('_ZN4room5Thing5countE')).toBe('room::Thing::count')
    expect(demangle('_ZNSt6vectorIiSaIiEE9push_backEOi')).toContain('std::vector<int')
    expect(demangle('__ZN3foo3barEi')).toBe('foo::bar(int)')
    expect(demangle('?foo@@YAHXZ')).toContain('foo')
    expect(demangle('main')).toBe('main')
    expect(demangle('_Znonsense')).toBe('_Znonsense')
  })

  it('of what compilers make for classes are those that c++filt prints', async () => {
    const demangle = await loadDemangler(wasm)
    // As llvm-cxxfilt 22 has them.
    const usual = {
      _ZTVN4llvm2cl6OptionE: 'vtable for llvm::cl::Option',
      _ZTTN4llvm2cl6OptionE: 'VTT for llvm::cl::Option',
      _ZTIN4llvm2cl6OptionE: 'typeinfo for llvm::cl::Option',
      _ZThn16_N1C1fEv: 'non-virtual thunk to C::f()',
      _ZTv0_n24_N1C1fEv: 'virtual thunk to C::f()',
      _ZTcv0_n24_v0_n32_N1C1fEv: 'covariant return thunk to C::f()',
      _ZN1AIXadL_ZTV1BEEE1fEv: 'A<&vtable for B>::f()',
    }
    for (const [name, words] of Object.entries(usual)) expect(demangle(name)).toBe(words)
    expect(demangle('_ZZ4mainENKUlvE_clEv')).toBe('main::{lambda()#1}::operator()() const')
  })
})
