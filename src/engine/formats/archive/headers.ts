/**
 * The frame of an archive: a magic word, then members one behind the other, each with a header of text.
 *
 *   offset  0  name, 16 bytes, padded with blanks       48  size in decimal, 10 bytes
 *          16  time, 28 owner, 34 group, 40 mode        58  the two bytes "`\n"
 *
 * A member starts at an even offset. Whatever is not text where text should be, or longer than the file, ends the walk:
 * what came before it stays readable.
 *
 * Source: System V ABI, "Archive File"; the ar(5) manual pages of GNU and BSD.
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell } from '../../graph/phrases/phrase'

export const MAGIC = '!<arch>\n'
export const THIN_MAGIC = '!<thin>\n'
export const HEADER_BYTES = 60

export interface MemberHeader {
  /** Where the header stands in the archive. */
  readonly at: number
  /** The name field without its padding. */
  readonly rawName: string
  /** Where the member's bytes start, and how many there are. */
  readonly start: number
  readonly size: number
}

export interface Walk {
  readonly headers: readonly MemberHeader[]
  /** Why the walk ended before the end of the file; undefined if it did not. */
  readonly broken: { readonly at: number; readonly found: Phrase; readonly expected: Phrase } | undefined
}

const decoder = new TextDecoder('latin1')

export const latin1 = (bytes: Uint8Array, from: number, to: number): string => decoder.decode(bytes.subarray(from, to))

/** Names of members that are no files: symbol indexes and the table of long names. Thin archives hold bytes for these only. */
export const isSpecial = (rawName: string): boolean =>
  rawName === '/' || rawName === '//' || rawName.startsWith('/SYM64') || rawName.startsWith('/<')

/** Walks over all members. `thin`: ordinary members have no bytes in this file. */
export function walkMembers(bytes: Uint8Array, thin: boolean): Walk {
  const headers: MemberHeader[] = []
  for (let at = MAGIC.length; at < bytes.length; ) {
    const end = at + HEADER_BYTES
    if (end > bytes.length)
      return {
        headers,
        broken: broken(at, tell('bytes', { n: bytes.length - at }), tell('member-header', { n: HEADER_BYTES })),
      }
    const mark = latin1(bytes, end - 2, end)
    if (mark !== '`\n') return { headers, broken: broken(at, tell('no-member-header'), tell('member-mark')) }
    const digits = latin1(bytes, at + 48, at + 58).trimEnd()
    if (!/^\d+$/.test(digits)) return { headers, broken: broken(at + 48, tell('size-of', { digits }), tell('decimal')) }
    const rawName = latin1(bytes, at, at + 16).trimEnd()
    const size = Number(digits)
    const held = thin && !isSpecial(rawName) ? 0 : size
    if (end + held > bytes.length)
      return {
        headers,
        broken: broken(at + 48, tell('member-of', { n: size }), tell('at-most', { n: bytes.length - end })),
      }
    headers.push({ at, rawName, start: end, size })
    at = end + held + (held & 1)
  }
  return { headers, broken: undefined }
}

function broken(at: number, found: Phrase, expected: Phrase): NonNullable<Walk['broken']> {
  return { at, found, expected }
}
