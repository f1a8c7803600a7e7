/**
 * What can be asked in the search: one row for each term, with its sentence and an example. The search, the filter on
 * edges and the help below the search field all read these rows.
 */

/** What stands behind the term's sign. */
export type Takes = 'part of a name' | 'regular expression' | 'policy' | 'number' | 'bytes' | 'fail' | 'nothing'

export type Subject = 'symbol' | 'section' | 'block' | 'edge'

export const SUBJECTS: readonly Subject[] = ['symbol', 'section', 'block', 'edge']

export interface TermRow {
  readonly id: string
  readonly says: string
  /** What it can be asked of. */
  readonly of: readonly Subject[]
  readonly takes: Takes
  readonly example: string
}

export const TERMS = [
  {
    id: 're',
    of: ['symbol', 'section'],
    says: 'with a name that this regular expression finds; in quotes if it has spaces',
    takes: 'regular expression',
    example: 're:^_?main$',
  },
  {
    id: 'section',
    of: SUBJECTS,
    says: 'in a section with this in its name',
    takes: 'part of a name',
    example: 'section:.debug',
  },
  {
    id: 'file',
    of: SUBJECTS,
    says: 'in a file with this in its name',
    takes: 'part of a name',
    example: 'file:main.o',
  },
  {
    id: 'policy',
    of: SUBJECTS,
    says: 'in Standard, Finalize or NoAlloc memory',
    takes: 'policy',
    example: 'policy:noalloc',
  },
  {
    id: 'size',
    of: ['symbol', 'section', 'block'],
    says: 'of more, fewer or exactly so many bytes',
    takes: 'bytes',
    example: 'size>1k',
  },
  {
    id: 'in',
    of: ['symbol', 'block'],
    says: 'named by more, fewer or exactly so many edges',
    takes: 'number',
    example: 'in>10',
  },
  { id: 'out', of: ['block'], says: 'with more, fewer or exactly so many fields', takes: 'number', example: 'out>10' },
  {
    id: 'dead',
    of: ['symbol', 'block'],
    says: 'removed because nothing reaches it',
    takes: 'nothing',
    example: 'dead:',
  },
  { id: 'kind', of: ['edge'], says: 'edges of a kind', takes: 'part of a name', example: 'kind:Delta32' },
  {
    id: 'from',
    of: ['edge'],
    says: 'edges whose field is in what has this in its name',
    takes: 'part of a name',
    example: 'from:main',
  },
  {
    id: 'to',
    of: ['edge'],
    says: 'edges whose target has this in its name',
    takes: 'part of a name',
    example: 'to:printf',
  },
  { id: 'crossing', of: ['edge'], says: 'edges from one policy to another', takes: 'nothing', example: 'crossing:' },
  {
    id: 'verdict',
    of: ['edge'],
    says: 'edges judged so: warning, error',
    takes: 'part of a name',
    example: 'verdict:warning',
  },
  {
    id: 'range',
    of: ['edge'],
    says: 'edges whose value does not fit into their field: what they aim at is out of reach',
    takes: 'fail',
    example: 'range:fail',
  },
] as const satisfies readonly TermRow[]

export type TermId = (typeof TERMS)[number]['id']

/** Other ways to write a term. */
export const SHORT: Readonly<Record<string, TermId>> = { sec: 'section' }

/** The row of a term. */
export const termRow = (id: TermId): TermRow => TERMS.find((row) => row.id === id)!
