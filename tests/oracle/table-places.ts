/**
 * Where the entries of tables stand, in words that do not depend on chance. For Mach-O arm64 GOT and stubs share a segment,
 * and the reference linker makes first whichever the first block that it walks asks for; it walks the blocks of a section
 * by heap addresses. So there the two may change places, each without gaps, right behind what is in front of them.
 */
import type { GraphRecord } from './graph-record'

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b))

const addressesOf = ({ blocks }: GraphRecord, table: string): bigint[] =>
  blocks
    .filter(({ section }) => section === table)
    .map(({ address }) => address)
    .toSorted(compareBig)

/** The places of all entries of some tables; where they may change places, whether they stand as they should. */
export function tablePlaces(graph: GraphRecord, tables: readonly string[]): string {
  if (!graph.triple.startsWith('arm64'))
    return tables.map((table) => `${table} at ${addressesOf(graph, table).map(hex).join(' ')}`).join(', ')
  const counts = tables.map((table) => `${addressesOf(graph, table).length} in ${table}`).join(', ')
  return `${counts}, ${areDense(graph, tables) ? 'without gaps' : 'with gaps'} from ${hex(endInFront(graph, tables))}`
}

const hex = (value: bigint): string => `0x${value.toString(16)}`

/** The end of the last block in front of the first table. */
function endInFront(graph: GraphRecord, tables: readonly string[]): bigint {
  const first = tables.flatMap((table) => addressesOf(graph, table)).toSorted(compareBig)[0] ?? 0n
  const ends = graph.blocks
    .filter(({ section, address }) => !tables.includes(section) && address < first)
    .map(({ address, size }) => address + size)
  return ends.toSorted(compareBig).at(-1) ?? 0n
}

/** Whether the entries stand one behind the other, table by table, with no more room between them than they have to have. */
function areDense(graph: GraphRecord, tables: readonly string[]): boolean {
  const isEntry = new Set(tables)
  let end = endInFront(graph, tables)
  const seen: string[] = []
  for (const block of graph.blocks
    .filter(({ section }) => isEntry.has(section))
    .toSorted((a, b) => compareBig(a.address, b.address))) {
    if (block.section !== seen.at(-1) && seen.includes(block.section)) return false
    seen.push(block.section)
    const alignment = BigInt(block.alignment)
    if (block.address !== ((end + alignment - 1n) / alignment) * alignment) return false
    end = block.address + block.size
  }
  return true
}
