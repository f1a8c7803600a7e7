/**
 * Puts items at the end of a list, however many. `list.push(...items)` makes each item an argument of a call, and engines
 * throw a RangeError at some hundred thousand of them: a number that large inputs reach.
 */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item)
}
