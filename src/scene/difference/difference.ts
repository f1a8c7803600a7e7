/** Two runs of the same files side by side: what is different, in words, and where a thing of the one is in the other. */
import type { BlockId, EdgeId, SectionId } from '../../engine/graph/ids'
import { NO_BLOCK } from '../../engine/graph/ids'
import { NO_NAME } from '../../engine/table/name-table'
import type { Say } from '../../messages/messages'
import type { Apart } from './apart'
import { apartNow } from './apart'
import type { Compared } from './compare'
import type { Matches } from './match'
import { matchEdges, NONE } from './match'
import type { Run } from './run'
import type { Difference, Thing } from './sentences'
import { tellChanges } from './sentences'

export interface Comparison {
  /** What is different, in the language that `say` speaks. Both runs must be where they were compared. */
  tell(say: Say): Difference
  /** The same thing in the later run; undefined if it is not there. */
  find(thing: Thing): Thing | undefined
  /** The same thing in the earlier run; undefined if it was not there. */
  findBefore(thing: Thing): Thing | undefined
  /** Blocks that differ as both graphs stand now, which must be at the same moment until it is done. Pauses on the way. */
  apart(): Generator<undefined, Apart>
}

/** What a comparison, made here or elsewhere, says of two runs. */
export function comparisonOf(before: Run, after: Run, { changes, matches }: Compared): Comparison {
  const back = turned(before, matches)
  return {
    tell: (say) => tellChanges(changes, before, after, say),
    find: (thing) => findAgain(before, after, matches, thing),
    findBefore: (thing) => findAgain(after, before, back, thing),
    apart: () => apartNow(before, after, matches),
  }
}

/** The same pairs, asked from the other side. */
function turned(before: Run, { files, sections, blocks }: Matches): Matches {
  const turn = (pairs: Int32Array, length: number): Int32Array => {
    const other = new Int32Array(length).fill(NONE)
    pairs.forEach((old, now) => {
      if (old !== NONE) other[old] = now
    })
    return other
  }
  return {
    files: turn(files, before.graph.files.length),
    sections: turn(sections, before.graph.sections.length),
    blocks: turn(blocks, before.graph.blocks.length),
  }
}

function findAgain(before: Run, after: Run, { files, sections, blocks }: Matches, thing: Thing): Thing | undefined {
  switch (thing.kind) {
    case 'section':
      return found('section', sections.indexOf(thing.id) as SectionId)
    case 'block':
      return found('block', blocks.indexOf(thing.id) as BlockId)
    case 'edge':
      return found('edge', edgeAgain(before, after, blocks, thing.id))
    case 'symbol': {
      const { symbols } = before.graph
      for (let s = 0 as typeof thing.id; s < after.graph.symbols.length; s++) {
        const is = after.graph.symbols
        const sameHome =
          is.block[s] === NO_BLOCK
            ? symbols.block[thing.id] === NO_BLOCK && files[is.file[s]] === symbols.file[thing.id]
            : blocks[is.block[s]] === symbols.block[thing.id] && is.offset.big[s] === symbols.offset.big[thing.id]
        if (sameHome && nameOf(before, thing.id) === nameOf(after, s)) return { kind: 'symbol', id: s }
      }
      return undefined
    }
  }
}

const nameOf = ({ graph }: Run, s: Extract<Thing, { kind: 'symbol' }>['id']): string =>
  graph.symbols.name[s] === NO_NAME ? '' : graph.nameOf(s)

function found(kind: Thing['kind'], id: number): Thing | undefined {
  return id === NONE ? undefined : ({ kind, id } as Thing)
}

function edgeAgain(before: Run, after: Run, blocks: Int32Array, edge: EdgeId): number {
  const home = before.graph.edges.block[edge]
  const now = blocks.indexOf(home)
  let again = NONE
  if (now !== NONE)
    matchEdges(before, after, home, now, (old, candidate) => {
      if (old === edge) again = candidate
    })
  return again
}
