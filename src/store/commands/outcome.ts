/** How a command went: it was done, or it was not and here is why, in a sentence for people. */
import type { Words } from '../../messages/messages'

export type Outcome = { readonly done: true } | { readonly done: false; readonly why: Words }

export const DONE: Outcome = { done: true }
export const refused = (why: Words): Outcome => ({ done: false, why })
