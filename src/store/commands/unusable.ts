/** Settings that can be written down but with which no linker could work. */
import type { DeskStore } from '../desk'
import type { Settings } from '../settings'
import { defaultsFor, problemWith } from '../settings'
import type { Outcome } from './outcome'
import { refused } from './outcome'

/** Why the linker could not work with settings; undefined if it can. */
export function unusable(store: DeskStore, settings: Settings): Outcome | undefined {
  const { catalogue } = store.getState()
  const problem = catalogue && problemWith(settings, defaultsFor(catalogue, settings))
  return problem === undefined ? undefined : refused(problem)
}
