/**
 * What an event changed, in words: which column of which thing, from what to what. Read from the log's records, so it is
 * all that changed and nothing else.
 */
import { hex, spacedBytes } from '../base/hex'
import { actionText } from './action-words'
import type { Describer } from '../engine/arch/describe'
import type { CellName } from '../engine/graph/cells'
import { CELL_ROWS, CELLS } from '../engine/graph/cells'
import { selectionOf } from '../engine/graph/comdat-selections'
import type { ActionId, AllocationId, BlockId, EdgeId, SectionId, SymbolId } from '../engine/graph/ids'
import { NO_BLOCK, NO_EDGE, NO_MEMORY, NO_SEGMENT, NO_SYMBOL, protectionText } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { LinkGraph } from '../engine/graph/link-graph'
import type { EventId, EventLog, RecordId } from '../engine/graph/log'
import { ASKERS, BlockFlag, EdgeFlag, SectionFlag, SymbolFlag } from '../engine/graph/schema'
import { edgeKindName } from '../engine/arch/arch'
import type { Arch } from '../engine/arch/arch'
import type { Say } from '../messages/messages'

export interface Told {
  readonly graph: LinkGraph
  readonly arch: Arch
  readonly log: EventLog
  readonly describer: Describer
  readonly say: Say
}

export interface Change {
  /** What was changed: `total`, `main+0x22 → total`, `8 bytes of main`. */
  readonly thing: string
  /** Its column: `address`. */
  readonly what: string
  readonly before: string
  readonly after: string
}

type Show = (value: bigint, told: Told) => string

const number: Show = (value) => value.toLocaleString('en-US')
const address: Show = (value) => hex(value)
const names =
  (flags: Readonly<Record<string, number>>): Show =>
  (value, { say }) => {
    const set = Object.entries(flags).filter(([, bit]) => Number(value) & bit)
    return (
      set.map(([name]) => say(`changes.mark.${name.replace(/(?<=.)([A-Z])/g, '-$1').toLowerCase()}`)).join(', ') ||
      say('changes.value.none')
    )
  }
const oneOf =
  (words: readonly string[]): Show =>
  (value, { say }) => {
    const word = words[Number(value)]
    return word === undefined ? `${value}` : say(`changes.value.${word}`)
  }
const edge: Show = (value, { describer, say }) =>
  Number(value) === NO_EDGE ? say('changes.value.none') : describer.edge(Number(value) as EdgeId)
const block: Show = (value, { describer, say }) =>
  Number(value) === NO_BLOCK ? say('changes.value.none') : describer.block(Number(value) as BlockId)
const symbol: Show = (value, { describer, say }) =>
  Number(value) === NO_SYMBOL ? say('changes.value.none') : describer.symbol(Number(value) as SymbolId)
/** The marks of a symbol, and how rivals of a COMDAT leader are chosen between. */
const symbolMarks: Show = (value, told) => {
  const selection = selectionOf(Number(value))
  const marks = names(SymbolFlag)(value, told)
  return selection === undefined ? marks : told.say('changes.value.comdat', { marks, selection })
}
const rows: readonly [string, Show] = ['rows', number]

/** What the column of each cell is called, by its message, and how its values are written. */
const COLUMNS: Readonly<Record<CellName, readonly [what: string, show: Show]>> = {
  sectionsLength: rows,
  blocksLength: rows,
  symbolsLength: rows,
  edgesLength: rows,
  segmentsLength: rows,
  allocationsLength: rows,
  actionsLength: rows,
  sectionLifetime: ['policy', (value) => LIFETIMES[Number(value)]?.name ?? `${value}`],
  sectionProtection: ['protection', (value) => protectionText(Number(value) as never)],
  sectionFlags: ['marks', names(SectionFlag)],
  sectionOrdinal: ['place', number],
  blockMemory: [
    'working-copy',
    (value, { say }) =>
      Number(value) === NO_MEMORY
        ? say('changes.value.none')
        : say('changes.value.in-graph-memory', { offset: hex(value) }),
  ],
  blockAskedBy: [
    'asked-by',
    (value, { say }) => say(`changes.asker.${(ASKERS[Number(value)] ?? ASKERS[0]).id.replace(' ', '-')}`),
  ],
  blockSource: ['source', number],
  blockSourceOffset: ['source-offset', address],
  blockSegment: [
    'segment',
    (value, { say }) =>
      Number(value) === NO_SEGMENT ? say('changes.value.none') : say('changes.value.number', { number: `${value}` }),
  ],
  blockFlags: ['marks', names(BlockFlag)],
  blockAlignment: ['alignment', (value) => `${2 ** Number(value)}`],
  blockLiveBecause: ['because', edge],
  blockSize: ['size', number],
  blockAddress: ['address', address],
  symbolBase: ['base', oneOf(['defined', 'external', 'absolute'])],
  symbolBlock: ['block', block],
  symbolLinkage: ['linkage', oneOf(['strong', 'weak'])],
  symbolScope: ['scope', oneOf(['default', 'hidden', 'side-effects-only', 'local'])],
  symbolFlags: ['marks', symbolMarks],
  symbolDefinition: ['definition', symbol],
  symbolOffset: ['offset', address],
  symbolSize: ['size', number],
  symbolAddress: ['address', address],
  edgeBlock: ['block', block],
  edgeOffset: ['offset', address],
  edgeKind: ['kind', (value, { arch }) => edgeKindName(arch, Number(value))],
  edgeTarget: ['target', symbol],
  edgeFlags: ['marks', names(EdgeFlag)],
  edgeAddend: ['addend', (value) => BigInt.asIntN(64, value).toLocaleString('en-US').replace('-', '−')],
  segmentState: ['state', oneOf(['in-flight', 'protected', 'released'])],
  allocationState: ['state', oneOf(['in-flight', 'finalized', 'deallocated', 'abandoned', 'failed'])],
  actionState: ['state', oneOf(['recorded', 'done', 'failed', 'undone'])],
  memory1: ['bytes', bytes(1)],
  memory2: ['bytes', bytes(2)],
  memory4: ['bytes', bytes(4)],
  memory8: ['bytes', bytes(8)],
}

/** Little-endian, as they lie in memory. */
function bytes(width: number): Show {
  return (value) => spacedBytes(Array.from({ length: width }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn)))
}

const NAMES = Object.keys(CELLS) as readonly CellName[]

/** The changes of an event, at most so many. The graph must be in the state right after it. */
export function changesOf(told: Told, e: EventId, most: number): Change[] {
  const [from, to] = told.log.recordsOf(e)
  const { cell, row } = told.log.records
  const found: Change[] = []
  for (let r = from; r < Math.min(to, from + most); r = (r + 1) as RecordId) {
    const [what, show] = COLUMNS[NAMES[cell[r]]!]
    found.push({
      thing: thingOf(told, cell[r], row[r]),
      what: told.say(`changes.what.${what}`),
      before: show(told.log.before(r), told),
      after: show(told.log.after(r), told),
    })
  }
  return found
}

/** How many cells an event changed. */
export function changeCount({ log }: Pick<Told, 'log'>, e: EventId): number {
  const [from, to] = log.recordsOf(e)
  return to - from
}

function thingOf(told: Told, cell: number, row: number): string {
  const { graph, describer, say } = told
  const place = CELL_ROWS[cell]!
  if (place.what === 'memory') return memoryOf(graph, describer, row) ?? say('changes.graph-memory')
  if (place.what === 'length') return say('changes.all', { table: place.table })
  switch (place.table) {
    case 'sections':
      return describer.section(row as SectionId)
    case 'blocks':
      return describer.block(row as BlockId)
    case 'symbols':
      return describer.symbol(row as SymbolId)
    case 'edges':
      return describer.edge(row as EdgeId)
    case 'segments':
      return say('changes.segment', { number: `${row}` })
    case 'allocations':
      return say('changes.allocation', { file: describer.file(graph.allocations.file[row as AllocationId]) })
    case 'actions':
      return say('changes.action', { action: actionText(say, told, row as ActionId) })
  }
}

function memoryOf(graph: LinkGraph, describer: Describer, at: number): string | undefined {
  const { memory, size } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const offset = at - memory[b]
    if (memory[b] !== NO_MEMORY && offset >= 0 && offset < Number(size.big[b])) return describer.place(b, offset)
  }
  return undefined
}
