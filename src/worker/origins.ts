/**
 * Which file each input was read from. A worker that is given the file reads it for itself, which costs the page nothing;
 * bytes would be copied while the page stands still. For the bytes of a large file an empty array stands at first: the page
 * reads it while the worker links, and a huge one not at all.
 */
import type { AskedInput } from './protocol'

const ORIGINS = new WeakMap<Uint8Array, Blob>()

/** From this many bytes on a copy costs more than a second reading. */
export const LARGE = 1 << 20

/** From this many bytes on, not to take much memory matters more than a little time. */
export const HUGE = 1 << 26

/** Notes where bytes were read from, all of that and in its order. */
export function rememberOrigin(bytes: Uint8Array, origin: Blob): void {
  ORIGINS.set(bytes, origin)
}

/** What stands for the bytes of a large file that has not been read. */
export function standIn(file: Blob): Uint8Array<ArrayBuffer> {
  const none = new Uint8Array(0)
  rememberOrigin(none, file)
  return none
}

/** Whether these are no bytes, but stand for a file's. */
export const isStandIn = (bytes: Uint8Array): boolean => bytes.length === 0 && sizeOf(bytes) > 0

/** How many bytes there are, or are stood for. */
export const sizeOf = (bytes: Uint8Array): number => ORIGINS.get(bytes)?.size ?? bytes.length

/** Whether a link of these takes so much memory that nothing of it may be there twice. */
export const areHuge = (inputs: readonly AskedInput[]): boolean =>
  inputs.reduce((sum, { bytes }) => sum + sizeOf(bytes), 0) >= HUGE

/** The file that large bytes were read from, if that is known. It may have changed since; reading it fails then. */
export const originOf = (bytes: Uint8Array): Blob | undefined =>
  sizeOf(bytes) < LARGE ? undefined : ORIGINS.get(bytes)

/** An input on its way to a worker. */
export type SentInput = AskedInput | { readonly name: string; readonly file: Blob }

/** With the file in place of the bytes, where that is better. */
export function sendInput(input: AskedInput): SentInput {
  const file = originOf(input.bytes)
  return file ? { name: input.name, file } : input
}

/** A file is not what it was when the page was given it. */
export class FileGone extends Error {}

/** By what stands for it: a file that is being read, or has been. */
const READ = new WeakMap<Uint8Array, Promise<Uint8Array<ArrayBuffer>>>()

/** With its bytes, whatever stands for them; what is not huge is read once. Throws a FileGone if they cannot be read. */
export async function withBytes(input: AskedInput): Promise<AskedInput> {
  const file = isStandIn(input.bytes) && originOf(input.bytes)
  if (!file) return input
  const reading = READ.get(input.bytes) ?? read(file)
  if (file.size < HUGE) READ.set(input.bytes, reading)
  try {
    return { ...input, bytes: await reading }
  } catch {
    throw new FileGone(input.name)
  }
}

async function read(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  rememberOrigin(bytes, file)
  return bytes
}
