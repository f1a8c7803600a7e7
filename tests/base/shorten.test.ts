/** Long names in little room: what tells most stays, and no name is longer than its room. */
import { describe, expect, it } from 'vitest'
import { shortenName, shortenWords } from '../../src/base/shorten'

const APPEND = 'std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >::append(char const*)'

describe('a name', () => {
  it('that fits stays whole', () => {
    expect(shortenName('main', 4)).toBe('main')
    expect(shortenName(APPEND, 200)).toBe(APPEND)
  })

  it('loses template arguments first, then parameters, then the namespaces in front', () => {
    expect(shortenName(APPEND, 60)).toBe('std::__cxx11::basic_string<…>::append(char const*)')
    expect(shortenName(APPEND, 40)).toBe('std::__cxx11::basic_string<…>::append(…)')
    expect(shortenName(APPEND, 20)).toBe('…::append(…)')
  })

  it('keeps the signs of operators', () => {
    expect(shortenName('std::map<int, std::string>::operator<(int, int, int, int)', 40)).toContain('operator<(')
    expect(shortenName('ostream& operator<< <char, traits>(ostream&, char)', 40)).toContain('operator<<')
    expect(shortenName('Functor<int, long, long long>::operator()(int)', 34)).toContain('operator()')
    expect(shortenName('Holder<int, long, long>::operator->() const', 34)).toContain('operator->')
  })

  it('of an operator with template arguments loses those, not its scope', () => {
    const plus = 'std::operator+<char, std::char_traits<char>, std::allocator<char> >(char const*, std::string const&)'
    expect(shortenName(plus, 40)).toBe('std::operator+<…>(…)')
  })

  it('shares the room with what is at the other end of an arrow', () => {
    expect(shortenName(`main+0x4 → ${APPEND}`, 40)).toBe('main+0x4 → …::append(…)')
    expect(shortenName(`${APPEND} → ${APPEND}`, 60)).toBe('…::append(…) → …::append(…)')
  })

  it('keeps what the linker says of it', () => {
    expect(shortenName(`stub for ${APPEND}`, 40)).toBe('stub for …::append(…)')
    expect(shortenName(`.text.${APPEND}`, 40)).toBe('.text.…::append(…)')
  })

  it('without any of that loses its middle', () => {
    expect(shortenName('a_very_long_name_of_a_function', 15)).toBe('a_very_lo…ction')
  })

  it('is never longer than its room, whatever it is', () => {
    for (const name of [
      APPEND,
      '<<<<<<((((',
      '>>>>',
      '((((((((((',
      '::::::::::',
      'operator<'.repeat(9),
      'x'.repeat(300),
    ])
      for (let most = 0; most < 60; most++) expect(shortenName(name, most).length).toBeLessThanOrEqual(most)
  })
})

describe('a sentence', () => {
  it('has no word that is longer than its room; the others stay', () => {
    expect(shortenWords('stub for main → f<int>(int)', 20)).toBe('stub for main → f<int>(int)')
    expect(shortenWords(`Kept ${'x'.repeat(90)} and y`, 11)).toBe('Kept xxxxxx…xxxx and y')
  })

  it('of a member of an archive is the member’s', () => {
    expect(shortenName('libz.a[2](deflate.o)', 19)).toBe('deflate.o')
    expect(shortenName('R-- libz.a[2](deflate.o)', 16)).toBe('R-- deflate.o')
    expect(shortenName('libz.a[2](deflate.o)', 20)).toBe('libz.a[2](deflate.o)')
    expect(shortenName('libz.a[2](deflate.o)', 6)).toHaveLength(6)
  })
})
