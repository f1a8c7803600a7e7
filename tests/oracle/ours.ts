/** Our link in the form of a record, to be compared with the reference. */
import { hexBytes } from '../../src/base/hex'
import type { BlockId, FileId } from '../../src/engine/graph/ids'
import type { LinkResult } from '../../src/engine/session/link'
import { textGraph } from '../../src/engine/session/text-graph'
import type { GraphRecord } from './graph-record'
import { parseDump } from './graph-record'
import { hasTies, tieRanks } from './ties'

/**
 * Our link once more in the order that the reference linker left to chance, if it is a link of one COFF object; else the
 * link as it is.
 */
export function inOrderOf(
  recorded: readonly GraphRecord[],
  result: LinkResult,
  again: (tieRanks: readonly number[]) => LinkResult,
): LinkResult {
  const [theirs, ours] = [recorded[0], ourGraphs(result)[0]]
  const isCoff = result.graph.files.length === 1 && result.graph.files[0]!.format === 'coff'
  if (!isCoff || !theirs || !ours || !hasTies(theirs)) return result
  return again(tieRanks(result, ours, theirs))
}

/** Our print of all graphs, line by line. */
export const ourText = (result: LinkResult): string[] =>
  result.graph.files.flatMap((_, file) => textGraph(result, file as FileId).split('\n'))

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
