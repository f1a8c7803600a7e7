/**
 * Brings the fields of an older link up to today's schema, one version at a time. A change of the schema appends a
 * function here and a link to tests/links/corpus, and every link that was ever copied keeps working.
 */
import type { Fields } from './fields'
import { VERSION } from './page-link'

export type Upgrader = (fields: Fields) => Fields

/** Version 2 gave these keys a meaning; in a link of version 1 they have none, whatever stands there. */
const NEW_IN_2: readonly string[] = ['filter', 'find', 'stop']

/** Version 3 brought lessons, the gate and pages. */
const NEW_IN_3: readonly string[] = ['lesson', 'seed', 'gate', 'page']

/** Takes out keys that had no meaning in a version, whatever stands there. */
const without =
  (keys: readonly string[]): Upgrader =>
  (fields) =>
    new Map([...fields].filter(([key]) => !keys.includes(key)))

/** The first one leads from version 1 to version 2, and so on. */
export const UPGRADERS: readonly Upgrader[] = [without(NEW_IN_2), without(NEW_IN_3)]

export function upgrade(fields: Fields, from: number, chain: readonly Upgrader[] = UPGRADERS): Fields {
  return chain.slice(from - 1).reduce((older, step) => step(older), fields)
}

/** A chain leads up to the version that is written, neither less nor more. */
export const isComplete = (chain: readonly Upgrader[] = UPGRADERS): boolean => chain.length === VERSION - 1
