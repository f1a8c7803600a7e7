/** What a command needs a page for, and only a page can do. The page lends its hands to the desk when it starts. */

import type { Outcome } from './commands/outcome'
import type { ExportId } from './exports'

/** Ids of elements that commands can put the focus on. */
export const FOCUS_PLACES = ['search', 'outline', 'tab-what-if', 'lesson'] as const
export type FocusPlace = (typeof FOCUS_PLACES)[number]

export interface PageHands {
  focus(place: FocusPlace): void
  /** Goes a step on or back in the lesson that is open. False if none is, and time should move instead. */
  turn(direction: 1 | -1): Promise<boolean>
  /** Makes a file and hands it to the reader. */
  save(id: ExportId): Promise<Outcome>
}
