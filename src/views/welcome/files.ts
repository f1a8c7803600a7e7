/** Files that people drop or pick, read into memory. They go to the linker in this tab and nowhere else. */

import { LARGE, standIn } from '../../worker/origins'

export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Reads all files but the large ones, which are linked from where they are; one that cannot be read (a folder, a file that vanished) is left out. */
export async function readFiles(files: readonly File[]): Promise<NamedBytes[]> {
  const read = await Promise.allSettled(
    files.map(async (file) => {
      return { name: file.name, bytes: await bytesOf(file) }
    }),
  )
  return read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size < LARGE) return new Uint8Array(await file.arrayBuffer())
  // Whether it can be read at all.
  await file.slice(0, 1).arrayBuffer()
  return standIn(file)
}
