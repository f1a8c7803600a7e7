/**
 * The things of a link that questions offer: which there are, and the words by which answers name them. Words are made of
 * the link's own names, so they are the same in every language, and a number singles out things of one name.
 */
import { englishName } from '../../engine/arch/made-names'
import { markTest } from '../../engine/arch/marks'
import { Base, FIRST_RELOCATION_KIND, protectionText } from '../../engine/graph/ids'
import type { BlockId, EdgeId, FileId, SectionId, SegmentId, SymbolId } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { SectionFlag, SymbolFlag } from '../../engine/graph/schema'
import { NO_NAME } from '../../engine/table/name-table'
import type { AskedLink } from './asked-link'
import type { Option, Thing } from './question'
import type { Random } from './random'
import { someOf } from './random'

/** As many things as somebody can be asked to look at one by one. */
export const MOST_OPTIONS = 12

/** Every id of a table. */
export const idsOf = <Id extends number>(table: { readonly length: number }): Id[] => idsWhere<Id>(table, () => true)

/** The ids of a table for which something holds. A large link has a million edges: no list of all is made first. */
export function idsWhere<Id extends number>({ length }: { readonly length: number }, holds: (id: Id) => boolean): Id[] {
  const found: Id[] = []
  for (let id = 0 as Id; id < length; id++) if (holds(id)) found.push(id)
  return found
}

/** Blocks that are there now and that people can see: file bookkeeping is left out. */
export function blocksOf({ graph }: AskedLink): BlockId[] {
  const { section, size } = graph.blocks
  const { flags } = graph.sections
  return idsWhere<BlockId>(
    graph.blocks,
    (b) => !graph.isRemoved(b) && !(flags[section[b]] & SectionFlag.Bookkeeping) && size.big[b] > 0n,
  )
}

/** Relocation edges of blocks that are there now. */
export function edgesOf({ graph }: AskedLink): EdgeId[] {
  const { kind, block } = graph.edges
  return idsWhere<EdgeId>(graph.edges, (e) => kind[e] >= FIRST_RELOCATION_KIND && !graph.isRemoved(block[e]))
}

/** Symbols that have a name which people mean, and are defined in a block that is there now. */
export function namedSymbolsOf({ graph }: AskedLink): SymbolId[] {
  const { base, name, block, flags } = graph.symbols
  const isMark = markTest(graph)
  return idsWhere<SymbolId>(
    graph.symbols,
    (s) =>
      base[s] === Base.Defined &&
      name[s] !== NO_NAME &&
      !(flags[s] & SymbolFlag.Removed) &&
      !isMark?.(s) &&
      !graph.isRemoved(block[s]) &&
      !(graph.sections.flags[graph.blocks.section[block[s]]] & SectionFlag.Bookkeeping),
  )
}

export const segmentsOf = ({ graph }: AskedLink): SegmentId[] => idsOf<SegmentId>(graph.segments)

export const filesOf = ({ graph }: AskedLink): FileId[] => idsOf<FileId>(graph.files)

/** Things of a kind as options: each with its word, and a number behind it if others have the same. */
export function optionsOf<Id extends number>(link: AskedLink, kind: Thing['kind'], ids: readonly Id[]): Option[] {
  const keys = numbered(ids.map((id) => wordFor(link, { kind, id })))
  const labels = kind === 'block' ? numbered(ids.map((id) => briefly(link, id as number as BlockId))) : keys
  return ids.map((id, i) => ({ key: keys[i]!, label: labels[i]!, thing: { kind, id } }))
}

/** Words, each with a number behind it if an earlier one is the same. */
export function numbered(words: readonly string[]): string[] {
  const used = new Map<string, number>()
  return words.map((word) => {
    const nth = (used.get(word) ?? 0) + 1
    used.set(word, nth)
    return nth === 1 ? word : `${word} (${nth})`
  })
}

/** At most so many of the ids, in their own order: half of them wanted ones, as far as there are so many. */
export function mixed<Id extends number>(
  ids: readonly Id[],
  isWanted: (id: Id) => boolean,
  most: number,
  random: Random,
): Id[] {
  const wanted = someOf(ids.filter(isWanted), most / 2, random)
  const others = ids.filter((id) => !isWanted(id))
  return [...wanted, ...someOf(others, most - wanted.length, random)].sort((a, b) => a - b)
}

/** A word as a key: commas separate answers, so none is left in. */
export const plainKey = (word: string): string => word.replaceAll(',', ' ').replaceAll(';', ':').trim()

/** Keys of those options whose things are among the ids. */
export function keysOf(options: readonly Option[], ids: readonly number[]): string[] {
  const wanted = new Set(ids)
  return options.filter(({ thing }) => thing !== undefined && wanted.has(thing.id)).map(({ key }) => key)
}

/** What a thing is called, by the link's own names. */
export function wordFor(link: AskedLink, { kind, id }: Thing): string {
  return plainKey(plainWord(link, kind, id))
}

/** A block that has a section for itself needs no more than its name. */
function briefly(link: AskedLink, b: BlockId): string {
  const { graph, describer } = link
  const x = graph.blocks.section[b]
  const name = describer.block(b)
  return describer.section(x).endsWith(`.${name}`)
    ? plainKey(inFile(link, name, graph.sections.file[x]))
    : wordFor(link, { kind: 'block', id: b })
}

function plainWord(link: AskedLink, kind: Thing['kind'], id: number): string {
  const { graph, describer } = link
  switch (kind) {
    case 'block': {
      const b = id as BlockId
      const x = graph.blocks.section[b]
      const [name, section] = [describer.block(b), describer.section(x)]
      return inFile(link, name === section ? name : `${name} in ${section}`, graph.sections.file[x])
    }
    case 'edge':
      return entryInWords(describer.edge(id as EdgeId)).replace('→ → ', `→ ${ENTRY}`)
    case 'section':
      return inFile(link, describer.section(id as SectionId), graph.sections.file[id as SectionId])
    case 'segment': {
      const g = id as SegmentId
      const { protection, lifetime, file } = graph.segments
      return inFile(link, `${protectionText(protection[g])} ${LIFETIMES[lifetime[g]]!.name}`, file[g])
    }
    case 'symbol':
      return inFile(link, describer.symbol(id as SymbolId), graph.symbols.file[id as SymbolId])
  }
}

/** A GOT entry is called by an arrow and its name: beside the arrow of an edge, that is one too many. */
export const entryInWords = (place: string): string => place.replace(/^→ /, ENTRY)

const ENTRY = englishName('entry', '')

/** With the file's name in front if there is more than one file. */
function inFile({ graph, describer }: AskedLink, word: string, file: FileId): string {
  return graph.files.length > 1 ? `${describer.file(file)}: ${word}` : word
}
