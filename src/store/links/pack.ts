/**
 * Packs bytes into text for a link: deflated, then base64url. fflate deflates, because it is small, typed, without
 * dependencies and synchronous; the browser's own streams would make every look at the address a promise.
 */
import { Misread } from '../misread'
import { deflateSync, inflateSync } from 'fflate'
import { fromBase64Url, toBase64Url } from './base64url'

const LEVEL = 9

export const pack = (bytes: Uint8Array): string => toBase64Url(deflateSync(bytes, { level: LEVEL }))

/**
 * The bytes behind a packed text. Throws an Error if it is damaged or holds more than `most` bytes; however it was made,
 * no more memory than that is used.
 */
export function unpack(text: string, most: number): Uint8Array<ArrayBuffer> {
  const room = new Uint8Array(most + 1)
  const bytes = inflateSync(fromBase64Url(text), { out: room })
  if (bytes.length > most) throw new Misread('links.too-large', { n: most })
  return bytes.slice() as Uint8Array<ArrayBuffer>
}
