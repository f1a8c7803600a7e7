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
}

export const NO_FILTER: EdgeFilter = {
  pair: undefined,
  kind: undefined,
  file: undefined,
  section: '',
  crossing: false,
  selection: false,
}

/** Whether everything passes. */
export function isOpen({ pair, kind, file, section, crossing, selection }: EdgeFilter): boolean {
  return pair === undefined && kind === undefined && file === undefined && section === '' && !crossing && !selection
}

/** What a search has found, or a comparison, for the map to mark. */
export interface FoundThings {
  readonly symbols: Uint32Array
  readonly sections: Uint32Array
  readonly blocks: Uint32Array
}

const NONE = new Uint32Array(0)

export const NOTHING_FOUND: FoundThings = { symbols: NONE, sections: NONE, blocks: NONE }
