/** Commands that change the inputs or the settings, so that the link runs again; and those that take changes back. */
import * as v from 'valibot'
import { parseAddress } from '../../../base/hex'
import type { DeskStore } from '../../desk'
import { givePolicy, policyBeside } from '../../give-policy'
import { wordsOf } from '../../misread'
import type { Settings, SettingsChange } from '../../settings'
import { addRule, changeSettings, defaultsFor, giveAddress } from '../../settings'
import { ADDRESS_SCHEMA, RULE_SCHEMA, ruleOf, SETTINGS_SCHEMA, settingsOf } from '../../settings-json'
import { selectedSection } from '../../selectors/selected-section'
import type { Desk } from '../../desk'
import type { Outcome } from '../outcome'
import { DONE, refused } from '../outcome'
import { count, done, plain, row, text } from '../row'
import { unusable } from '../unusable'
import type { Words } from '../../../messages/messages'
import { later } from '../../../messages/messages'

export const SETTINGS = {
  open: row({
    takes: v.strictObject({ sample: text, settings: v.optional(SETTINGS_SCHEMA) }),
    run(store, { sample, settings }) {
      const wanted = settings && settingsOf(settings)
      return (wanted && unusable(store, wanted)) ?? openSample(store, sample, wanted)
    },
  }),
  'remove-input': row({
    takes: v.strictObject({ file: text, fileNumber: v.optional(count) }),
    run(store, { file, fileNumber = 1 }) {
      const { inputs, removeInput } = store.getState()
      const input = inputs.filter(({ name }) => name === file)[fileNumber - 1]
      return input ? done(removeInput(input.id)) : refused(later('refusals.no-file', { file }))
    },
  }),
  clear: plain((desk) => done(desk.clear())),
  set: row({
    takes: v.strictObject({ settings: SETTINGS_SCHEMA }),
    run(store, { settings }) {
      const nothing = Object.fromEntries(Object.keys(store.getState().settings).map((key) => [key, undefined]))
      return change(store, { ...nothing, ...settingsOf(settings) }, later('changes.made.other'))
    },
  }),
  change: row({
    takes: v.strictObject({ settings: SETTINGS_SCHEMA }),
    run: (store, { settings }) => change(store, sparse(store, settingsOf(settings)), Object.keys(settings).join(', ')),
  }),
  policy: row({
    takes: RULE_SCHEMA,
    run(store, rule) {
      const added = addRule(store.getState().settings, ruleOf(rule))
      return change(
        store,
        added,
        later('changes.made.policy', { pattern: rule.pattern, what: rule.lifetime ?? rule.protection ?? '' }),
      )
    },
  }),
  address: row({
    takes: v.strictObject({ name: text, address: v.optional(ADDRESS_SCHEMA) }),
    run(store, { name, address }) {
      const given = giveAddress(
        store.getState().settings,
        name,
        address === undefined ? undefined : parseAddress(address),
      )
      return change(store, given, later('changes.made.address', { name }))
    },
  }),
  'section-left': plain((desk) => moveColumn(desk, -1), 'Alt+ArrowLeft'),
  'section-right': plain((desk) => moveColumn(desk, 1), 'Alt+ArrowRight'),
  undo: plain((desk) => done(desk.undo()), 'Ctrl+Z'),
  redo: plain((desk) => done(desk.redo()), 'Ctrl+Shift+Z', 'Ctrl+Y'),
  reset: plain((desk) => done(desk.reset())),
  strict: plain(({ settings, change: set }) => done(set({ strict: !settings.strict }, later('changes.made.strict')))),
  compat: plain(({ settings, change: set }) => done(set({ compat: !settings.compat }, later('changes.made.compat')))),
}

/** What is as the linker does it by itself is not mentioned, so that it does not count as changed. */
function sparse(store: DeskStore, wanted: Settings): SettingsChange {
  const { catalogue, settings } = store.getState()
  if (!catalogue) return wanted
  const usual: Readonly<Record<string, unknown>> = { ...defaultsFor(catalogue, { ...settings, ...wanted }) }
  return Object.fromEntries(
    Object.entries(wanted).map(([key, value]) => [key, value === usual[key] ? undefined : value]),
  )
}

async function change(store: DeskStore, wanted: SettingsChange, sentence: Words): Promise<Outcome> {
  const { settings } = store.getState()
  const problem = unusable(store, changeSettings(settings, wanted))
  if (problem) return problem
  await store.getState().change(wanted, sentence)
  return DONE
}

async function openSample(store: DeskStore, id: string, settings: Settings | undefined): Promise<Outcome> {
  if (!store.getState().samples.some((sample) => sample.id === id))
    return refused(later('refusals.no-sample', { sample: id }))
  try {
    await store.getState().openSample(id, settings)
    return DONE
  } catch (problem) {
    return refused(later('refusals.no-fetch', { sample: id, why: wordsOf(problem) }))
  }
}

/** The section that is selected, or that of the selected block, gets the policy of the next column. */
function moveColumn(desk: Desk, step: number): Outcome | Promise<Outcome> {
  const x = selectedSection(desk)
  if (x === undefined || !desk.session) return refused(later('refusals.select-first'))
  const policy = policyBeside(desk.session.graph.sections.lifetime[x], step)
  if (policy === undefined) return refused(later('refusals.no-column'))
  return done(givePolicy(desk, x, { lifetime: policy }))
}
