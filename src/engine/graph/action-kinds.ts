/**
 * Finalize actions: calls that the executor makes when the memory of a link is final, each with a deallocation twin that
 * is called, in reverse order, before that memory is given back. Linkscape records and orders them; it runs no code.
 *
 * Source: ORC's AllocActionCallPair (finalize, dealloc).
 */

export interface ActionKindRow {
  readonly id: string
  /** What the executor does, with `{}` for the function or section that it is about. */
  readonly does: string
  /** What its twin does when the memory is deallocated; undefined: it has none of its own. */
  readonly undoes?: string
}

export const ACTION_KINDS = [
  { id: 'call', does: 'call {}' },
  { id: 'call-later', does: 'nothing yet; {} is called at the very end', undoes: 'call {}' },
  {
    id: 'register-frames',
    does: 'register the call-frame records of {}, so that exceptions find their way',
    undoes: 'deregister the call-frame records of {}',
  },
  { id: 'sign-pointers', does: 'run {}, which signs pointers with keys that only the process has' },
  { id: 'call-resolver', does: 'call the resolver {} and store its answer in the slot' },
  {
    id: 'announce-metadata',
    does: 'tell the debugger that {} holds metadata',
    undoes: 'tell the debugger that {} is gone',
  },
] as const satisfies readonly ActionKindRow[]

export type ActionKindId = (typeof ACTION_KINDS)[number]['id']

/** The number by which the table stores a kind. */
export const ACTION_KIND = Object.fromEntries(ACTION_KINDS.map(({ id }, code) => [id, code])) as Record<
  ActionKindId,
  number
>

export const actionKindOf = (code: number): ActionKindRow => ACTION_KINDS[code]!
