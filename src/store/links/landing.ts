/**
 * A link that speaks of files which it does not hold: which of them are there, which are still asked for, and whether
 * what people give is what the link means. Names may differ; what counts is the hash.
 */
import type { Message, Words } from '../../messages/messages'
import { later } from '../../messages/messages'
import { sizeOf } from '../../worker/origins'
import type { NamedBytes } from '../desk'
import { canHash, sha256Of } from './hash'
import { unpack } from './pack'
import type { LinkedFile } from './page-link'
import { MOST } from './page-link'

export interface AwaitedFile {
  readonly file: LinkedFile
  /** Its content, if it is there. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
}

export interface Offered {
  readonly files: readonly AwaitedFile[]
  /** What was given and is not wanted, and why, in sentences. */
  readonly notes: readonly Words[]
}

export const isMissing = ({ bytes }: AwaitedFile): boolean => bytes === undefined

/** The files of a link, with those that ride in it or are known by their hash. Damaged ones are asked for. */
export async function gather(
  files: readonly LinkedFile[],
  known: (sha256: string) => Uint8Array<ArrayBuffer> | undefined,
): Promise<Offered> {
  const notes: Words[] = []
  const gathered = await Promise.all(
    files.map(async (file) => {
      const bytes = known(file.sha256) ?? (await unpackFile(file, notes))
      return { file, bytes }
    }),
  )
  return { files: gathered, notes }
}

async function unpackFile(file: LinkedFile, notes: Words[]): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (file.packed === undefined) return undefined
  try {
    const bytes = unpack(file.packed, Math.min(file.size, MOST.packedFile))
    if (await isMeant(file, bytes)) return bytes
  } catch {
    // The note below says all that there is to say.
  }
  notes.push(later('links.packed-damaged', { name: file.name }))
  return undefined
}

/** Takes those of the given files that are asked for. */
export async function offer(awaited: readonly AwaitedFile[], given: readonly NamedBytes[]): Promise<Offered> {
  const files = [...awaited]
  const notes: Words[] = canHash() ? [] : [later('links.unchecked')]
  for (const { name, bytes } of given) {
    const fits = await Promise.all(files.map(async (one) => isMissing(one) && (await isMeant(one.file, bytes, name))))
    const at = fits.indexOf(true)
    if (at >= 0) files[at] = { ...files[at]!, bytes }
    else notes.push(whyNot(awaited, name, bytes))
  }
  return { files, notes }
}

async function isMeant(file: LinkedFile, bytes: Uint8Array<ArrayBuffer>, name = file.name): Promise<boolean> {
  if (sizeOf(bytes) !== file.size) return false
  return canHash() ? (await sha256Of(bytes).catch(() => undefined)) === file.sha256 : name === file.name
}

function whyNot(awaited: readonly AwaitedFile[], name: string, bytes: Uint8Array): Message {
  const namesake = awaited.find(({ file }) => file.name === name)?.file
  if (!namesake) return later('links.other-file', { name })
  if (namesake.size !== sizeOf(bytes))
    return later('links.other-size', { name, n: sizeOf(bytes), wanted: namesake.size })
  return later('links.other-bytes', { name })
}
