/** Numbers by chance that are the same on every run. */

/** `count` numbers from 0 up to, not including, `end`. */
export function randomNumbers(count: number, end: number, seed = 20251125): number[] {
  let state = seed
  return Array.from({ length: count }, () => {
    // Numerical Recipes' linear congruential generator; its upper bits are random enough to pick events.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * end)
  })
}
