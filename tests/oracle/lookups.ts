/**
 * Links of many small files that name each other at random, to see in which order the reference linker gives them memory.
 * Each group is linked from objects, and from an object and an archive of the others.
 */
import { gnuIndex, writeArchive } from '../support/archive-writer'
import { Mutator } from '../support/mutate'
import { writeObject } from '../support/object-writer'

const FILES = 14
const MOST_NEEDS = 4
export const LOOKUP_SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9]
export const LOOKUP_ENTRY = 'f0'
/** Where a member's header starts that follows an index of so many bytes: the mark of an archive and one header in front. */
const FIRST_MEMBER = 8 + 60

/** What the reference linker did: names of files in the order of their memory. */
export interface LookupRecord {
  readonly seed: number
  readonly objects: readonly string[]
  readonly members: readonly string[]
}

interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The files of a group: `f0.o`, which needs four others, and those that it needs directly or through others, or nobody. */
export function lookupObjects(seed: number): NamedFile[] {
  const random = new Mutator(seed)
  return Array.from({ length: FILES }, (_, i) => {
    const others = Array.from({ length: FILES - 1 }, (_, k) => k + 1).filter((k) => k !== i)
    const needs = Array.from({ length: i === 0 ? MOST_NEEDS : random.below(MOST_NEEDS + 1) }, () => random.pick(others))
    // Some ask for names that nobody has, too.
    const names = [...[...new Set(needs)].map((k) => `f${k}`), ...(random.below(2) === 0 ? [] : [`outside${i}`])]
    const relocations = names.map((to, place) => ({ at: 8 * place, type: '64' as const, to }))
    const data = { name: '.data', flags: 'aw', size: 8 * names.length + 8, align: 8 }
    const sections = [{ ...data, bytes: Array.from({ length: data.size }, () => 0), relocations }]
    return { name: `f${i}.o`, bytes: writeObject({ sections, symbols: [{ name: `f${i}`, in: '.data' }] }) }
  })
}

/** All but the first in an archive. */
export function lookupArchive([, ...members]: readonly NamedFile[]): NamedFile {
  const offsets: number[] = []
  const index = (starts: readonly number[]): Uint8Array =>
    gnuIndex(members.map(({ name }, i) => [name.replace('.o', ''), starts[i] ?? 0]))
  let at = FIRST_MEMBER + index([]).length + (index([]).length % 2)
  for (const { bytes } of members) {
    offsets.push(at)
    at += FIRST_MEMBER - 8 + bytes.length + (bytes.length % 2)
  }
  const list = members.map(({ name, bytes }) => ({ rawName: `${name}/`, bytes }))
  return { name: 'rest.a', bytes: writeArchive([{ rawName: '/', bytes: index(offsets) }, ...list]).slice() }
}
