/** How a command went: it was done, or it was not and here is why, in a sentence for people. */
export type Outcome = { readonly done: true } | { readonly done: false; readonly why: string }

export const DONE: Outcome = { done: true }
export const refused = (why: string): Outcome => ({ done: false, why })
