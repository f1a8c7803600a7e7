/** What a command is: one row. Rows are data with a function; `registry.ts` is all of them. */
import * as v from 'valibot'
import type { Desk, DeskStore } from '../desk'
import { THING_KINDS } from '../links/named-thing'
import { PHASE_IDS } from '../moment'
import { PAIR_IDS } from '../pairs'
import type { Outcome } from './outcome'
import { DONE } from './outcome'

export interface CommandRow<S extends v.GenericSchema = v.GenericSchema> {
  /** The schema of its arguments, which come beside the id. */
  readonly takes: S
  /** Keys as `nameOf` in `src/app/keys.ts` spells them; only commands without arguments have any. */
  readonly keys: readonly string[]
  /** It is for somebody at the page: a page around this one cannot run it. */
  readonly here?: boolean
  readonly run: (store: DeskStore, given: v.InferOutput<S>) => Outcome | Promise<Outcome>
}

const NOTHING = v.strictObject({})

export type PlainRow = CommandRow<typeof NOTHING>

/** A command without arguments: it can have keys, and stands in the palette by itself. */
export const plain = (
  act: (desk: Desk, store: DeskStore) => Outcome | Promise<Outcome>,
  ...keys: readonly string[]
): PlainRow => ({ takes: NOTHING, keys, run: (store) => act(store.getState(), store) })

/** A command with arguments. */
export const row = <S extends v.GenericSchema>(one: Omit<CommandRow<S>, 'keys'>): CommandRow<S> => ({
  ...one,
  keys: [],
})

/** Marks a command as one for somebody at the page. */
export const here = (one: PlainRow): PlainRow => ({ ...one, here: true })

export const isPlain = ({ takes }: CommandRow): boolean => (takes as unknown) === NOTHING

/** Does something that always works; what takes time is waited for. */
export function done(result: void | Promise<void>): Outcome | Promise<Outcome> {
  return result instanceof Promise ? result.then(() => DONE) : DONE
}

/** Schemas of arguments that several commands take. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
export const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const text = v.pipe(v.string(), v.nonEmpty())
export const phase = v.picklist(PHASE_IDS)
export const pair = v.picklist(PAIR_IDS)

/** A thing by its name: the fields of `NamedThing`. */
export const THING = v.strictObject({
  kind: v.picklist(THING_KINDS),
  file: text,
  fileNumber: v.optional(count),
  section: v.optional(text),
  symbol: v.optional(text),
  offset: v.optional(offset),
  number: v.optional(count),
  edge: v.optional(text),
  edgeNumber: v.optional(count),
  to: v.optional(
    v.strictObject({
      file: text,
      fileNumber: v.optional(count),
      section: v.optional(text),
      number: v.optional(count),
    }),
  ),
})
