/**
 * Names that are too long for their place. Of a C++ name the most telling part stays: template arguments go first, then
 * parameters, then the namespaces in front; what is still too long loses its middle, since names differ at both ends.
 */

const GAP = '…'
const ARROW = ' → '

/**
 * What stands in front of a name: two to four words, of the linker in any language (`stub for`) or of demanglers (`virtual
 * thunk to`), or the section that was made for the name alone. It stays.
 */
const PREFIX = /^(?:(?:→|FDE|CIE) |(?:[\p{L}-]+ ){2,4}|\.(?:[a-z_]+\.)+)/u

/** A member of an archive, as linkers write it: `libz.a[2](deflate.o)`. What is in brackets tells it from the others. */
const MEMBER = /\S+\[\d+\]\(([^()\s]*\.[^()\s]+)\)/g

/** A text of at most `most` characters, the whole text if it fits; names on both sides of an arrow share the room. */
export function shortenName(name: string, most: number): string {
  if (name.length <= most) return name
  const text = name.replace(MEMBER, '$1')
  if (text.length <= most) return text
  const parts = text.split(ARROW)
  if (parts.length === 2 && most > 3 * ARROW.length) return shortenPair(parts[0]!, parts[1]!, most - ARROW.length)
  const prefix = PREFIX.exec(text)?.[0] ?? ''
  return most > 2 * prefix.length
    ? prefix + shortenOne(text.slice(prefix.length), most - prefix.length)
    : shortenOne(text, most)
}

/** A text in which no word is longer than `most` characters; words that are become shorter as names do. */
export const shortenWords = (text: string, most: number): string =>
  text.length <= most ? text : text.replace(/\S+/g, (word) => shortenName(word, most))

/** A side that needs less than its half leaves the rest to the other. */
function shortenPair(from: string, to: string, most: number): string {
  const half = most >> 1
  const left = Math.min(from.length, Math.max(half, most - to.length))
  return `${shortenName(from, left)}${ARROW}${shortenName(to, most - left)}`
}

function shortenOne(name: string, most: number): string {
  let short = name
  for (const shorten of [withoutArguments, withoutParameters, withoutScope]) {
    const next = shorten(short)
    if (next.length < short.length) short = next
    if (short.length <= most) return short
  }
  return withoutMiddle(short, most)
}

/** `vector<int, allocator<int> >::push_back(int)` → `vector<…>::push_back(int)`; operators keep their signs. */
const withoutArguments = (name: string): string => fold(name, '<', '>')

const withoutParameters = (name: string): string => fold(name, '(', ')')

/** Replaces what is between outermost brackets. */
function fold(name: string, open: string, close: string): string {
  let out = ''
  for (let at = 0; at < name.length; ) {
    const end = name[at] === open && !isOperator(name, at) ? closing(name, at, open, close) : -1
    out += end > at + 2 ? `${open}${GAP}${close}` : end >= 0 ? name.slice(at, end + 1) : name[at]
    at = end >= 0 ? end + 1 : at + 1
  }
  return out
}

/** The bracket is the sign of an operator, or a part of it. */
const isOperator = (name: string, at: number): boolean => /operator[<(]?$/.test(name.slice(Math.max(0, at - 9), at))

/** Where a bracket is closed; -1 if never. */
function closing(name: string, from: number, open: string, close: string): number {
  let depth = 0
  for (let at = from; at < name.length; at++) {
    if (name[at] === open) depth++
    // The arrow of `operator->` closes nothing.
    else if (name[at] === close && name[at - 1] !== '-' && --depth === 0) return at
  }
  return -1
}

/** `std::__detail::_Executor<…>::_M_main(…)` → `…::_M_main(…)`. */
function withoutScope(name: string): string {
  let last = -1
  for (let at = 0; at < name.length; at++) {
    const bracket = (name[at] === '<' || name[at] === '(') && !isOperator(name, at)
    if (bracket && name[at] === '(' && at > 0) break
    const end = bracket ? closing(name, at, name[at]!, name[at] === '<' ? '>' : ')') : -1
    if (end > 0) at = end
    else if (name.startsWith('::', at)) last = at
  }
  return last <= 0 ? name : `${GAP}${name.slice(last)}`
}

function withoutMiddle(name: string, most: number): string {
  if (most < 1) return ''
  const tail = Math.floor((most - 1) * 0.4)
  return `${name.slice(0, most - 1 - tail)}${GAP}${tail === 0 ? '' : name.slice(-tail)}`
}
