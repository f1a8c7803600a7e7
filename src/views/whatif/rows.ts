/** What the what-if panel says about settings whose choices are not rows of the engine. */
import type { Settings } from '../../store/settings'

interface ChoiceRow<T> {
  readonly id: T
  readonly title: string
  readonly says: string
}

export const ROOT_ROWS: readonly ChoiceRow<NonNullable<Settings['roots']>>[] = [
  {
    id: 'non-local',
    title: 'all that is visible',
    says: 'Everything that other files could ask for is kept, and what it needs.',
  },
  {
    id: 'entry',
    title: 'only the named',
    says: 'Only the names below are kept, and what they need: everything else is dead.',
  },
]

export const ARCHIVE_ROWS: readonly ChoiceRow<NonNullable<Settings['archives']>>[] = [
  {
    id: 'on-demand',
    title: 'that are needed',
    says: 'A member of an archive is linked if it defines a name that somebody needs; the timeline says which.',
  },
  { id: 'all', title: 'all', says: 'Every member is linked, as if all had been dropped.' },
]

export const KEEP_ROWS: readonly ChoiceRow<NonNullable<Settings['keepNoAlloc']>>[] = [
  { id: 'hold', title: 'kept', says: 'Metadata is kept whole, but keeps nothing else alive.' },
  {
    id: 'live',
    title: 'keeps alive',
    says: 'As LLVM’s debugger plugin does it: metadata is alive, and so is all that it refers to.',
  },
  { id: 'off', title: 'stripped', says: 'Metadata is stripped unless something alive refers to it.' },
]
