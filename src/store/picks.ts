/**
 * Things that are picked on the picture for an answer. A question that asks for several things offers them here; a click
 * on the map, a key, or a box that is ticked takes one in or out. Looking around picks nothing.
 */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { BlockId, SectionId } from '../engine/graph/ids'
import { Base, NO_SEGMENT } from '../engine/graph/ids'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { Option } from '../lessons/questions/question'
import type { Selection } from './selection'

export interface Picks {
  readonly options: readonly Option[]
  /** Keys of those that are picked. */
  readonly chosen: ReadonlySet<string>
}

const NOTHING: Picks = { options: [], chosen: new Set() }

export const picks = createStore<Picks>(() => NOTHING)

export const usePicks = <T>(select: (state: Picks) => T): T => useStore(picks, select)

/** Offers things to be picked, none of them yet; returns how to take the offer back. */
export function offer(options: readonly Option[]): () => void {
  picks.setState({ options, chosen: new Set() })
  return () => {
    if (picks.getState().options === options) picks.setState(NOTHING)
  }
}

/** Takes an option in, or out again. */
export function pick(key: string): void {
  const chosen = new Set(picks.getState().chosen)
  if (!chosen.delete(key)) chosen.add(key)
  picks.setState({ chosen })
}

/** The same for the option that a selected thing means; false if it means none of them. */
export function pickThing(selection: Selection | undefined, graph: LinkGraph): boolean {
  const meant = selection && picks.getState().options.find((option) => means(option, selection, graph))
  if (meant) pick(meant.key)
  return meant !== undefined
}

/** A row in a block stands for the block, and a block for its segment, where that is what is asked for. */
function means({ thing }: Option, selection: Selection, graph: LinkGraph): boolean {
  if (!thing) return false
  if (thing.kind === selection.kind) return thing.id === selection.id
  const block = blockOf(selection, graph)
  if (block === undefined) return false
  if (thing.kind === 'block') return thing.id === block
  if (thing.kind === 'segment') return thing.id === graph.blocks.segment[block] && thing.id !== NO_SEGMENT
  if (thing.kind === 'section') return thing.id === graph.blocks.section[block]
  return false
}

function blockOf({ kind, id }: Selection, { symbols, blocks }: LinkGraph): BlockId | undefined {
  if (kind === 'block') return id
  if (kind === 'symbol') return symbols.base[id] === Base.Defined ? symbols.block[id] : undefined
  return kind === 'section' ? firstBlockOf(id, blocks) : undefined
}

function firstBlockOf(x: SectionId, { section, length }: LinkGraph['blocks']): BlockId | undefined {
  for (let b = 0 as BlockId; b < length; b++) if (section[b] === x) return b
  return undefined
}
