/**
 * Records what the reference linker makes of every sample and of every object in tests/corpus. The tests replay the
 * records and need no LLVM. What the reference refuses and we link by default is recorded from lld as well, at our addresses; and
 * what `ld64.lld` makes of Mach-O objects.
 *
 *   npm run record [-- ID...]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { readManifest } from '../../src/store/samples'
import { askLd64 } from '../conformance/ask-ld64'
import { askLld } from '../conformance/ask-lld'
import { toRecord } from '../conformance/macho-image'
import { witnessOptions } from '../conformance/witness-options'
import { entryOf } from './entry'
import type { LookupRecord } from './lookups'
import { LOOKUP_ENTRY, LOOKUP_SEEDS, lookupArchive, lookupObjects } from './lookups'
import type { Case } from './reference'
import { askReference, askWhatIsLinked } from './reference'

const root = process.cwd()

/** Corpus objects that are linked together as well. */
const GROUPS: readonly Case[] = [
  {
    id: 'corpus--lazy-together',
    folder: 'tests/corpus',
    files: ['lazy-unused.o', 'lazy-weak.o', 'lazy-strong.o'],
    entry: 'start',
  },
  { id: 'corpus--lazy-entry', folder: 'tests/corpus', files: ['lazy-weak.o', 'lazy-strong.o'], entry: 'value' },
]

/** Folders of test objects, and how the ids of their cases begin. */
const CORPUS: readonly (readonly [id: string, folder: string])[] = [
  ['corpus', 'tests/corpus'],
  ['aarch64', 'tests/corpus/aarch64'],
  ['aarch64-be', 'tests/corpus/aarch64-be'],
  ['coff-x86-64', 'tests/corpus/coff-x86-64'],
  ['macho-x86-64', 'tests/corpus/macho-x86-64'],
  ['macho-arm64', 'tests/corpus/macho-arm64'],
  ['macho-arm64e', 'tests/corpus/macho-arm64e'],
]

const objectsIn = (folder: string): string[] => readdirSync(join(root, folder)).filter((name) => name.endsWith('.o'))

function cases(): Case[] {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'public/samples/manifest.json'), 'utf8'))
  const list = readManifest(manifest).flatMap(({ id, entry, files, folder: own }) => {
    const folder = `public/samples/${own}`
    const names = files.map(({ name }) => name)
    const together = { id, folder, files: names, entry }
    return names.length === 1
      ? [together]
      : [together, ...names.map((file) => single(`${id}--${basename(file, '.o')}`, folder, file))]
  })
  const corpus = CORPUS.flatMap(([id, folder]) =>
    objectsIn(folder).map((file) => single(`${id}--${basename(file, '.o')}`, folder, file)),
  )
  return [...list, ...GROUPS, ...corpus]
}

function single(id: string, folder: string, file: string): Case {
  const entry = entryOf(file, new Uint8Array(readFileSync(join(root, folder, file))))
  if (entry === undefined) throw new Error(`${folder}/${file} defines no global name`)
  return { id, folder, files: [file], entry }
}

/** What lld makes of an object that we link by default; of ELF only of those that the reference refuses. */
function recordLld(kase: Case, isRefused: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-lld-'))
  try {
    const path = join(root, kase.folder, kase.files[0]!)
    const inputs = [{ name: kase.files[0]!, bytes: new Uint8Array(readFileSync(path)) }]
    const ours = link(inputs, witnessOptions(inputs[0]!.bytes), { log: false })
    const format = ours.graph.files[0]?.format
    if (!ours.ok || kase.files.length > 1) return ''
    if (format === 'mach-o') return recordLd64(kase, ours, path, folder)
    if (format !== 'elf' || !isRefused) return ''
    const sections = [...askLld(ours, path, folder)].filter(([, { address }]) => address > 0n)
    const rows = sections.map(([name, { address, bytes }]) => [
      name,
      { address: `0x${address.toString(16)}`, content: Buffer.from(bytes).toString('hex') },
    ])
    writeFileSync(
      join(root, `tests/golden/lld/${kase.id}.json`),
      `${JSON.stringify({ ...kase, sections: Object.fromEntries(rows) }, null, 1)}\n`,
    )
    return `; lld: ${rows.length} sections`
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The image that `ld64.lld` writes, which lays out as it likes. */
function recordLd64(kase: Case, ours: LinkResult, path: string, folder: string): string {
  try {
    const image = toRecord(askLd64(ours, path, folder))
    writeFileSync(
      join(root, `tests/golden/ld64/${kase.id}.json`),
      `${JSON.stringify({ ...kase, ...image }, null, 1)}\n`,
    )
    return `; ld64.lld: ${image.sections.length} sections`
  } catch (problem) {
    return `; ${(problem as Error).message}`
  }
}

/** In which order files of a link get their memory. */
function recordLookups(): void {
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-lookups-'))
  const linkedOf = (files: readonly string[]): readonly string[] =>
    askWhatIsLinked({ id: 'lookups', folder, files, entry: LOOKUP_ENTRY })
  try {
    const records = LOOKUP_SEEDS.map((seed): LookupRecord => {
      const objects = lookupObjects(seed)
      const archive = lookupArchive(objects)
      for (const { name, bytes } of [...objects, archive]) writeFileSync(join(folder, name), bytes)
      const names = objects.map(({ name }) => name)
      return { seed, objects: linkedOf(names), members: linkedOf([names[0]!, archive.name]) }
    })
    writeFileSync(join(root, 'tests/golden/lookups.json'), `${JSON.stringify(records, null, 1)}\n`)
    process.stdout.write(`lookups: ${records.length} groups\n`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const wanted = process.argv.slice(2)
if (wanted.length === 0 || wanted.includes('lookups')) recordLookups()
for (const kase of cases()) {
  if (wanted.length > 0 && !wanted.includes(kase.id)) continue
  const answer = askReference({ ...kase, folder: join(root, kase.folder) })
  writeFileSync(
    join(root, `tests/golden/oracle/${kase.id}.json`),
    `${JSON.stringify({ ...kase, ...answer }, null, 1)}\n`,
  )
  const said = answer.refused ?? `${answer.linked!.join(', ')}, ${answer.contents!.length} blocks with content`
  const witness = recordLld(kase, answer.refused !== undefined)
  process.stdout.write(`${kase.id}: ${said}${witness}\n`)
}
