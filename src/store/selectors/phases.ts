/** The timeline's words: which phases a link shows, and what each of them did, in two or three words. */
import { grouped, plural } from '../../base/plural'
import { CELL } from '../../engine/graph/cells'
import type { EventType, PhaseId } from '../../engine/graph/events'
import { EVENT_CODE, EVENTS, PHASES } from '../../engine/graph/events'
import type { SegmentId } from '../../engine/graph/ids'
import { SymbolFlag } from '../../engine/graph/schema'
import type { EventId } from '../../engine/graph/log'
import type { Session } from '../session'

export interface PhaseStep {
  readonly id: PhaseId
  readonly title: string
  readonly says: string
  /** Events, [first, end); empty for a phase in which nothing was to be done. */
  readonly first: number
  readonly end: number
  readonly summary: string
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
  ).map(({ id, title, says }) => {
    const span = phases.find((candidate) => candidate.id === id)
    if (span) cursor = span.end
    const [first, end] = span ? [span.first, span.end] : [cursor, cursor]
    const at = id === 'live' ? liveAt : first
    return {
      id,
      title,
      says,
      first: at,
      end: id === 'live' ? liveAt : end,
      summary: span ? summarise(session, id, first, end) : '',
    }
  })
}

function isShown(id: PhaseId, ok: boolean, happened: boolean): boolean {
  if (happened) return true
  if (id === 'abandon' || id === 'check' || id === 'deallocate') return false
  return id === 'live' ? ok : ok
}

function summarise(session: Session, id: PhaseId, first: number, end: number): string {
  const count = (...types: EventType[]): number => countEvents(session, first, end, types)
  switch (id) {
    case 'read':
      return plural(count('fileRead', 'memberPulled'), 'file')
    case 'build':
      return `+${plural(count('sectionAdded', 'commonAdded'), 'block')}`
    case 'prepare':
      return plural(count('rootMarked'), 'root')
    case 'prune':
      return pruned(count('blockRemoved'))
    case 'tables':
      return tables(count('gotEntryAdded'), count('stubAdded'))
    case 'allocate':
      return pages(session, first, end)
    case 'place':
      return plural(count('symbolDefined'), 'name')
    case 'resolve':
      return resolved(session, first, end)
    case 'relax':
      return `${count('edgeRelaxed')} shorter`
    case 'fixup':
      return plural(count('fixupWritten'), 'fixup')
    case 'finalize':
      return finalized(count('actionRun', 'actionFailed'), count('segmentReleased'), count('segmentProtected'))
    case 'check':
      return plural(count('actionRecorded'), 'action')
    case 'deallocate':
    case 'abandon':
      return `${grouped(count('segmentReleased'))} back`
    default:
      return ''
  }
}

function countEvents({ log }: Session, first: number, end: number, types: readonly EventType[]): number {
  let count = 0
  const wanted = new Uint8Array(EVENTS.length)
  for (const type of types) wanted[EVENT_CODE[type]] = 1
  const { type } = log.events
  for (let e = first; e < end; e++) count += wanted[type[e as EventId]]!
  return count
}

function finalized(actions: number, back: number, segments: number): string {
  const parts = [actions > 0 && plural(actions, 'action'), back > 0 && `${grouped(back)} back`]
  return parts.filter(Boolean).join(', ') || plural(segments, 'segment')
}

const pruned = (blocks: number): string => (blocks === 0 ? 'nothing dead' : `−${plural(blocks, 'block')}`)

function tables(entries: number, stubs: number): string {
  const parts = [entries > 0 && `${entries} GOT`, stubs > 0 && plural(stubs, 'stub')].filter(Boolean)
  return parts.join(', ') || 'none'
}

function pages({ log, graph, pageSize }: Session, first: number, end: number): string {
  let bytes = 0n
  for (let e = first as EventId; e < end; e++) {
    if (log.rowOf(e).type === 'segmentReserved') bytes += graph.segments.reserved.big[log.events.a[e] as SegmentId]
  }
  return plural(bytes / BigInt(pageSize), 'page')
}

function resolved({ log }: Session, first: number, end: number): string {
  let assumed = 0
  let found = 0
  for (let e = first as EventId; e < end; e++) {
    const { cell, before, after } = log.records
    const [from, to] = log.recordsOf(e)
    if (log.rowOf(e).type !== 'symbolResolved') continue
    found++
    for (let r = from; r < to; r++) {
      const added = after.words[2 * r]! & ~before.words[2 * r]!
      if (cell[r] === CELL.symbolFlags && added & SymbolFlag.Assumed) assumed++
    }
  }
  return assumed > 0 ? `${assumed} assumed` : plural(found, 'name')
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
