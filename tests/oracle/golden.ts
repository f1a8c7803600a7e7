/** The recorded answers of the reference linker, and the same links done by our engine, in one form. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS } from '../../src/engine/session/options'
import type { GraphRecord } from './graph-record'
import { parseDump } from './graph-record'
import type { Answer, Case } from './reference'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const GOLDEN = join(ROOT, 'tests/golden/oracle')

export type Golden = Case & Answer

export const goldenIds = (): string[] => readdirSync(GOLDEN).map((name) => name.replace(/\.json$/, ''))

export const readGolden = (id: string): Golden => JSON.parse(readFileSync(join(GOLDEN, `${id}.json`), 'utf8')) as Golden

/** The recorded graphs with their bytes. */
export function recordedGraphs(golden: Pick<Golden, 'id'> & Answer): GraphRecord[] {
  const graphs = parseDump(golden.dump ?? [])
  for (const { file, section, address, content } of golden.contents ?? []) {
    const blocks = graphs.find((graph) => graph.file === file)?.blocks ?? []
    const block = blocks.find((candidate) => candidate.section === section && candidate.address === BigInt(address))
    if (!block) throw new Error(`${golden.id}: content of ${section} at ${address} belongs to no block`)
    block.content = content
  }
  return graphs
}

/** Links the same files with the same options. */
export function linkGolden(golden: Golden, tieRanks?: readonly number[]): LinkResult {
  const inputs = golden.files.map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(join(ROOT, golden.folder, name))),
  }))
  const options = { ...COMPAT_OPTIONS, undefined: 'zero' as const, entries: [golden.entry] }
  return link(inputs, options, { log: false, ...(tieRanks ? { tieRanks } : {}) })
}
