/** The SHA-256 of files, each computed once. */
import { sha256 } from '../../worker/sha256'
import { isStandIn, originOf } from '../../worker/origins'
import { pictureIsThere } from '../first-picture'
import { reader } from '../reader'

/** By the file that the bytes were read from, or by the bytes. */
const KNOWN = new WeakMap<object, Promise<string>>()

/** Browsers hash only on pages that came over HTTPS or from this machine. */
export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined

/** 64 lower-case hexadecimal digits. Rejects where `canHash` is false, and if a huge file cannot be read any more. */
export function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = originOf(bytes) ?? bytes
  const known = KNOWN.get(key) ?? digest(bytes)
  KNOWN.set(key, known)
  return known
}

/**
 * The browser copies bytes before it hashes them, and the page stands still meanwhile: a large file that is still there is
 * read and hashed by the reader.
 */
async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const file = originOf(bytes)
  if (file) await pictureIsThere()
  const there =
    file &&
    (await reader()
      .ask('hash', file)
      .catch(() => undefined))
  if (there === undefined && isStandIn(bytes)) throw new Error('the file cannot be read any more')
  return there ?? sha256(bytes)
}
