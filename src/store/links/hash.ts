/** The SHA-256 of files, each computed once, by the browser and not by us. */

const KNOWN = new WeakMap<Uint8Array, Promise<string>>()

/** Browsers hash only on pages that came over HTTPS or from this machine. */
export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined

/** 64 lower-case hexadecimal digits. Rejects where `canHash` is false. */
export function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const known = KNOWN.get(bytes) ?? digest(bytes)
  KNOWN.set(bytes, known)
  return known
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
