/** Files that people drop or pick, read into memory. They go to the linker in this tab and nowhere else. */

import { rememberOrigin } from '../../worker/origins'

export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Reads all files; one that cannot be read (a folder, a file that vanished) is left out. */
export async function readFiles(files: readonly File[]): Promise<NamedBytes[]> {
  const read = await Promise.allSettled(
    files.map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      rememberOrigin(bytes, file)
      return { name: file.name, bytes }
    }),
  )
  return read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}
