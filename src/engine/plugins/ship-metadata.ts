/**
 * Ships metadata: fixed-up NoAlloc content is copied into a Standard section, so that the executor gets it after all, for
 * a debugger there. "NoAlloc" says "not by default", not "never": a plugin may manage the transmission itself. Room has to
 * be reserved before allocation, and the bytes can be copied only when they have been fixed up.
 *
 * Source: the plugin-managed transmission in the design of MemLifetime::NoAlloc; LLVM's debug object plugins.
 */
import { ACTION_KIND } from '../graph/action-kinds'
import type { BlockId, FileId, Protection, SectionId } from '../graph/ids'
import { Protection as Prot } from '../graph/ids'
import { NO_ALLOC, STANDARD } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { LINKER_SOURCE } from '../graph/graph-tables'
import { SectionFlag } from '../graph/schema'
import type { Plugin } from './plugin'

export const SHIPPED_SECTION = '$__METADATA'

/** Each section starts at a multiple of this in the shipped copy. */
const ALIGNMENT = 8

export const shipMetadata: Plugin = {
  id: 'ship-metadata',
  title: 'Ship metadata',
  says: 'Copies fixed-up NoAlloc content into a Standard section, so that a debugger in the executor can read it.',
  hooks: [
    { phase: 'tables', run: ({ graph }) => forEachFile(graph, reserveRoom) },
    { phase: 'check', run: ({ graph }) => forEachFile(graph, copyContent) },
  ],
}

function forEachFile(graph: LinkGraph, run: (graph: LinkGraph, file: FileId) => void): void {
  for (const file of graph.files.keys()) run(graph, file as FileId)
}

interface Placed {
  readonly block: BlockId
  /** Offset in the shipped copy. */
  readonly offset: number
}

/** What is shipped, and where it goes; the same at both hooks, since nothing changes these blocks in between. */
function planOf(graph: LinkGraph, file: FileId): { readonly placed: readonly Placed[]; readonly size: number } {
  const placed: Placed[] = []
  let size = 0
  for (const blocks of shippedSections(graph, file)) {
    // Inside a section blocks stand side by side, as a reader of records expects them.
    for (const block of blocks) {
      placed.push({ block, offset: size })
      size += Number(graph.blocks.size.big[block])
    }
    size = Math.ceil(size / ALIGNMENT) * ALIGNMENT
  }
  return { placed, size }
}

/** The NoAlloc blocks of a file that have content, by section, each in address order. */
function shippedSections(graph: LinkGraph, file: FileId): BlockId[][] {
  const sections = new Map<SectionId, BlockId[]>()
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = graph.blocks.section[b]
    if (graph.isRemoved(b) || graph.isZeroFill(b) || graph.sections.file[x] !== file) continue
    if (graph.sections.lifetime[x] !== NO_ALLOC || graph.sections.flags[x] & SectionFlag.Bookkeeping) continue
    const list = sections.get(x)
    if (list) list.push(b)
    else sections.set(x, [b])
  }
  const { big } = graph.blocks.address
  return [...sections.values()].map((blocks) =>
    blocks.sort((a, b) => (big[a] < big[b] ? -1 : Number(big[a] > big[b])) || a - b),
  )
}

function reserveRoom(graph: LinkGraph, file: FileId): void {
  const { size } = planOf(graph, file)
  if (size === 0) return
  graph.event('sectionReserved', graph.sections.length, graph.blocks.length)
  const section = graph.addSection(
    {
      file,
      name: graph.names.internText(SHIPPED_SECTION),
      protection: Prot.Read as Protection,
      lifetime: STANDARD,
      flags: SectionFlag.Synthetic,
    },
    sectionsOf(graph, file),
  )
  graph.addBlock({
    section,
    source: LINKER_SOURCE,
    sourceOffset: graph.addLinkerContent(new Uint8Array(size)),
    size: BigInt(size),
    address: 0n,
    alignment: ALIGNMENT,
    alignmentOffset: 0,
  })
}

function sectionsOf(graph: LinkGraph, file: FileId): number {
  let count = 0
  for (let x = 0 as SectionId; x < graph.sections.length; x++) if (graph.sections.file[x] === file) count++
  return count
}

function copyContent(graph: LinkGraph, file: FileId): void {
  const copy = shippedBlock(graph, file)
  if (copy === undefined) return
  for (const { block, offset } of planOf(graph, file).placed) {
    graph.event('contentShipped', graph.blocks.section[block], graph.blocks.section[copy])
    graph.writeBytes(copy, offset, graph.content(block)!)
  }
  graph.event('actionRecorded', graph.actions.length)
  graph.addAction({ file, kind: ACTION_KIND['announce-metadata'], section: graph.blocks.section[copy] })
}

function shippedBlock(graph: LinkGraph, file: FileId): BlockId | undefined {
  const name = graph.names.find(SHIPPED_SECTION)
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = graph.blocks.section[b]
    const synthetic = (graph.sections.flags[x] & SectionFlag.Synthetic) !== 0
    if (graph.sections.file[x] === file && graph.sections.name[x] === name && synthetic) return b
  }
  return undefined
}
