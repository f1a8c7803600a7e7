/**
 * Runs a command given as data: `{ id: 'seek', phase: 'fixup', event: 12 }`. Keys, palette, links, lessons and tests
 * speak to the desk through this one function, so they share one language and one check of what comes from outside.
 */
import { later } from '../../messages/messages'
import type * as v from 'valibot'
import type { DeskStore } from '../desk'
import { wordsOf } from '../misread'
import { check } from '../settings-json'
import type { Outcome } from './outcome'
import { refused } from './outcome'
import type { COMMANDS, CommandId } from './registry'
import { commandRows } from './registry'
import type { CommandRow } from './row'

export type Command = {
  [N in CommandId]: { readonly id: N } & v.InferInput<(typeof COMMANDS)[N]['takes']>
}[CommandId]

const BY_ID: ReadonlyMap<string, CommandRow> = new Map(commandRows)

/**
 * Never throws: what cannot be done says why. Settles when the desk shows the result. `from`: who gives it, this page or
 * one around it.
 */
export async function runCommand(store: DeskStore, command: Command, from: 'page' | 'host' = 'page'): Promise<Outcome> {
  const { id, ...given } = command as { id: string }
  const row = BY_ID.get(id)
  if (!row) return refused(later('page.command.no-command', { id }))
  if (row.here && from === 'host') return refused(later('page.command.not-for-hosts', { id }))
  let checked: unknown
  try {
    checked = check(row.takes, given)
  } catch (problem) {
    return refused(later('page.command.not-run', { id, why: wordsOf(problem) }))
  }
  return row.run(store, checked)
}

/** The same for somebody at the page: what cannot be done is said in the status line. */
export async function perform(store: DeskStore, command: Command): Promise<void> {
  const outcome = await runCommand(store, command)
  if (!outcome.done) store.getState().say(outcome.why)
}
