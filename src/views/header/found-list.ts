/** What the search has found, as a list: groups of symbols, sections, blocks and edges, each thing one line. */
import { hex, parseAddress } from '../../base/hex'
import { plural } from '../../base/plural'
import { pairOfEdge } from '../../engine/graph/crossings'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../../engine/graph/ids'
import { Base } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { SectionFlag } from '../../engine/graph/schema'
import { pairIn } from '../../scene/pair-words'
import type { Subject } from '../../scene/query/terms'
import { SUBJECTS } from '../../scene/query/terms'
import type { FoundThings } from '../../scene/query/find-things'
import type { Query } from '../../scene/query/parse'
import type { Say } from '../../store/language'
import type { Session } from '../../store/session'

/** One line: a thing, or a place in a block. */
export interface Result {
  readonly kind: Subject
  readonly id: number
  /** Of a place: its address. */
  readonly address?: bigint
}

export interface ResultGroup {
  readonly subject: Subject | 'address'
  readonly count: number
  /** Its lines, [first, end); fewer than `count` if there are too many. */
  readonly first: number
  readonly end: number
}

export interface FoundList {
  readonly groups: readonly ResultGroup[]
  readonly length: number
  /** What is looked at is made then: there may be very much. */
  at(line: number): Result | undefined
}

/** Groups in the order in which people look for things. */
export function foundList(session: Session, found: FoundThings, query: Query): FoundList {
  const place = placeAsked(session, query)
  const groups: ResultGroup[] = []
  let length = 0
  const add = (subject: ResultGroup['subject'], listed: number, count: number): void => {
    if (listed === 0) return
    groups.push({ subject, count, first: length, end: length + listed })
    length += listed
  }
  add('address', place ? 1 : 0, 1)
  for (const subject of SUBJECTS) add(subject, found[`${subject}s`].length, found.counts[subject])
  return {
    groups,
    length,
    at(line) {
      const group = groups.find(({ first, end }) => line >= first && line < end)
      if (!group || group.subject === 'address') return group && place
      return { kind: group.subject, id: found[`${group.subject}s`][line - group.first]! }
    },
  }
}

/** The block at the address that the query is, if it is nothing else. */
function placeAsked({ graph }: Session, { terms: [only, ...others] }: Query): Result | undefined {
  const address = only?.id === 'word' && others.length === 0 ? parseAddress(only.text) : undefined
  if (address === undefined) return undefined
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const start = graph.blocks.address.big[b]
    if (graph.isRemoved(b) || address < start || address >= start + graph.blocks.size.big[b]) continue
    if (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Bookkeeping) continue
    return { kind: 'block', id: b, address }
  }
  return undefined
}

export interface ResultText {
  readonly label: string
  readonly note: string
}

/** What a line says. */
export function textOf(say: Say, { graph, describer }: Session, { kind, id, address }: Result): ResultText {
  const file = (x: SectionId): string => graph.files[graph.sections.file[x]]?.name ?? ''
  switch (kind) {
    case 'symbol': {
      const s = id as SymbolId
      const isOutside = graph.symbols.base[s] === Base.External
      const home = graph.files[graph.symbols.file[s]]?.name ?? ''
      const note = isOutside ? say('search.outside', { file: home }) : `${hex(graph.addressOf(s))} · ${home}`
      return { label: graph.nameOf(s), note }
    }
    case 'section': {
      const x = id as SectionId
      const { letter } = LIFETIMES[graph.sections.lifetime[x]]!
      return { label: graph.sectionName(x), note: say('search.section', { policy: letter, file: file(x) }) }
    }
    case 'block': {
      const b = id as BlockId
      const start = graph.blocks.address.big[b]
      if (address !== undefined) return { label: describer.place(b, Number(address - start)), note: hex(address) }
      const section = graph.blocks.section[b]
      return {
        label: describer.block(b),
        note: `${plural(graph.blocks.size.big[b], 'B', 'B')} · ${hex(start)} · ${graph.sectionName(section)}`,
      }
    }
    case 'edge': {
      const e = id as EdgeId
      return { label: describer.edge(e), note: `${describer.kind(e)} · ${pairIn(say, pairOfEdge(graph, e))}` }
    }
  }
}
