/** What on the map a letter of a formula stands for: the target, the field, the table, the thread-local template. */
import type { Arch } from '../engine/arch/arch'
import type { Operand } from '../engine/arch/operands'
import { groupName, imagePlaces } from '../engine/arch/places'
import { definitionOf } from '../engine/graph/crossings'
import type { BlockId, EdgeId, FileId, SectionId, SymbolId } from '../engine/graph/ids'
import { Base, NO_BLOCK } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import { SectionFlag } from '../engine/graph/schema'

export type LetterPlace =
  | { readonly kind: 'symbol'; readonly id: SymbolId }
  | { readonly kind: 'block'; readonly id: BlockId }
  | { readonly kind: 'section'; readonly id: SectionId }

/** Undefined for what is nowhere on the map. */
export function placeOfLetter(graph: LinkGraph, arch: Arch, edge: EdgeId, letter: Operand): LetterPlace | undefined {
  const block = graph.edges.block[edge]
  const target = definitionOf(graph, graph.edges.target[edge])
  switch (letter) {
    case 'S':
    case 'Z':
      return { kind: 'symbol', id: target }
    case 'A':
    case 'P':
      return { kind: 'block', id: block }
    case 'GOT':
      return sectionPlace(tableOf(graph, arch, fileOf(graph, block)))
    case 'TP':
      return sectionPlace(templateOf(graph, target, arch.threadPointer === 'behind'))
    case 'TLS':
      return sectionPlace(templateOf(graph, target, false))
    case 'SECTION':
      return sectionPlace(groupStartOf(graph, target))
    case 'NUMBER':
      return sectionPlace(homeOf(graph, target))
    case 'IMAGE':
      return undefined
  }
}

const sectionPlace = (id: SectionId | undefined): LetterPlace | undefined =>
  id === undefined ? undefined : { kind: 'section', id }

const fileOf = ({ sections, blocks }: LinkGraph, block: BlockId): FileId => sections.file[blocks.section[block]]

function tableOf(graph: LinkGraph, arch: Arch, file: FileId): SectionId | undefined {
  const { sections } = graph
  for (let x = 0 as SectionId; x < sections.length; x++)
    if (sections.file[x] === file && graph.sectionName(x) === arch.tables.got.section) return x
  return undefined
}

/** The section in which the thread-local template of the target's file begins, or the one in which it ends. */
function templateOf(graph: LinkGraph, target: SymbolId, end: boolean): SectionId | undefined {
  const { sections, symbols, blocks } = graph
  let found: BlockId | undefined
  for (let b = 0 as BlockId; b < blocks.length; b++) {
    const x = blocks.section[b]
    const isPart = sections.file[x] === symbols.file[target] && sections.flags[x] & SectionFlag.Tls
    if (!isPart || graph.isRemoved(b)) continue
    const isFurther = found === undefined || blocks.address.big[b] > blocks.address.big[found] === end
    if (isFurther) found = b
  }
  return found === undefined ? undefined : blocks.section[found]
}

/** The section in which the group of the target's section begins. */
function groupStartOf(graph: LinkGraph, target: SymbolId): SectionId | undefined {
  const home = homeOf(graph, target)
  if (home === undefined) return undefined
  const { sections } = imagePlaces(graph, 'grouped').groups()
  const { section, address } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const isThere = !graph.isRemoved(b) && address.big[b] === sections[home]
    if (isThere && groupName(graph.sectionName(section[b])) === groupName(graph.sectionName(home))) return section[b]
  }
  return home
}

function homeOf({ symbols, blocks }: LinkGraph, target: SymbolId): SectionId | undefined {
  const block = symbols.block[target]
  return symbols.base[target] === Base.Defined && block !== NO_BLOCK ? blocks.section[block] : undefined
}
