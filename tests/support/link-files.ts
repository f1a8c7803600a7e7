/** Links files of the repository for a test, with a log. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import type { Sample } from '../../src/store/samples'
import { readManifest } from '../../src/store/samples'

/** The project's folder: the first above this file, or above the tool that it was built into, with a package in it. */
export const ROOT = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
})()

export const readBytes = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(ROOT, path)))

export function samples(): readonly Sample[] {
  return readManifest(JSON.parse(readFileSync(join(ROOT, 'public/samples/manifest.json'), 'utf8')))
}

export const sampleInputs = ({ folder, files }: Sample): LinkInput[] =>
  files.map(({ name }) => ({ name, bytes: readBytes(`public/samples/${folder}/${name}`) }))

export function linkSample(id: string, options: Partial<LinkOptions> = {}): LinkResult {
  const sample = samples().find((row) => row.id === id)
  if (!sample) throw new Error(`no sample ${id}`)
  return link(sampleInputs(sample), { ...PAGE_OPTIONS, ...options }, { log: true })
}

/** Links one file of the repository, by its path. */
export const linkFile = (path: string, options: Partial<LinkOptions> = {}): LinkResult =>
  link([{ name: path, bytes: readBytes(path) }], { ...PAGE_OPTIONS, ...options }, { log: true })
