/**
 * Several files in one link, as the reference tool links them: lazily, from an entry. Which of two files that one lookup
 * finds gets its memory first is not determined there (it changes with the length of an archive's name), so if our order is
 * another, ours is linked again with the inputs in theirs. Which lookup comes next is determined, and not adopted.
 */
import { copyFileSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { diagnosticText } from '../../src/engine/graph/diagnostics'
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
import { openArchive } from '../support/archive-bytes'
import type { Verdict } from './judge'

/** Links files from the first exported name of the first one. The files must have different base names. */
export function judgeTogether(paths: readonly string[], folder: string, wanted?: string): Verdict {
  const inputs = paths.map((path): LinkInput => ({ name: basename(path), bytes: new Uint8Array(readFileSync(path)) }))
  for (const path of paths) copyFileSync(path, join(folder, basename(path)))
  const entry = wanted ?? entryOf(inputs[0]!.name, inputs[0]!.bytes)
  if (entry === undefined) return { outcome: 'empty', details: [], byDefault: false }
  const linkThem = (list: readonly LinkInput[]): LinkResult =>
    link(list, { ...COMPAT_OPTIONS, undefined: 'zero', entries: [entry] }, { log: false })
  const ours = linkThem(inputs)
  const answer = askReference({ id: paths.join(' '), folder, files: inputs.map(({ name }) => name), entry })
  if (answer.refused !== undefined)
    return ours.ok
      ? { outcome: 'only we link', details: [answer.refused], byDefault: false }
      : { outcome: 'refused by both', details: [answer.refused], byDefault: false }
  if (!ours.ok)
    return { outcome: 'only the reference links', details: ours.diagnostics.map(diagnosticText), byDefault: false }
  const first = differences(answer, ours)
  if (first.length === 0) return { outcome: 'identical', details: [], byDefault: true, sameText: true }
  // Members that were linked count as files here: which they are has been compared.
  const linked = ours.graph.files.map(({ name }) => linkedInput(name, inputs))
  const others = inputs.filter(({ name }) => linked.every((file) => !file.name.startsWith(name)))
  const theirOrder = inTheirOrder([...linked, ...others], recordedGraphs({ id: 'together', ...answer }))
  const again = differences(answer, linkThem(theirOrder))
  return again.length === 0
    ? { outcome: 'identical', details: [], byDefault: true, sameText: true }
    : { outcome: 'different', details: again.length < first.length ? again : first, byDefault: true, sameText: false }
}

/** An input, or a member of one: `lib.a[INDEX](NAME)`. */
function linkedInput(name: string, inputs: readonly LinkInput[]): LinkInput {
  const [, archive, , memberName] = /^(.*)\[(\d+)\]\((.*)\)$/.exec(name) ?? []
  const input = inputs.find((candidate) => candidate.name === (archive ?? name))!
  if (archive === undefined) return input
  const { bytes } = openArchive(new Uint8Array(input.bytes))!.find((member) => member.name === memberName)!
  return { name, bytes }
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

/** Their linked files by address, then the others. */
function inTheirOrder(inputs: readonly LinkInput[], theirs: readonly GraphRecord[]): LinkInput[] {
  const lowest = (name: string): bigint => {
    const addresses = theirs.find(({ file }) => file === name)?.blocks.map(({ address }) => address) ?? []
    const allocated = addresses.filter((address) => address >= COMPAT_OPTIONS.base)
    return allocated.toSorted((a, b) => (a < b ? -1 : 1))[0] ?? 1n << 64n
  }
  return inputs.toSorted((a, b) => (lowest(a.name) < lowest(b.name) ? -1 : Number(lowest(a.name) > lowest(b.name))))
}
