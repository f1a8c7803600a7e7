/**
 * A thing of a link by its name: file, section, symbol, offset. It means the same in another link of the same files, in
 * another version of the linker, and to a person. Ids do not: they are places in arrays.
 */

export const THING_KINDS = ['input', 'section', 'block', 'symbol', 'edge', 'ribbon'] as const

/** Where a ribbon ends: a section, or a whole file if no section is named. */
export interface NamedEnd {
  readonly file: string
  readonly fileNumber?: number
  readonly section?: string
  /** Which of the sections with that name, from 1; absent: the first. */
  readonly number?: number
}

export interface NamedThing {
  readonly kind: (typeof THING_KINDS)[number]
  /** The input's name. */
  readonly file: string
  /** Which of the inputs with that name, from 1; absent: the first. */
  readonly fileNumber?: number
  readonly section?: string
  /** A name in that section; in a table that the linker made, what the entry is for. */
  readonly symbol?: string
  /** Bytes from the symbol, or from the section's beginning in its file. */
  readonly offset?: number
  /** Which of several that fit all of this, from 1; absent: the first. */
  readonly number?: number
  /** The kind of an edge that leaves from there. */
  readonly edge?: string
  /** Which of several such edges, from 1; absent: the first. */
  readonly edgeNumber?: number
  /** Of a ribbon, which is all edges from here to there; absent: to outside this link. */
  readonly to?: NamedEnd
}
