/**
 * Breakpoints: where playing stops. Each is a row that names a thing, a kind of crossing, a failure or a phase; whether an
 * event hits it is read from the log, so a stop can be found without playing there.
 */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { pairOfEdge } from '../engine/graph/crossings'
import { CELL, CELL_ROWS } from '../engine/graph/cells'
import type { PhaseId } from '../engine/graph/events'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../engine/graph/ids'
import { FIRST_RELOCATION_KIND } from '../engine/graph/ids'
import type { EventId } from '../engine/graph/log'
import type { Selection } from './selection'
import type { Session } from './session'

export type BreakAt =
  | { readonly kind: 'symbol'; readonly id: SymbolId; readonly name: string }
  | { readonly kind: 'block'; readonly id: BlockId; readonly name: string }
  | { readonly kind: 'section'; readonly id: SectionId; readonly name: string }
  /** The first edge of one of the twelve pairs. */
  | { readonly kind: 'pair'; readonly pair: number }
  /** The first value that does not fit. */
  | { readonly kind: 'range' }
  | { readonly kind: 'phase'; readonly phase: PhaseId }

export interface Breakpoint {
  readonly id: number
  readonly at: BreakAt
  readonly on: boolean
}

interface Breakpoints {
  readonly list: readonly Breakpoint[]
  /** The one that stopped play last. */
  readonly hit: number | undefined
}

export const breakpoints = createStore<Breakpoints>(() => ({ list: [], hit: undefined }))

export function useBreakpoints<T>(select: (state: Breakpoints) => T): T {
  return useStore(breakpoints, select)
}

let last = 0

export function breakpointFor(at: BreakAt): Breakpoint | undefined {
  return breakpoints.getState().list.find((row) => JSON.stringify(row.at) === JSON.stringify(at))
}

/** Adds a row unless there is one for the same place. */
export function addBreakpoint(at: BreakAt, on = true): void {
  if (breakpointFor(at)) return
  breakpoints.setState(({ list }) => ({ list: [...list, { id: ++last, at, on }] }))
}

export const clearBreakpoints = (): void => breakpoints.setState({ list: [], hit: undefined })

export function removeBreakpoint(id: number): void {
  breakpoints.setState(({ list }) => ({ list: list.filter((row) => row.id !== id) }))
}

export function switchBreakpoint(id: number, on: boolean): void {
  breakpoints.setState(({ list }) => ({ list: list.map((row) => (row.id === id ? { ...row, on } : row)) }))
}

export const noteHit = (hit: number | undefined): void => breakpoints.setState({ hit })

export interface Stop {
  /** Events that have happened when play stops: the one that hit is the last of them. */
  readonly position: number
  readonly breakpoint: number
}

/** The first stop after `from` and up to `to` events; undefined if play goes through. */
export function nextStop(session: Session, list: readonly Breakpoint[], from: number, to: number): Stop | undefined {
  const tests = list.filter(({ on }) => on).map(({ id, at }) => ({ id, hits: testOf(session, at) }))
  if (tests.length === 0) return undefined
  for (let e = from as EventId; e < to; e++) {
    const found = tests.find(({ hits }) => hits(e))
    if (found) return { position: e + 1, breakpoint: found.id }
  }
  return undefined
}

type Test = (e: EventId) => boolean

const never: Test = () => false

function testOf(session: Session, at: BreakAt): Test {
  const { log, phases } = session
  switch (at.kind) {
    case 'phase': {
      const first = phases.find(({ id }) => id === at.phase)?.first
      return (e) => e === first
    }
    case 'range':
      return (e) =>
        log.rowOf(e).type === 'linkFailed' && session.diagnostics.some(({ code }) => code === 'out-of-range')
    case 'pair': {
      const first = firstCrossing(session, at.pair)
      return (e) => e === first
    }
    default:
      return stillThere(session, at) ? aboutThing(session, at) : never
  }
}

type Thing = Extract<BreakAt, { readonly name: string }>

/** A thing as a place to stop; undefined if events do not change such things, or if it is not in this link. */
export function breakAtThing({ plain: describer, graph }: Session, thing: Selection): BreakAt | undefined {
  if (thing.kind === 'symbol' && thing.id < graph.symbols.length)
    return { kind: 'symbol', id: thing.id, name: describer.symbol(thing.id) }
  if (thing.kind === 'block' && thing.id < graph.blocks.length)
    return { kind: 'block', id: thing.id, name: describer.block(thing.id) }
  if (thing.kind === 'section' && thing.id < graph.sections.length)
    return { kind: 'section', id: thing.id, name: describer.section(thing.id) }
  return undefined
}

/** After the inputs have changed a number may mean another thing: the name tells. */
export function stillThere({ plain: describer, graph }: Session, at: Thing): boolean {
  if (at.kind === 'symbol') return at.id < graph.symbols.length && describer.symbol(at.id) === at.name
  if (at.kind === 'block') return at.id < graph.blocks.length && describer.block(at.id) === at.name
  return at.id < graph.sections.length && describer.section(at.id) === at.name
}

/** Whether an event names the thing or changes a cell of its row; for a section, of a block in it. */
function aboutThing({ log, graph }: Session, { kind, id }: Thing): Test {
  const isIt = (what: string, row: number): boolean => {
    if (what === kind) return row === id
    if (what === 'edge' && kind !== 'symbol') return isIt('block', graph.edges.block[row as EdgeId])
    return what === 'block' && kind === 'section' && graph.blocks.section[row as BlockId] === id
  }
  return (e) => {
    const row = log.rowOf(e)
    if (isIt(row.a, log.events.a[e]) || isIt(row.b, log.events.b[e])) return true
    const [from, to] = log.recordsOf(e)
    for (let r = from; r < to; r++) {
      const place = CELL_ROWS[log.records.cell[r]]!
      const named = place.what === 'narrow' || place.what === 'wide'
      if (named && isIt(place.table.slice(0, -1), log.records.row[r])) return true
    }
    return false
  }
}

const crossings = new WeakMap<Session, Map<number, EventId | undefined>>()

/** The event after which the first edge of a pair exists. Found by looking at the events that touch edges, once. */
export function firstCrossing(session: Session, pair: number): EventId | undefined {
  const found = crossings.get(session) ?? new Map<number, EventId | undefined>()
  crossings.set(session, found)
  if (!found.has(pair)) found.set(pair, searchCrossing(session, pair))
  return found.get(pair)
}

function searchCrossing(session: Session, pair: number): EventId | undefined {
  const { log, graph, replay } = session
  const here = replay.position
  const isThere = (events: number, [first, end]: readonly [number, number]): boolean => {
    replay.seek(events)
    for (let edge = first as EdgeId; edge < Math.min(end, graph.edges.length); edge++)
      if (graph.edges.kind[edge] >= FIRST_RELOCATION_KIND && pairOfEdge(graph, edge) === pair) return true
    return false
  }
  const found = findCrossing(log, isThere)
  replay.seek(here)
  return found
}

const ALL_EDGES = [0, Infinity] as const

/**
 * The first event after which it is there. Of events that may move any edge there are as many as sections or names, one
 * after the other: all of them are looked at together, and only where it came to be there one by one, by halving.
 */
function findCrossing(
  log: Session['log'],
  isThere: (events: number, edges: readonly [number, number]) => boolean,
): EventId | undefined {
  let run: readonly [first: number, last: number] | undefined
  for (let e = 0; e <= log.length; e++) {
    const touched = e < log.length ? touchedEdges(log, e as EventId) : ALL_EDGES
    if (touched === 'all') run = [run?.[0] ?? e, e]
    else if (touched) {
      if (run && isThere(run[1] + 1, ALL_EDGES)) return halve(run, (events) => isThere(events, ALL_EDGES))
      run = undefined
      if (e < log.length && isThere(e + 1, touched)) return e as EventId
    }
  }
  return undefined
}

/** The first event of a run after which something holds that holds after its last. */
function halve([first, last]: readonly [number, number], holds: (events: number) => boolean): EventId {
  let [low, high] = [first, last]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle + 1)) high = middle
    else low = middle + 1
  }
  return low as EventId
}

const MOVES_ALL: readonly number[] = [CELL.sectionLifetime, CELL.symbolDefinition]

/** Which edges may belong to another pair after an event: those it made or changed, or all of them. */
function touchedEdges(log: Session['log'], e: EventId): readonly [number, number] | 'all' | undefined {
  const { cell, row, before, after } = log.records
  const [from, to] = log.recordsOf(e)
  let touched: [number, number] | undefined
  for (let r = from; r < to; r++) {
    if (MOVES_ALL.includes(cell[r])) return 'all'
    const made = cell[r] === CELL.edgesLength
    if (!made && cell[r] !== CELL.edgeTarget && cell[r] !== CELL.edgeBlock && cell[r] !== CELL.edgeKind) continue
    const [low, high] = made ? [before[r], after[r]] : [row[r], row[r] + 1]
    touched = touched ? [Math.min(touched[0], low), Math.max(touched[1], high)] : [low, high]
  }
  return touched
}
