/** The SHA-256 of bytes, by the browser and not by us. */
import { hexBytes } from '../base/hex'

/** 64 lower-case hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return hexBytes(hash)
}
