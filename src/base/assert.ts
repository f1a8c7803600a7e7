/** Assertions guard against our own mistakes. Bad input is never an assertion: it is a diagnostic. */

/** Throws when a condition that the code relies on does not hold. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Linkscape bug: ${message}`)
}
