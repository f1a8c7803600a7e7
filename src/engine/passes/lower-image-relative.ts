/**
 * Distances from a start: COFF has fields that count from where the image starts (ADDR32NB) or from where the target's
 * section starts (SECREL). Once both have addresses, the start goes into the addend, and what remains is an ordinary
 * address in four bytes.
 *
 * Source: JITLink's COFFLinkGraphLowering_x86_64.
 */
import { isRequest } from '../arch/edge-rows'
import { definitionOf } from '../graph/crossings'
import type { BlockId, EdgeId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import { IMAGE_BASE } from './coff'
import type { Pass } from './pass'

export const lowerImageRelative: Pass = {
  id: 'lower-image-relative',
  phase: 'relax',
  only: { formats: ['coff'] },
  says: 'Folds the start of the image, or of a section, into the addends of COFF fields that count from there.',
  run({ graph, arch }) {
    const lowered = arch.edges.map((row) =>
      isRequest(row) ? arch.edges.findIndex(({ name }) => name === row.lowersTo) : -1,
    )
    const via = arch.edges.map((row) => (isRequest(row) ? row.via : undefined))
    const bases = imageBases(graph)
    let starts: readonly bigint[] | undefined
    const { kind, block, target, addend } = graph.edges
    for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
      const way = via[kind[e]]
      if ((way !== 'image' && way !== 'section') || graph.isRemoved(block[e])) continue
      if (way === 'section') starts ??= sectionStarts(graph)
      const file = graph.sections.file[graph.blocks.section[block[e]]]
      const start = way === 'image' ? bases[file]! : startOf(graph, starts!, target[e])
      graph.event('startFolded', e)
      graph.setEdgeAddend(e, addend.big[e] - start)
      graph.retargetEdge(e, lowered[kind[e]]! as never, target[e])
    }
  },
}

/** For each file where the image starts for it; 0 for a file that does not ask. */
function imageBases(graph: LinkGraph): bigint[] {
  const bases = graph.files.map(() => 0n)
  const wanted = graph.names.find(IMAGE_BASE)
  if (wanted === undefined) return bases
  const { name, file, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (name[s] === wanted && !(flags[s] & SymbolFlag.Removed)) bases[file[s] as FileId] = graph.addressOf(s)
  }
  return bases
}

/** The lowest address of each section. */
function sectionStarts(graph: LinkGraph): bigint[] {
  const starts: (bigint | undefined)[] = []
  const { section, address } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (graph.isRemoved(b)) continue
    const x = section[b] as SectionId
    const known = starts[x]
    if (known === undefined || address.big[b] < known) starts[x] = address.big[b]
  }
  return Array.from({ length: graph.sections.length }, (_, x) => starts[x] ?? 0n)
}

/** Where the section starts that holds the target; 0 for what no section holds. */
function startOf(graph: LinkGraph, starts: readonly bigint[], target: SymbolId): bigint {
  const s = definitionOf(graph, target)
  if (graph.symbols.base[s] !== Base.Defined) return 0n
  return starts[graph.blocks.section[graph.symbols.block[s]]]!
}
