/**
 * What is the same thing in two runs of the same files. Ids are almost always equal, but not behind a pass that one run
 * has and the other has not. So: files by input, sections by file and name, blocks by their place in the file, what the
 * linker made by what it is for, edges by block and offset. Nothing goes by order where order means nothing.
 */
import type { BlockId, EdgeId, SectionId } from '../../engine/graph/ids'
import { NO_SOURCE } from '../../engine/graph/ids'
import type { LinkGraph } from '../../engine/graph/link-graph'
import { SectionFlag } from '../../engine/graph/schema'
import type { Run } from './run'

/** No counterpart. */
export const NONE = -1

/** For each thing of the later run its id in the earlier one, or NONE. */
export interface Matches {
  readonly files: Int32Array
  readonly sections: Int32Array
  readonly blocks: Int32Array
}

export function matchRuns(before: Run, after: Run): Matches {
  const files = matchFiles(before, after)
  const sections = matchSections(before.graph, after.graph, files)
  return { files, sections, blocks: matchBlocks(before, after, sections) }
}

/** Members of an archive come from one input: they go by their name. */
function matchFiles(before: Run, after: Run): Int32Array {
  const key = ({ graph, inputOfFile }: Run, f: number): string => `${inputOfFile[f]}\0${graph.files[f]!.name}`
  const known = keyed(before.graph.files.length, (f) => key(before, f))
  const seen = new Map<string, number>()
  return filled(after.graph.files.length, (f) => nth(known, seen, key(after, f)))
}

function matchSections(before: LinkGraph, after: LinkGraph, files: Int32Array): Int32Array {
  if (haveSameSections(before, after, files)) return filled(after.sections.length, (x) => x)
  const known = keyed(before.sections.length, (x) => sectionKey(before, x, before.sections.file[x as SectionId]))
  const seen = new Map<string, number>()
  return filled(after.sections.length, (x) =>
    nth(known, seen, sectionKey(after, x, files[after.sections.file[x as SectionId]]!)),
  )
}

/** The usual case, in which nothing has to be looked up: the same names in the same files, one after the other. */
function haveSameSections(before: LinkGraph, after: LinkGraph, files: Int32Array): boolean {
  const { length } = after.sections
  if (before.sections.length !== length) return false
  for (let x = 0 as SectionId; x < length; x++) {
    if (before.sections.file[x] !== files[after.sections.file[x]]) return false
    if (before.sectionName(x) !== after.sectionName(x)) return false
  }
  return true
}

const sectionKey = (graph: LinkGraph, x: number, file: number): string =>
  `${file}\0${graph.sectionName(x as SectionId)}`

function matchBlocks(before: Run, after: Run, sections: Int32Array): Int32Array {
  const found = filled(after.graph.blocks.length, (b) => (isSamePlace(before, after, sections, b) ? b : NONE))
  if (found.every((b) => b !== NONE)) return found
  const taken = new Uint8Array(before.graph.blocks.length)
  for (const b of found) if (b !== NONE) taken[b] = 1
  const free = keyed(before.graph.blocks.length, (b) =>
    taken[b] ? undefined : blockKey(before, b, before.graph.blocks.section[b as BlockId]),
  )
  const sectionOf = (b: number): number => sections[after.graph.blocks.section[b as BlockId]]!
  matchRest(found, taken, free, (b) => blockKey(after, b, sectionOf(b)))
  // A plugin may have replaced the content of a block in one of the runs: then the place in the file is lost, the name is not.
  const named = keyed(before.graph.blocks.length, (b) =>
    taken[b] ? undefined : nameKey(before, b, before.graph.blocks.section[b as BlockId]),
  )
  matchRest(found, taken, named, (b) => nameKey(after, b, sectionOf(b)))
  return found
}

/** Gives each block that has no counterpart yet the next one of its key, and notes that it is taken. */
function matchRest(
  found: Int32Array,
  taken: Uint8Array,
  free: ReadonlyMap<string, readonly number[]>,
  keyOf: (b: number) => string,
): void {
  const seen = new Map<string, number>()
  for (let b = 0; b < found.length; b++) {
    if (found[b] !== NONE) continue
    found[b] = nth(free, seen, keyOf(b))
    if (found[b] !== NONE) taken[found[b]!] = 1
  }
}

const nameKey = ({ describer }: Run, b: number, section: number): string =>
  `${section}\0${describer.block(b as BlockId)}`

/** The usual case: the same id is the same place of the same section. */
function isSamePlace(before: Run, after: Run, sections: Int32Array, id: number): boolean {
  const b = id as BlockId
  const [was, is] = [before.graph.blocks, after.graph.blocks]
  if (b >= was.length || was.section[b] !== sections[is.section[b]]) return false
  if (isMade(after.graph, b)) return before.describer.block(b) === after.describer.block(b)
  return was.source[b] === is.source[b] && was.sourceOffset[b] === is.sourceOffset[b]
}

const isMade = (graph: LinkGraph, b: BlockId): boolean =>
  (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Synthetic) !== 0

/** Zero-fill, and what a plugin has replaced, are known by their order in the section; the rest by its place in the file. */
function blockKey({ graph, describer }: Run, id: number, section: number): string {
  const b = id as BlockId
  if (isMade(graph, b)) return `${section}\0${describer.block(b)}`
  const { source, sourceOffset } = graph.blocks
  const inFile = source[b] !== NO_SOURCE && source[b] !== 0
  return `${section}\0${inFile ? sourceOffset[b] : 'other'}`
}

/** Ids by key, in ascending order. */
export function keyed(length: number, keyOf: (id: number) => string | undefined): Map<string, number[]> {
  const ids = new Map<string, number[]>()
  for (let id = 0; id < length; id++) {
    const key = keyOf(id)
    if (key === undefined) continue
    const list = ids.get(key)
    if (list) list.push(id)
    else ids.set(key, [id])
  }
  return ids
}

/** The first thing of a key for the first that asks, the second for the second. */
export function nth(ids: ReadonlyMap<string, readonly number[]>, seen: Map<string, number>, key: string): number {
  const count = seen.get(key) ?? 0
  seen.set(key, count + 1)
  return ids.get(key)?.[count] ?? NONE
}

function filled(length: number, idAt: (at: number) => number): Int32Array {
  const column = new Int32Array(length)
  for (let at = 0; at < length; at++) column[at] = idAt(at)
  return column
}

/**
 * Calls `found` for every edge of a pair of blocks: with its counterpart, or with NONE where there is none. Edges are
 * the same if they are at the same offset; several at one offset go by their order.
 */
export function matchEdges(
  before: Run,
  after: Run,
  was: number,
  is: number,
  found: (before: number, after: number) => void,
): void {
  const old = byOffset(before, was)
  const now = byOffset(after, is)
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    const a = i < old.length ? before.graph.edges.offset[old[i] as EdgeId] : Number.POSITIVE_INFINITY
    const b = j < now.length ? after.graph.edges.offset[now[j] as EdgeId] : Number.POSITIVE_INFINITY
    found(a <= b ? old[i++]! : NONE, b <= a ? now[j++]! : NONE)
  }
}

/** The edges of a block, ascending by offset; mostly they are so already. */
export function byOffset({ graph, outgoing }: Run, block: number): ArrayLike<number> {
  if (block === NONE || block + 1 >= outgoing.start.length) return []
  const { offset } = graph.edges
  const edges = outgoing.edge.subarray(outgoing.start[block], outgoing.start[block + 1])
  for (let i = 1; i < edges.length; i++) {
    if (offset[edges[i] as EdgeId] < offset[edges[i - 1] as EdgeId])
      return edges.slice().sort((a, b) => offset[a as EdgeId] - offset[b as EdgeId] || a - b)
  }
  return edges
}
