/**
 * Appends a record to a NoAlloc section: who linked this, and where its first function is. It shows what the design asks
 * of a plugin that changes NoAlloc content. No memory manager will give these sections addresses, so the plugin itself
 * has to move what lies behind the new bytes; and what it adds is fixed up like everything else.
 *
 *   offset  0  "linkscap", eight bytes that say who wrote the record
 *           8  the address of a function, eight bytes, written by a fixup
 *
 * Source: the design of MemLifetime::NoAlloc ("plugins that add or remove content must update addresses").
 */
import type { BlockId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, NO_BLOCK, NO_SYMBOL, Scope } from '../graph/ids'
import { NO_ALLOC } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { LINKER_SOURCE } from '../graph/graph-tables'
import { NO_MEMORY } from '../graph/ids'
import { SectionFlag, SymbolFlag } from '../graph/schema'
import type { PassContext } from '../passes/pass'
import type { Plugin } from './plugin'

const MARK = new TextEncoder().encode('linkscap')
const POINTER_BYTES = 8

export const annotateMetadata: Plugin = {
  id: 'annotate-metadata',
  title: 'Annotate metadata',
  says: 'Appends a record to a NoAlloc section and updates the addresses of what lies behind it.',
  hooks: [{ phase: 'tables', run: annotateAll }],
}

function annotateAll(context: PassContext): void {
  for (const file of context.graph.files.keys()) annotate(context, file as FileId)
}

function annotate({ graph, arch }: PassContext, file: FileId): void {
  const b = chooseBlock(graph, file)
  const target = chooseFunction(graph, file)
  if (b === NO_BLOCK || target === NO_SYMBOL) return
  const old = graph.content(b)!
  const start = Math.ceil(old.length / POINTER_BYTES) * POINTER_BYTES
  const grown = new Uint8Array(start + MARK.length + POINTER_BYTES)
  grown.set(old)
  grown.set(MARK, start)
  graph.event('contentGrown', b, grown.length - old.length)
  const end = graph.blocks.address.big[b] + BigInt(old.length)
  graph.replaceContent(b, grown)
  graph.addEdge(b, start + MARK.length, arch.frames.pointer64, target, 0n)
  moveBehind(graph, file, b, end, BigInt(grown.length - old.length))
}

/** Comments can take a record without harm; debug information could not be read any more. */
function chooseBlock(graph: LinkGraph, file: FileId): BlockId {
  const { section } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = section[b]
    const fits =
      graph.sections.file[x] === file &&
      graph.sections.lifetime[x] === NO_ALLOC &&
      (graph.sections.flags[x] & SectionFlag.KeptMetadata) !== 0 &&
      !graph.sectionName(x).startsWith('.debug')
    const free = !graph.isRemoved(b) && !graph.isZeroFill(b) && graph.blocks.memory[b] === NO_MEMORY
    if (fits && free && graph.blocks.size.big[b] > 0n) return b
  }
  return NO_BLOCK
}

/** The first function that other files can see. */
function chooseFunction(graph: LinkGraph, file: FileId): SymbolId {
  const { base, scope, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    const callable = (flags[s] & SymbolFlag.Callable) !== 0 && (flags[s] & SymbolFlag.Removed) === 0
    if (graph.symbols.file[s] === file && base[s] === Base.Defined && scope[s] !== Scope.Local && callable) return s
  }
  return NO_SYMBOL
}

/**
 * Moves what lay behind the old end, all of it by the same amount, so that it stays aligned: blocks of the same section,
 * and other NoAlloc sections of the file as a whole. In most objects every section starts at 0, and nothing lies behind.
 * What the linker made itself (the record that ends call frames) has no place in the file, and stays.
 */
function moveBehind(graph: LinkGraph, file: FileId, grown: BlockId, end: bigint, growth: bigint): void {
  const { section, address, alignment, source } = graph.blocks
  const starts = sectionStarts(graph)
  const behind: BlockId[] = []
  let step = 1n
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = section[b]
    if (source[b] === LINKER_SOURCE || b === grown || graph.isRemoved(b) || graph.sections.file[x] !== file) continue
    if (graph.sections.lifetime[x] !== NO_ALLOC || graph.sections.flags[x] & SectionFlag.Bookkeeping) continue
    if ((x === section[grown] ? address.big[b] : starts.get(x)!) < end) continue
    behind.push(b)
    const own = 1n << BigInt(alignment[b])
    if (own > step) step = own
  }
  const shift = ((growth + step - 1n) / step) * step
  for (const b of behind) {
    graph.event('addressUpdated', b)
    graph.placeBlock(b, address.big[b] + shift, graph.blocks.segment[b])
  }
}

/** The lowest address of each section's blocks. */
function sectionStarts(graph: LinkGraph): Map<SectionId, bigint> {
  const starts = new Map<SectionId, bigint>()
  const { section, address } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const known = starts.get(section[b])
    if (!graph.isRemoved(b) && (known === undefined || address.big[b] < known)) starts.set(section[b], address.big[b])
  }
  return starts
}
