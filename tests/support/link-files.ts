/** Links files of the repository for a test, with a log. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')

export interface SampleRow {
  readonly id: string
  readonly title: string
  readonly files: readonly { readonly name: string; readonly source: string; readonly command: string }[]
  readonly entry: string
  readonly policies?: readonly { readonly pattern: string; readonly lifetime: string }[]
}

export const readBytes = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(ROOT, path)))

export function samples(): readonly SampleRow[] {
  return (JSON.parse(readFileSync(join(ROOT, 'public/samples/manifest.json'), 'utf8')) as { samples: SampleRow[] })
    .samples
}

export const sampleInputs = ({ id, files }: SampleRow): LinkInput[] =>
  files.map(({ name }) => ({ name, bytes: readBytes(`public/samples/${id}/${name}`) }))

export function linkSample(id: string, options: Partial<LinkOptions> = {}): LinkResult {
  const sample = samples().find((row) => row.id === id)
  if (!sample) throw new Error(`no sample ${id}`)
  return link(sampleInputs(sample), { ...PAGE_OPTIONS, ...options }, { log: true })
}
