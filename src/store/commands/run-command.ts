/**
 * Runs a command given as data: `{ id: 'seek', phase: 'fixup', event: 12 }`. Links, lessons and tests speak to the desk
 * through this one function, so they share one language and one check of what comes from outside.
 */
import type * as v from 'valibot'
import type { DeskStore } from '../desk'
import { check } from '../settings-json'
import type { ArgumentCommandId } from './arguments'
import { ARGUMENT_COMMANDS } from './arguments'
import type { Outcome } from './outcome'
import { refused } from './outcome'

export type Command = {
  [N in ArgumentCommandId]: { readonly id: N } & v.InferInput<(typeof ARGUMENT_COMMANDS)[N]['takes']>
}[ArgumentCommandId]

/** Never throws: what cannot be done says why. Settles when the desk shows the result. */
export async function runCommand(store: DeskStore, command: Command): Promise<Outcome> {
  const { id, ...given } = command as { id: string }
  if (!Object.hasOwn(ARGUMENT_COMMANDS, id)) return refused(`There is no command “${id}”.`)
  const { takes, run } = ARGUMENT_COMMANDS[id as ArgumentCommandId] as (typeof ARGUMENT_COMMANDS)['deselect']
  let checked: v.InferOutput<typeof takes>
  try {
    checked = check(takes, given)
  } catch (problem) {
    return refused(`The command “${id}” cannot be run: ${(problem as Error).message}.`)
  }
  return run(store, checked)
}
