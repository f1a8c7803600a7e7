/**
 * Which file each input was read from. A worker that is given the file reads it for itself, which costs the page nothing;
 * bytes would be copied while the page stands still.
 */
import type { AskedInput } from './protocol'

const ORIGINS = new WeakMap<Uint8Array, Blob>()

/** Below this many bytes a copy costs nothing worth a second reading. */
const SMALL = 1 << 20

/** Notes where bytes were read from, all of that and in its order. */
export function rememberOrigin(bytes: Uint8Array, origin: Blob): void {
  ORIGINS.set(bytes, origin)
}

/** The file that large bytes were read from, if that is known. It may have changed since; reading it fails then. */
export const originOf = (bytes: Uint8Array): Blob | undefined => (bytes.length < SMALL ? undefined : ORIGINS.get(bytes))

/** An input on its way to a worker. */
export type SentInput = AskedInput | { readonly name: string; readonly file: Blob }

/** With the file in place of the bytes, where that is better. */
export function sendInput(input: AskedInput): SentInput {
  const file = originOf(input.bytes)
  return file ? { name: input.name, file } : input
}
