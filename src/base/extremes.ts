/** The largest and the least of numbers, however many: `Math.max(...numbers)` throws where they are too many for a call. */
export function largest(numbers: Iterable<number>): number {
  let found = -Infinity
  for (const number of numbers) if (number > found) found = number
  return found
}

/** Infinity if there are none. */
export function least(numbers: Iterable<number>): number {
  let found = Infinity
  for (const number of numbers) if (number < found) found = number
  return found
}
