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

/**
 * Version 4 has the open list, and searches that are terms; what older links searched for was a part of a name, whatever it
 * looked like, and so it stays.
 */
const to4: Upgrader = (fields) =>
  new Map(
    [...without(['list'])(fields)].map(([key, values]) => [key, key === 'find' ? values.map(asWord) : values] as const),
  )

/** A search of an older link in quotes, if it would be read as terms today. */
function asWord(value: string): string {
  const text = decoded(value)
  if (text === undefined || !/["*:<=>]|(^|\s)-/.test(text)) return value
  return encodeURIComponent(`"${text.trim().replaceAll('"', '')}"`)
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}

/** The first one leads from version 1 to version 2, and so on. */
export const UPGRADERS: readonly Upgrader[] = [without(NEW_IN_2), without(NEW_IN_3), to4]

export function upgrade(fields: Fields, from: number, chain: readonly Upgrader[] = UPGRADERS): Fields {
  return chain.slice(from - 1).reduce((older, step) => step(older), fields)
}

/** A chain leads up to the version that is written, neither less nor more. */
export const isComplete = (chain: readonly Upgrader[] = UPGRADERS): boolean => chain.length === VERSION - 1
