/**
 * Text of bytes that need not be UTF-8, without loss: a byte that belongs to no character becomes the code point U+DC00
 * plus the byte, half of a surrogate pair, which no well-formed text has. Written back it is the byte again; JSON shows it
 * as \udcXX, and a page as U+FFFD.
 *
 * Source: the Unicode Standard, "Conformance" (ill-formed subsequences); the convention is Python's "surrogateescape".
 */
import { append } from './append'

const REPLACEMENT = '\ufffd'
const ESCAPE = 0xdc00
const ESCAPED = /[\udc80-\udcff]/
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()
/** Longest character in UTF-8, in bytes. */
const LONGEST = 4

/** The text of some bytes. */
export function textOfBytes(bytes: Uint8Array): string {
  const text = decoder.decode(bytes)
  return text.includes(REPLACEMENT) ? decodeSlowly(bytes) : text
}

/** The bytes of a text that `textOfBytes` made, or of any well-formed one. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  if (!ESCAPED.test(text)) return encoder.encode(text)
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0)!
    const isEscape = code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff
    if (isEscape) bytes.push(code - ESCAPE)
    else append(bytes, encoder.encode(character))
  }
  return Uint8Array.from(bytes)
}

function decodeSlowly(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const character = characterAt(bytes, at)
    text += character ?? String.fromCharCode(ESCAPE + bytes[at]!)
    at += character === undefined ? 1 : encoder.encode(character).length
  }
  return text
}

/** The character that starts here; undefined if none does. */
function characterAt(bytes: Uint8Array, at: number): string | undefined {
  for (let length = 1; length <= Math.min(LONGEST, bytes.length - at); length++) {
    try {
      return strict.decode(bytes.subarray(at, at + length))
    } catch {
      // Too short for this character, or no character at all.
    }
  }
  return undefined
}
