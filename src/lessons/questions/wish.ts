/**
 * What a lesson writes down to have something asked: the kind of question and what it is about, by names that keep.
 * `ask` turns a wish and a link into a question. Each row of the vocabulary is the shape of one kind's wish; it is checked,
 * for lessons are data that anybody may write.
 */
import * as v from 'valibot'
import { PHASES } from '../../engine/graph/events'
import type { PhaseId } from '../../engine/graph/events'
import type { MisconceptionId } from './misconceptions'
import { MISCONCEPTIONS } from './misconceptions'
import { SIZE } from './sizes'

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024))
const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const phase = v.picklist(PHASES.map(({ id }) => id) as [PhaseId, ...PhaseId[]])

/** `main+1` of `a.o`. Without a symbol the offset counts from the section's first byte in its file. */
const PLACE = v.strictObject({
  file: v.optional(text),
  section: v.optional(text),
  symbol: v.optional(text),
  offset: v.optional(offset),
})
export type PlaceName = v.InferOutput<typeof PLACE>

/** Texts of the lesson's own in place of the kind's. */
const OWN = {
  /** Id of the message that asks; `lessons.…`. It gets the same arguments as the kind's. */
  asks: v.optional(v.pipe(v.string(), v.startsWith('lessons.'))),
  /** Id of the message that stands first in the reveal. */
  because: v.optional(v.pipe(v.string(), v.startsWith('lessons.'))),
}

/** What a question says beforehand: nothing where a lesson's text does, or else the edge's formula and addend. */
const TELLS = v.optional(v.picklist(['nothing', 'formula']))

const misconception = v.picklist(MISCONCEPTIONS.map(({ id }) => id) as [MisconceptionId, ...MisconceptionId[]])

const says = v.pipe(v.string(), v.startsWith('lessons.'))

/** A wrong answer of the lesson's own, and what to say to it: an expression of the check language, or sizes to add up. */
const WRONG = v.union([
  v.strictObject({ expression: text, misconception, says }),
  v.strictObject({ sizes: v.pipe(v.array(SIZE), v.minLength(1)), misconception, says }),
])
export type WrongByLesson = v.InferOutput<typeof WRONG>

const one = <T extends string, E extends v.ObjectEntries>(kind: T, entries: E) =>
  v.strictObject({ kind: v.literal(kind), ...entries, ...OWN })

export const WISHES = {
  /** The bytes of the field at a place once it is fixed up. */
  bytes: one('bytes', {
    at: PLACE,
    tells: TELLS,
    wrong: v.optional(v.array(WRONG)),
  }),
  /** What a piece of an instruction's field holds: that which begins at this bit of the instruction, else any. */
  piece: one('piece', { at: PLACE, bit: v.optional(offset), tells: TELLS }),
  /** Where a symbol or block is in the executor. */
  address: one('address', { of: PLACE, wrong: v.optional(v.array(WRONG)) }),
  /** What an expression of the check language amounts to. */
  value: v.strictObject({
    kind: v.literal('value'),
    expression: text,
    as: v.picklist(['address', 'number']),
    gate: phase,
    asks: v.pipe(v.string(), v.startsWith('lessons.')),
    because: OWN.because,
    wrong: v.optional(v.array(WRONG)),
  }),
  /** Whether the field at a place reaches its target; `by`: by how many bytes it misses, or how many are left. */
  reach: one('reach', { at: PLACE, ask: v.picklist(['whether', 'by']) }),
  /** The largest address that the target of the field at a place may have. */
  furthest: one('furthest', { at: PLACE }),
  /** Which fields would miss their targets if the link moved by so many bytes (hexadecimal or decimal text). */
  overflow: one('overflow', { by: text }),
  /** How many blocks a file becomes; all files if none is named. */
  built: one('built', { file: v.optional(text) }),
  /** Which policy a section gets. */
  policy: one('policy', { file: v.optional(text), section: text }),
  /** Which symbols are roots. */
  roots: one('roots', { file: v.optional(text) }),
  /** Which blocks die. */
  dead: one('dead', { file: v.optional(text) }),
  /** Whose definition of a name wins. */
  winner: one('winner', { name: text }),
  /** How many entries the linker adds. */
  tables: one('tables', { what: v.picklist(['got', 'stubs']) }),
  /** Segments in the order of their addresses. */
  segments: one('segments', {}),
  /** Pages of executor memory: reserved at first, or still there after finalize. */
  pages: one('pages', { when: v.picklist(['reserved', 'after-finalize']) }),
  /** Bytes that alignment leaves empty in the segment where it leaves most. */
  padding: one('padding', {}),
  /** Bytes sent to the executor, or kept in the graph only. */
  figure: one('figure', { figure: v.picklist(['to-transmit', 'graph-only']), wrong: v.optional(v.array(WRONG)) }),
  /** Which names nobody defines. */
  unresolved: one('unresolved', {}),
  /** Which detours over the GOT or a stub are taken out. */
  bypassed: one('bypassed', {}),
  /** Which edges make no sense. */
  senseless: one('senseless', {}),
  /** What is to be said about the edge at a place: fine, a note, a warning, an error. */
  verdict: one('verdict', { at: PLACE }),
  /** The address that somebody who reads the metadata finds at a place. */
  debugger: one('debugger', { at: PLACE }),
  /** Which segments cannot be written any more after finalize. */
  protected: one('protected', {}),
  /** Which segments are still there. */
  left: one('left', { after: v.picklist(['finalize', 'deallocate', 'abandon']) }),
  /** Finalize actions in the order in which they run. */
  actions: one('actions', {}),
  /** Phases in their order; all that do something in this link if none are named. */
  phases: one('phases', { phases: v.optional(v.pipe(v.array(phase), v.minLength(2))) }),
  /** In which phase something happens for the first time to a symbol, block or edge at a place; asked before the first. */
  when: one('when', { event: text, at: v.optional(PLACE), gate: v.optional(phase) }),
} as const

export type QuestionKind = keyof typeof WISHES
export type WishOf<K extends QuestionKind> = v.InferOutput<(typeof WISHES)[K]>
/** What a lesson writes down. */
export type QuestionWish = { [K in QuestionKind]: WishOf<K> }[QuestionKind]

export const WISH = v.variant('kind', Object.values(WISHES) as never) as v.GenericSchema<unknown, QuestionWish>
