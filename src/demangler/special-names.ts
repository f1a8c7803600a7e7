/**
 * What compilers make for C++ classes (tables, thunks) in the words of c++filt, nm and debuggers: `vtable for Shape`. The
 * demangler has forms of its own for some of them, `{vtable(Shape)}`, which nobody would search for.
 */

/** The demangler's word for one, up to what it is for. */
const SPECIAL = /\{(vtable|vtt|virtual override thunk)\(/

/** How far a thunk moves `this`: as many of these stand in front of the function as pointers are moved. */
const OFFSET = /^\{(virtual )?offset\([^)]*\)\}, /

/** A name that people wrote has one or two; one that was made to keep the reader busy may have thousands. */
const MOST = 16

/** A demangled name with them in the usual words. */
export function usualWords(name: string): string {
  let text = name
  for (let done = 0; done < MOST; done++) {
    const found = SPECIAL.exec(text)
    const end = found ? closing(text, found.index) : -1
    if (!found || end < 0) return text
    const inner = text.slice(found.index + found[0].length, end - 1)
    text = text.slice(0, found.index) + inWords(found[1]!, inner) + text.slice(end + 1)
  }
  return text
}

function inWords(what: string, inner: string): string {
  if (what === 'vtable') return `vtable for ${inner}`
  if (what === 'vtt') return `VTT for ${inner}`
  const first = OFFSET.exec(inner)
  const rest = inner.slice(first?.[0].length ?? 0)
  const second = OFFSET.exec(rest)
  // A second offset is the result's: the function returns a pointer to a derived class.
  if (second) return `covariant return thunk to ${rest.slice(second[0].length)}`
  return `${first?.[1] ? 'virtual' : 'non-virtual'} thunk to ${rest}`
}

/** Where the brace at `from` is closed; -1 if never. */
function closing(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at
  }
  return -1
}
