/**
 * Several files in one link, as the reference tool links them: lazily, from an entry. Which of two files that one lookup
 * finds gets its memory first is not determined there (it changes with the length of an archive's name), nor which of two
 * members has the weak definition that counts; so if our choice is another, ours is linked again with theirs. Which
 * lookup comes next, and who is brought in, is determined, and not adopted.
 */
import { copyFileSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { diagnosticText } from '../../src/engine/graph/diagnostics'
import type { Chance } from '../../src/engine/session/lookups'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS } from '../../src/engine/session/options'
import { compareText } from '../oracle/canonical-text'
import { compareLinks } from '../oracle/compare'
import { entryOf } from '../oracle/entry'
import { recordedGraphs } from '../oracle/golden'
import type { GraphRecord } from '../oracle/graph-record'
import { ourGraphs, ourText } from '../oracle/ours'
import type { Answer } from '../oracle/reference'
import { askReference } from '../oracle/reference'
import type { Verdict } from './judge'

/** Links files from the first exported name of the first one. The files must have different base names. */
export function judgeTogether(paths: readonly string[], folder: string, wanted?: string): Verdict {
  const inputs = paths.map((path): LinkInput => ({ name: basename(path), bytes: new Uint8Array(readFileSync(path)) }))
  for (const path of paths) copyFileSync(path, join(folder, basename(path)))
  const entry = wanted ?? entryOf(inputs[0]!.name, inputs[0]!.bytes)
  if (entry === undefined) return { outcome: 'empty', details: [], byDefault: false }
  const linkThem = (chance?: Chance): LinkResult => {
    const options = { ...COMPAT_OPTIONS, undefined: 'zero' as const, entries: [entry] }
    return link(inputs, options, chance ? { log: false, chance } : { log: false })
  }
  const ours = linkThem()
  const answer = askReference({ id: paths.join(' '), folder, files: inputs.map(({ name }) => name), entry })
  const weLink = ours.ok && ours.diagnostics.every(({ severity }) => severity !== 'error')
  if (answer.refused !== undefined)
    return weLink
      ? { outcome: 'only we link', details: [answer.refused], byDefault: false }
      : { outcome: 'refused by both', details: [answer.refused], byDefault: false }
  if (!weLink)
    return { outcome: 'only the reference links', details: ours.diagnostics.map(diagnosticText), byDefault: false }
  const first = differences(answer, ours)
  if (first.length === 0) return { outcome: 'identical', details: [], byDefault: true, sameText: true }
  const again = differences(answer, linkThem(chanceOf(recordedGraphs({ id: 'together', ...answer }))))
  return again.length === 0
    ? { outcome: 'identical', details: [], byDefault: true, sameText: true }
    : { outcome: 'different', details: again.length < first.length ? again : first, byDefault: true, sameText: false }
}

function differences(answer: Answer, ours: LinkResult): string[] {
  const theirs = recordedGraphs({ id: 'together', ...answer })
  const extra = ourGraphs(ours).filter(({ file }) => theirs.every((graph) => graph.file !== file))
  return [
    ...extra.map(({ file }) => `${file} is linked, and should not be`),
    ...compareLinks(theirs, ourGraphs(ours)),
    ...compareText(answer.dump ?? [], ourText(ours)),
  ]
}

/** What was left to chance in their link. */
function chanceOf(theirs: readonly GraphRecord[]): Chance {
  const weak = new Map<string, string>()
  for (const { file, blocks } of theirs)
    for (const { name, linkage, scope } of blocks.flatMap(({ symbols }) => symbols))
      if (name !== null && linkage === 'weak' && scope !== 'local') weak.set(name, file)
  return { memory: inTheirOrder(theirs), weak }
}

/** Their linked files by address. */
function inTheirOrder(theirs: readonly GraphRecord[]): string[] {
  const lowest = ({ blocks }: GraphRecord): bigint => {
    const allocated = blocks.map(({ address }) => address).filter((address) => address >= COMPAT_OPTIONS.base)
    return allocated.toSorted((a, b) => (a < b ? -1 : 1))[0] ?? 1n << 64n
  }
  const placed = theirs.map((graph) => ({ file: graph.file, start: lowest(graph) }))
  return placed.toSorted((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start))).map(({ file }) => file)
}
