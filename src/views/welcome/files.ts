/** Files that people drop or pick, read into memory. They go to the linker in this tab and nowhere else. */

export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Reads all files; one that cannot be read (a folder, a file that vanished) is left out. */
export async function readFiles(files: readonly File[]): Promise<NamedBytes[]> {
  const read = await Promise.allSettled(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  )
  return read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}
