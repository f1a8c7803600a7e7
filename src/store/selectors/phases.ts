/** The timeline's words: which phases a link shows, and what each of them did, in two or three words. */
import { CELL } from '../../engine/graph/cells'
import type { EventType, PhaseId } from '../../engine/graph/events'
import { EVENT_CODE, EVENTS, PHASES } from '../../engine/graph/events'
import type { SegmentId } from '../../engine/graph/ids'
import { SymbolFlag } from '../../engine/graph/schema'
import type { EventId } from '../../engine/graph/log'
import type { Args, Message } from '../../messages/messages'
import type { Session } from '../session'

export interface PhaseStep {
  readonly id: PhaseId
  readonly title: string
  /** Events, [first, end); empty for a phase in which nothing was to be done. */
  readonly first: number
  readonly end: number
  /** What happened in it, in two or three words. */
  readonly summary: Message | undefined
}

const STEPS = new WeakMap<Session, readonly PhaseStep[]>()

/** The phases of a link in order; a failed one ends with `abandon`, a finished one with `live`. */
export function phaseSteps(session: Session): readonly PhaseStep[] {
  const known = STEPS.get(session) ?? makeSteps(session)
  STEPS.set(session, known)
  return known
}

function makeSteps(session: Session): PhaseStep[] {
  const { phases, ok, liveAt } = session
  let cursor = 0
  return PHASES.filter(({ id }) =>
    isShown(
      id,
      ok,
      phases.some((span) => span.id === id),
    ),
  ).map(({ id, title }) => {
    const span = phases.find((candidate) => candidate.id === id)
    if (span) cursor = span.end
    const [first, end] = span ? [span.first, span.end] : [cursor, cursor]
    const at = id === 'live' ? liveAt : first
    return {
      id,
      title,
      first: at,
      end: id === 'live' ? liveAt : end,
      summary: span ? summarise(session, id, first, end) : undefined,
    }
  })
}

function isShown(id: PhaseId, ok: boolean, happened: boolean): boolean {
  if (happened) return true
  if (id === 'abandon' || id === 'check' || id === 'deallocate') return false
  return id === 'live' ? ok : ok
}

function summarise(session: Session, id: PhaseId, first: number, end: number): Message | undefined {
  const events = (...types: EventType[]): number => countEvents(session, first, end, types)
  const counted = (what: string, ...types: EventType[]): Message => sum(what, { count: events(...types) })
  switch (id) {
    case 'read':
      return counted('files', 'fileRead', 'memberPulled')
    case 'build':
      return counted('built', 'sectionAdded', 'commonAdded')
    case 'prepare':
      return counted('roots', 'rootMarked')
    case 'prune':
      return counted('pruned', 'blockRemoved')
    case 'tables':
      return tables(events('gotEntryAdded'), events('stubAdded'))
    case 'allocate':
      return sum('pages', { count: pages(session, first, end) })
    case 'place':
      return counted('names', 'symbolDefined')
    case 'resolve':
      return resolved(session, first, end)
    case 'relax':
      return counted('shorter', 'edgeRelaxed')
    case 'fixup':
      return counted('fixups', 'fixupWritten')
    case 'finalize':
      return finalized(events('actionRun', 'actionFailed'), events('segmentReleased'), events('segmentProtected'))
    case 'check':
      return sum('actions', { actions: events('actionRecorded') })
    case 'deallocate':
    case 'abandon':
      return sum('back', { back: events('segmentReleased') })
    default:
      return undefined
  }
}

const sum = (what: string, args: Args = {}): Message => ({ id: `timeline.sum.${what}`, args })

function countEvents({ log }: Session, first: number, end: number, types: readonly EventType[]): number {
  let count = 0
  const wanted = new Uint8Array(EVENTS.length)
  for (const type of types) wanted[EVENT_CODE[type]] = 1
  const { type } = log.events
  for (let e = first; e < end; e++) count += wanted[type[e as EventId]]!
  return count
}

function finalized(actions: number, back: number, segments: number): Message {
  if (actions > 0) return back > 0 ? sum('actions-back', { actions, back }) : sum('actions', { actions })
  return back > 0 ? sum('back', { back }) : sum('segments', { count: segments })
}

function tables(entries: number, stubs: number): Message {
  if (entries > 0) return stubs > 0 ? sum('got-stubs', { entries, stubs }) : sum('got', { entries })
  return stubs > 0 ? sum('stubs', { stubs }) : sum('no-tables')
}

function pages({ log, graph, pageSize }: Session, first: number, end: number): number {
  let bytes = 0n
  for (let e = first as EventId; e < end; e++) {
    if (log.rowOf(e).type === 'segmentReserved') bytes += graph.segments.reserved.big[log.events.a[e] as SegmentId]
  }
  return Number(bytes / BigInt(pageSize))
}

function resolved({ log }: Session, first: number, end: number): Message {
  let assumed = 0
  let found = 0
  for (let e = first as EventId; e < end; e++) {
    const { cell, before, after } = log.records
    const [from, to] = log.recordsOf(e)
    if (log.rowOf(e).type !== 'symbolResolved') continue
    found++
    for (let r = from; r < to; r++) {
      const added = after[r] & ~before[r]
      if (cell[r] === CELL.symbolFlags && added & SymbolFlag.Assumed) assumed++
    }
  }
  return assumed > 0 ? sum('assumed', { count: assumed }) : sum('names', { count: found })
}

/** How many blocks of the link are left to fix up after an event: for the sentence under the timeline. */
export function fixupsLeft(session: Session, position: number): { readonly done: number; readonly all: number } {
  const span = session.phases.find(({ id }) => id === 'fixup')
  if (!span || position <= span.first || position > span.end) return { done: 0, all: 0 }
  return {
    done: countEvents(session, span.first, position, ['fixupWritten']),
    all: countEvents(session, span.first, span.end, ['fixupWritten']),
  }
}
