/** Which edges people want to see. Filters take nothing away: what does not pass is dimmed, and what passes is counted. */

export interface EdgeFilter {
  /** Only edges of one pair of policies: a number as `pairOf` gives it. */
  readonly pair: number | undefined
  /** Only edges of one kind: a row of the architecture's edge table. */
  readonly kind: number | undefined
  /** Only edges that leave or reach a file. */
  readonly file: number | undefined
  /** Only edges that leave or reach a section with this in its name. */
  readonly section: string
  /** Only edges from one policy to another. */
  readonly crossing: boolean
  /** Only edges of what is selected. */
  readonly selection: boolean
  /** Only edges that a query finds, in the language of the search; empty: all. */
  readonly query: string
}

export const NO_FILTER: EdgeFilter = {
  pair: undefined,
  kind: undefined,
  file: undefined,
  section: '',
  crossing: false,
  selection: false,
  query: '',
}

/** Whether everything passes. */
export function isOpen({ pair, kind, file, section, crossing, selection, query }: EdgeFilter): boolean {
  const isAnswered = pair !== undefined || kind !== undefined || file !== undefined
  return !isAnswered && section === '' && !crossing && !selection && query === ''
}
