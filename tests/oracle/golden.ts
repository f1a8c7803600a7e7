/** The recorded answers of the reference linker, and the same links done by our engine, in one form. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hexBytes } from '../../src/base/hex'
import type { BlockId, FileId } from '../../src/engine/graph/ids'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS } from '../../src/engine/session/options'
import { textGraph } from '../../src/engine/session/text-graph'
import type { GraphRecord } from './graph-record'
import { parseDump } from './graph-record'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const GOLDEN = join(ROOT, 'tests/golden/oracle')

export interface Golden {
  readonly id: string
  readonly folder: string
  readonly files: readonly string[]
  readonly entry: string
  /** What the reference tool said when it refused. */
  readonly refused?: string
  /** Files that it linked: it leaves out those that the entry does not need. */
  readonly linked?: readonly string[]
  readonly dump?: readonly string[]
  readonly contents?: readonly { file: string; section: string; address: string; content: string }[]
}

export const goldenIds = (): string[] => readdirSync(GOLDEN).map((name) => name.replace(/\.json$/, ''))

export const readGolden = (id: string): Golden => JSON.parse(readFileSync(join(GOLDEN, `${id}.json`), 'utf8')) as Golden

/** The recorded graphs with their bytes. */
export function recordedGraphs(golden: Golden): GraphRecord[] {
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
export function linkGolden(golden: Golden): LinkResult {
  const inputs = golden.files.map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(join(ROOT, golden.folder, name))),
  }))
  return link(inputs, { ...COMPAT_OPTIONS, undefined: 'zero', entries: [golden.entry] }, { log: false })
}

/** Our graphs in the recorded form: our own dump, read back, and our bytes. */
export function ourGraphs(result: LinkResult): GraphRecord[] {
  return result.graph.files.flatMap((_, file) => {
    const graphs = parseDump(textGraph(result, file as FileId).split('\n'))
    for (const graph of graphs) addContents(result, file, graph)
    return graphs
  })
}

function addContents({ graph }: LinkResult, file: number, record: GraphRecord): void {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = graph.blocks.section[b]
    const bytes = graph.content(b)
    if (graph.isRemoved(b) || graph.sections.file[x] !== file || !bytes) continue
    const section = graph.sectionName(x)
    const home = record.blocks.find(
      (block) =>
        block.content === undefined &&
        block.section === section &&
        block.address === graph.blocks.address.big[b] &&
        block.size === BigInt(bytes.length),
    )
    if (home) home.content = hexBytes(bytes)
  }
}
