/**
 * Commands that take arguments: the language of links and lessons. Each row is an id that keeps, the schema of its
 * arguments, and what it does. Things are named, moments are named; nothing depends on an id in an array.
 */
import * as v from 'valibot'
import type { DeskStore } from '../desk'
import type { NamedThing } from '../links/named-thing'
import { THING_KINDS } from '../links/named-thing'
import { findThing } from '../links/things'
import { PHASE_IDS } from '../moment'
import type { Settings } from '../settings'
import { SETTINGS_SCHEMA, settingsOf } from '../settings-json'
import { STAGE_IDS, TAB_IDS } from '../views'
import { describeThing } from './describe-thing'
import type { Outcome } from './outcome'
import { DONE, refused } from './outcome'
import { seek } from './seek'
import { unusable } from './unusable'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const fraction = v.pipe(v.number(), v.finite())
const text = v.pipe(v.string(), v.nonEmpty())

const THING = {
  kind: v.picklist(THING_KINDS),
  file: text,
  fileNumber: v.optional(count),
  section: v.optional(text),
  symbol: v.optional(text),
  offset: v.optional(offset),
  number: v.optional(count),
  edge: v.optional(text),
  edgeNumber: v.optional(count),
}

interface ArgumentRow<S extends v.GenericSchema> {
  /** One sentence: what it does. */
  readonly says: string
  readonly takes: S
  readonly run: (store: DeskStore, given: v.InferOutput<S>) => Outcome | Promise<Outcome>
}

const row = <S extends v.GenericSchema>(one: ArgumentRow<S>): ArgumentRow<S> => one

export const ARGUMENT_COMMANDS = {
  open: row({
    says: 'Puts a sample on the desk in place of what is there, with its own settings or with these.',
    takes: v.strictObject({ sample: text, settings: v.optional(SETTINGS_SCHEMA) }),
    run(store, { sample, settings }) {
      const wanted = settings && settingsOf(settings)
      return (wanted && unusable(store, wanted)) ?? openSample(store, sample, wanted)
    },
  }),
  set: row({
    says: 'Replaces all settings by these and links again; an empty object is the linker’s own way.',
    takes: v.strictObject({ settings: SETTINGS_SCHEMA }),
    async run(store, { settings }) {
      const wanted = settingsOf(settings)
      const problem = unusable(store, wanted)
      if (problem) return problem
      const nothing = Object.fromEntries(Object.keys(store.getState().settings).map((key) => [key, undefined]))
      await store.getState().change({ ...nothing, ...wanted }, 'other settings')
      return DONE
    },
  }),
  seek: row({
    says: 'Goes to a moment: behind a number of events of a phase, or behind all of them; to the start or the end.',
    takes: v.strictObject({ phase: v.picklist(['start', 'end', ...PHASE_IDS]), event: v.optional(count) }),
    run: (store, { phase, event }) => seek(store, { phase, ...(event === undefined ? {} : { event }) }),
  }),
  select: row({
    says: 'Selects a thing by its name: an input, a section, a block, a symbol, or an edge.',
    takes: v.strictObject(THING),
    run(store, thing) {
      const found = findThing(store.getState(), thing as NamedThing)
      if (!found) return refused(`There is no ${describeThing(thing as NamedThing)} in this link.`)
      store.getState().select(found)
      return DONE
    },
  }),
  deselect: row({
    says: 'Selects nothing.',
    takes: v.strictObject({}),
    run: (store) => done(() => store.getState().select(undefined)),
  }),
  stage: row({
    says: 'Shows the map, the memory or the matrix.',
    takes: v.strictObject({ stage: v.picklist(STAGE_IDS) }),
    run: (store, { stage }) => done(() => store.getState().show(stage)),
  }),
  tab: row({
    says: 'Shows the explanation, the what-if controls or the differences in the side.',
    takes: v.strictObject({ tab: v.picklist(TAB_IDS) }),
    run: (store, { tab }) => done(() => store.getState().openTab(tab)),
  }),
  look: row({
    says: 'Moves the map: to all of it, to what is selected, closer or farther.',
    takes: v.strictObject({ at: v.picklist(['all', 'selection', 'reveal', 'closer', 'farther']) }),
    run: (store, { at }) => done(() => store.getState().look(at)),
  }),
  view: row({
    says: 'Moves the map so that a part of a block is in the middle, at a scale.',
    takes: v.strictObject({
      thing: v.strictObject(THING),
      scale: v.pipe(v.number(), v.finite(), v.gtValue(0)),
      across: fraction,
      down: fraction,
    }),
    run(store, { thing, scale, across, down }) {
      const found = findThing(store.getState(), thing as NamedThing)
      if (found?.kind !== 'block') return refused(`There is no ${describeThing(thing as NamedThing)} to look at.`)
      store.getState().lookAt({ scale, block: found.id, across, down })
      return DONE
    },
  }),
} as const

export type ArgumentCommandId = keyof typeof ARGUMENT_COMMANDS

function done(act: () => void): Outcome {
  act()
  return DONE
}

async function openSample(store: DeskStore, id: string, settings: Settings | undefined): Promise<Outcome> {
  if (!store.getState().samples.some((sample) => sample.id === id)) return refused(`There is no sample called ${id}.`)
  try {
    await store.getState().openSample(id, settings)
    return DONE
  } catch (problem) {
    return refused(`The sample ${id} could not be fetched: ${problem instanceof Error ? problem.message : problem}.`)
  }
}
