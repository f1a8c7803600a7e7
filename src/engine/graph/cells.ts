/**
 * The cells that change after a row was made: one row here for each column that a link may rewrite. The log stores the
 * row's number; replaying looks the column up by it. What is not listed never changes.
 */
import type { NarrowArray, Wide } from '../table/columns'
import type { LinkGraph } from './link-graph'

export interface LengthCell {
  readonly table: TableName
  readonly what: 'length'
}
export interface ColumnCell {
  readonly table: TableName
  readonly what: 'narrow' | 'wide'
  readonly column: string
}
export interface MemoryCell {
  readonly what: 'memory'
  /** Bytes that one record covers: 1, 2, 4 or 8. */
  readonly width: 1 | 2 | 4 | 8
}
export type CellRow = LengthCell | ColumnCell | MemoryCell
/** The tables of a graph, in the order of their length cells. */
export const TABLE_NAMES = ['sections', 'blocks', 'symbols', 'edges', 'segments', 'allocations', 'actions'] as const
export type TableName = (typeof TABLE_NAMES)[number]

const length = (table: TableName): LengthCell => ({ table, what: 'length' })
const narrow = (table: TableName, column: string): ColumnCell => ({ table, what: 'narrow', column })
const wide = (table: TableName, column: string): ColumnCell => ({ table, what: 'wide', column })
const memory = (width: MemoryCell['width']): MemoryCell => ({ what: 'memory', width })

export const CELLS = {
  sectionsLength: length('sections'),
  blocksLength: length('blocks'),
  symbolsLength: length('symbols'),
  edgesLength: length('edges'),
  segmentsLength: length('segments'),
  allocationsLength: length('allocations'),
  actionsLength: length('actions'),
  sectionLifetime: narrow('sections', 'lifetime'),
  sectionProtection: narrow('sections', 'protection'),
  sectionFlags: narrow('sections', 'flags'),
  sectionOrdinal: narrow('sections', 'ordinal'),
  blockMemory: narrow('blocks', 'memory'),
  blockAskedBy: narrow('blocks', 'askedBy'),
  blockSource: narrow('blocks', 'source'),
  blockSourceOffset: narrow('blocks', 'sourceOffset'),
  blockSegment: narrow('blocks', 'segment'),
  blockFlags: narrow('blocks', 'flags'),
  blockAlignment: narrow('blocks', 'alignment'),
  blockLiveBecause: narrow('blocks', 'liveBecause'),
  blockSize: wide('blocks', 'size'),
  blockAddress: wide('blocks', 'address'),
  symbolBase: narrow('symbols', 'base'),
  symbolBlock: narrow('symbols', 'block'),
  symbolLinkage: narrow('symbols', 'linkage'),
  symbolScope: narrow('symbols', 'scope'),
  symbolFlags: narrow('symbols', 'flags'),
  symbolDefinition: narrow('symbols', 'definition'),
  symbolOffset: wide('symbols', 'offset'),
  symbolSize: wide('symbols', 'size'),
  symbolAddress: wide('symbols', 'address'),
  edgeBlock: narrow('edges', 'block'),
  edgeOffset: narrow('edges', 'offset'),
  edgeKind: narrow('edges', 'kind'),
  edgeTarget: narrow('edges', 'target'),
  edgeFlags: narrow('edges', 'flags'),
  edgeAddend: wide('edges', 'addend'),
  segmentState: narrow('segments', 'state'),
  allocationState: narrow('allocations', 'state'),
  actionState: narrow('actions', 'state'),
  memory1: memory(1),
  memory2: memory(2),
  memory4: memory(4),
  memory8: memory(8),
} as const satisfies Record<string, CellRow>

export type CellName = keyof typeof CELLS

export const CELL_ROWS: readonly CellRow[] = Object.values(CELLS)

/** The number by which the log stores a cell. */
export const CELL = Object.fromEntries(Object.keys(CELLS).map((name, code) => [name, code])) as Record<CellName, number>

/** The array behind a narrow cell. */
export function narrowColumn(graph: LinkGraph, cell: ColumnCell): NarrowArray {
  return (graph[cell.table] as unknown as Record<string, NarrowArray>)[cell.column]!
}

/** The column behind a wide cell. */
export function wideColumn(graph: LinkGraph, cell: ColumnCell): Wide {
  return (graph[cell.table] as unknown as Record<string, Wide>)[cell.column]!
}
