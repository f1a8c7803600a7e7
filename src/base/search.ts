/**
 * Searching by halving: the first number in [first, end) for which something holds that holds for all numbers behind it as
 * well; `end` if it holds for none. Asks about as often as the range can be halved.
 */
export function firstWhere(first: number, end: number, holds: (at: number) => boolean): number {
  let low = first
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
