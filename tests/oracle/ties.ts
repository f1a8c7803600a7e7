/**
 * Blocks that layout cannot tell apart. In COFF all sections of one name have address 0 and form one section of the graph,
 * laid out by size; which of two equal ones comes first depends on heap addresses in the reference linker. Here blocks
 * of both prints are paired by what they are (names, bytes, where their edges lead, and what those places are in turn), so
 * that our link can be done again in the reference's order and then compared byte for byte.
 */
import { createHash } from 'node:crypto'
import type { BlockId, FileId } from '../../src/engine/graph/ids'
import type { LinkResult } from '../../src/engine/session/link'
import type { BlockRecord, EdgeRecord, GraphRecord } from './graph-record'

const MOST_ROUNDS = 12
const MASK = 0xffffffffn

/** For each of our blocks its place in the reference's layout. The result is one link of one file; `ours` is its record. */
export function tieRanks(result: LinkResult, ours: GraphRecord, theirs: GraphRecord): number[] {
  const there = queues(theirs)
  const ranks: number[] = []
  const labels = labelsOf(ours)
  const records = new Map<string, BlockRecord[]>()
  for (const block of ours.blocks) push(records, placeOf(block.section, block.address, block.size), block)
  const { graph } = result
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const section = graph.blocks.section[b]
    if (graph.isRemoved(b) || graph.sections.file[section] !== (0 as FileId)) continue
    const place = placeOf(graph.sectionName(section), graph.blocks.address.big[b], graph.blocks.size.big[b])
    const record = records.get(place)?.shift()
    const rank = record && there.get(labels.get(record)!)?.shift()
    if (rank !== undefined) ranks[b] = rank
  }
  return Array.from({ length: graph.blocks.length }, (_, b) => ranks[b] ?? 0)
}

/** Whether any two blocks of a section could be the other way round. */
export function hasTies({ blocks }: GraphRecord): boolean {
  const seen = new Set<string>()
  for (const { section, size, zeroFill } of blocks) {
    const key = `${section} ${size} ${zeroFill}`
    if (seen.has(key)) return true
    seen.add(key)
  }
  return false
}

const placeOf = (section: string, address: bigint, size: bigint): string => `${section} ${address} ${size}`

/** Label → places in the layout of the blocks that have it. */
function queues(graph: GraphRecord): Map<string, number[]> {
  const found = new Map<string, number[]>()
  const labels = labelsOf(graph)
  for (const [place, block] of graph.blocks.entries()) push(found, labels.get(block)!, place)
  return found
}

/** What each block is, first by itself, then by what its edges lead to, until nothing more can be told apart. */
function labelsOf(graph: GraphRecord): Map<BlockRecord, string> {
  const homes = new Homes(graph)
  const aims = new Map(graph.blocks.map((block) => [block, block.edges.map((edge) => homes.of(block, edge))]))
  let labels = new Map(graph.blocks.map((block) => [block, labelOf(block, [])]))
  let kinds = 0
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const count = new Set(labels.values()).size
    if (count === kinds) break
    kinds = count
    const before = labels
    labels = new Map(
      graph.blocks.map((block) => {
        const parts = aims.get(block)!.map((home) => (home ? before.get(home)! : ''))
        return [block, digest(`${before.get(block)} ${labelOf(block, parts)}`)]
      }),
    )
  }
  return labels
}

function labelOf(block: BlockRecord, aims: readonly string[]): string {
  const symbols = block.symbols.map(
    ({ name, offset, size, linkage, scope }) => `${name}+${offset}:${size} ${linkage} ${scope}`,
  )
  const edges = block.edges.map(({ offset, kind, target }, i) => {
    return `${offset} ${kind} ${typeof target === 'string' ? target : ''} ${aims[i] ?? ''}`
  })
  const own = `${block.section} ${block.size} ${block.alignment} ${block.zeroFill} ${maskedContent(block)}`
  return digest([own, ...symbols.toSorted(), ...edges.toSorted()].join('\n'))
}

const digest = (text: string): string => createHash('sha1').update(text).digest('base64')

/** The block's bytes with zeros where edges write. */
function maskedContent({ content, edges }: BlockRecord): string {
  if (content === undefined) return ''
  const bytes = Buffer.from(content, 'hex')
  for (const { offset, kind } of edges) bytes.fill(0, Number(offset), Number(offset) + widthOf(kind))
  return bytes.toString('base64')
}

const widthOf = (kind: string): number => (kind === 'Keep-Alive' ? 0 : Number(/(64|32|16)/.exec(kind)?.[1] ?? 0) / 8)

/** Finds the block that an edge leads to: many local symbols share a name, so the written field has to tell. */
class Homes {
  readonly #byName = new Map<string, BlockRecord[]>()
  readonly #byAddress = new Map<bigint, BlockRecord>()

  constructor({ blocks }: GraphRecord) {
    for (const block of blocks) {
      if (block.size > 0n || !this.#byAddress.has(block.address)) this.#byAddress.set(block.address, block)
      for (const { name } of block.symbols) if (name !== null) push(this.#byName, name, block)
    }
  }

  of(from: BlockRecord, edge: EdgeRecord): BlockRecord | undefined {
    if (typeof edge.target === 'bigint') return this.#byAddress.get(edge.target)
    const { target } = edge
    const homes = this.#byName.get(target)
    if (!homes || homes.length === 1) return homes?.[0]
    const address = addressIn(from, edge)
    if (address === undefined) return undefined
    return homes.find((home) =>
      home.symbols.some(({ name, offset }) => name === target && home.address + offset === address),
    )
  }
}

/** Where the target is according to the field; addresses of such links are below 2^32. */
function addressIn({ address, content }: BlockRecord, { offset, kind, addend }: EdgeRecord): bigint | undefined {
  const width = widthOf(kind)
  if (content === undefined || width < 4) return undefined
  const value = BigInt(Buffer.from(content, 'hex').readUInt32LE(Number(offset)))
  const place = kind.startsWith('PCRel') ? address + offset + 4n : 0n
  return (value + place - addend) & MASK
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
