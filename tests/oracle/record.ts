/**
 * Records what the reference linker makes of every sample and of every object in tests/corpus. The tests replay the
 * records and need no LLVM.
 *
 *   npm run record [-- ID...]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { entryOf } from './entry'
import type { Case } from './reference'
import { askReference } from './reference'

const root = process.cwd()

interface Manifest {
  readonly samples: readonly {
    readonly id: string
    readonly entry: string
    readonly files: readonly { readonly name: string }[]
  }[]
}

function cases(): Case[] {
  const { samples } = JSON.parse(readFileSync(join(root, 'public/samples/manifest.json'), 'utf8')) as Manifest
  const list = samples.flatMap(({ id, entry, files }) => {
    const folder = `public/samples/${id}`
    const names = files.map(({ name }) => name)
    const together = { id, folder, files: names, entry }
    return names.length === 1
      ? [together]
      : [together, ...names.map((file) => single(`${id}--${basename(file, '.o')}`, folder, file))]
  })
  const corpus = readdirSync(join(root, 'tests/corpus')).filter((name) => name.endsWith('.o'))
  return [...list, ...corpus.map((file) => single(`corpus--${basename(file, '.o')}`, 'tests/corpus', file))]
}

function single(id: string, folder: string, file: string): Case {
  const entry = entryOf(file, new Uint8Array(readFileSync(join(root, folder, file))))
  if (entry === undefined) throw new Error(`${folder}/${file} defines no global name`)
  return { id, folder, files: [file], entry }
}

const wanted = process.argv.slice(2)
for (const kase of cases()) {
  if (wanted.length > 0 && !wanted.includes(kase.id)) continue
  const answer = askReference({ ...kase, folder: join(root, kase.folder) })
  writeFileSync(
    join(root, `tests/golden/oracle/${kase.id}.json`),
    `${JSON.stringify({ ...kase, ...answer }, null, 1)}\n`,
  )
  const said = answer.refused ?? `${answer.linked!.join(', ')}, ${answer.contents!.length} blocks with content`
  process.stdout.write(`${kase.id}: ${said}\n`)
}
