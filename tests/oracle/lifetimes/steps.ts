/**
 * What happens to the memory of one file's graph, step by step, from a record and from our log, in one form: `reserve`,
 * `protect`, `release` with address and size, `f2` for the finalize action of the second pair, `d2` for its twin.
 * LLVM finishes one file before the next, we do each phase for all files, so files are compared one by one.
 */
import { hex } from '../../../src/base/hex'
import { ACTION_KIND } from '../../../src/engine/graph/action-kinds'
import type { ActionId, FileId, SegmentId } from '../../../src/engine/graph/ids'
import { protectionText } from '../../../src/engine/graph/ids'
import type { EventId } from '../../../src/engine/graph/log'
import type { LinkGraph } from '../../../src/engine/graph/link-graph'
import type { LinkResult } from '../../../src/engine/session/link'
import type { LifetimeRecord, RecordedEvent, RecordedFile } from './golden'

/** A stretch of pages, or an action by its letter and number. */
type Step = Pages | string

interface Pages {
  readonly does: 'reserve' | 'protect' | 'release'
  readonly address: bigint
  readonly size: bigint
  /** Such as ` R-X`; empty if nothing is protected. */
  readonly protection: string
}

/** Neighbours that are reserved, or released, one right after the other are one step. */
function textOf(steps: readonly Step[]): string[] {
  const merged: Step[] = []
  for (const step of steps) {
    const last = merged.at(-1)
    if (typeof step !== 'string' && typeof last === 'object' && continues(last, step)) {
      merged[merged.length - 1] = { ...last, size: last.size + step.size }
    } else merged.push(step)
  }
  return merged.map((step) =>
    typeof step === 'string' ? step : `${step.does} ${hex(step.address)} +${hex(step.size)}${step.protection}`,
  )
}

const continues = (last: Pages, next: Pages): boolean =>
  last.does === next.does && next.does !== 'protect' && last.address + last.size === next.address

/** What a record says happened to the memory of a file that got as far as having addresses. */
export function theirSteps({ events }: LifetimeRecord, { file, segments = [] }: RecordedFile): string[] {
  const stretch = segments.map(
    ({ address, reserved }) => [BigInt(address), BigInt(address) + BigInt(reserved)] as const,
  )
  const isOwn = (address: bigint): boolean => stretch.some(([start, end]) => start <= address && address < end)
  return textOf(events.flatMap((event) => theirStep(event, file, isOwn)))
}

function theirStep(event: RecordedEvent, file: string, isOwn: (address: bigint) => boolean): Step[] {
  if (event.event === 'action')
    return event.file === file ? [`${event.half === 'finalize' ? 'f' : 'd'}${event.pair}`] : []
  if (!('size' in event) || !isOwn(BigInt(event.address))) return []
  const protection = event.event === 'protect' ? ` ${event.protection}` : ''
  return [{ does: event.event, address: BigInt(event.address), size: BigInt(event.size), protection }]
}

const PAGES = { segmentReserved: 'reserve', segmentProtected: 'protect', segmentReleased: 'release' } as const
const ACTIONS = { actionRun: 'f', actionFailed: 'f', twinRun: 'd' } as const

/** What our log says happened to it. */
export function ourSteps({ graph, log }: LinkResult, file: FileId): string[] {
  const steps: Step[] = []
  for (let e = 0 as EventId; e < log!.length; e++) {
    const { type } = log!.rowOf(e)
    const subject = log!.events.a[e]
    if (type in PAGES) steps.push(...pagesOf(graph, file, subject as SegmentId, PAGES[type as keyof typeof PAGES]))
    if (type in ACTIONS)
      steps.push(...actionOf(graph, file, subject as ActionId, ACTIONS[type as keyof typeof ACTIONS]))
  }
  return textOf(steps)
}

/** Segments without a byte take no page, so nothing happens to them. */
function pagesOf({ segments }: LinkGraph, file: FileId, g: SegmentId, does: Pages['does']): Step[] {
  if (segments.file[g] !== file || segments.reserved.big[g] === 0n) return []
  const protection = does === 'protect' ? ` ${protectionText(segments.protection[g])}` : ''
  return [{ does, address: segments.address.big[g], size: segments.reserved.big[g], protection }]
}

/** A pair that has only a twin has nothing to run at finalize. */
function actionOf({ actions }: LinkGraph, file: FileId, a: ActionId, letter: 'f' | 'd'): Step[] {
  if (actions.file[a] !== file || (letter === 'f' && actions.kind[a] === ACTION_KIND['call-later'])) return []
  let number = 1
  for (let other = 0 as ActionId; other < a; other++) if (actions.file[other] === file) number++
  return [`${letter}${number}`]
}
