/**
 * When a step is done: what must be so on the desk, as data. All parts of a condition must hold. What is so is told by
 * `Seen`, so that conditions need no page.
 */
import * as v from 'valibot'
import { VERDICTS } from '../../engine/graph/crossing-rules'
import type { PhaseId } from '../../engine/graph/events'
import { PHASES } from '../../engine/graph/events'
import { LIFETIMES } from '../../engine/graph/lifetimes'

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What is counted of a finished link: bytes sent to the executor or kept in the graph, pages reserved or left. */
export const COUNTED = ['to-transmit', 'graph-only', 'pages', 'pages-left'] as const
export type Counted = (typeof COUNTED)[number]

/** Where nothing else is said, a figure may be as large as it likes. */
const MOST_COUNTED = Number.MAX_SAFE_INTEGER

/** A thing by name, as the command `select` names it; whoever looks for it knows the rest of the shape. */
export const NAMED = v.looseObject({ kind: text, file: text })

export const UNTIL = v.pipe(
  v.strictObject({
    /** This thing is selected. */
    selects: v.optional(NAMED),
    /** So far in time, or further: behind all events of a phase. */
    reaches: v.optional(v.picklist(PHASES.map(({ id }) => id) as [PhaseId, ...PhaseId[]])),
    /** So far back in time, or further: before the first event of a phase. */
    rewinds: v.optional(v.picklist(PHASES.map(({ id }) => id) as [PhaseId, ...PhaseId[]])),
    /** A section has a policy. */
    policy: v.optional(
      v.strictObject({ file: v.optional(text), section: text, is: v.picklist(LIFETIMES.map(({ name }) => name)) }),
    ),
    /** A rule of the check language holds for the finished link. */
    holds: v.optional(text),
    link: v.optional(v.picklist(['works', 'fails'])),
    /** So many blocks are alive when the link is over. */
    blocks: v.optional(count),
    /** A section, block or symbol survives pruning. */
    alive: v.optional(NAMED),
    /** One that was in its file does not. */
    gone: v.optional(NAMED),
    /** A figure of the finished link lies between these, both included. */
    figure: v.optional(
      v.strictObject({ of: v.picklist(COUNTED), least: v.optional(count, 0), most: v.optional(count, MOST_COUNTED) }),
    ),
    /** No edge of the finished link gets a worse verdict than this. */
    worst: v.optional(v.picklist(VERDICTS)),
    /** A view is shown. */
    stage: v.optional(text),
    tab: v.optional(text),
    /** Settings have these values, in the form of settings as JSON; those not named may be anything. */
    settings: v.optional(v.record(text, v.unknown())),
    /** At least so many files are on the desk. */
    files: v.optional(count),
    /** A file of the learner's own is on the desk. */
    ownFile: v.optional(v.literal(true)),
  }),
  v.check((parts) => Object.keys(parts).length > 0, 'asks for nothing'),
)

export type Until = v.InferOutput<typeof UNTIL>

/** What is so on the desk now, as far as conditions ask. */
export type Seen = { readonly [K in keyof Required<Until>]: (wanted: NonNullable<Until[K]>) => boolean }

/** Whether a condition holds. */
export function happened(until: Until, seen: Seen): boolean {
  return (Object.keys(until) as (keyof Until)[]).every((part) =>
    (seen[part] as (wanted: unknown) => boolean)(until[part]),
  )
}
