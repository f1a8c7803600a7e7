/**
 * Sorting by numbers without comparing them: digit by digit, from the lowest (a radix sort). Takes time that grows with
 * the number of keys alone, and keeps equal ones in their order.
 */

const DIGIT = 2 ** 11

/** The indices of `keys` in the ascending order of these. Keys are whole numbers from 0 to 2^53. */
export function sortedIndices(keys: Float64Array): Uint32Array {
  const { length } = keys
  let order = new Uint32Array(length)
  let largest = 0
  let isSorted = true
  for (let i = 0; i < length; i++) {
    order[i] = i
    if (keys[i]! >= largest) largest = keys[i]!
    else isSorted = false
  }
  if (isSorted) return order
  let sorted = new Uint32Array(length)
  for (let place = 1; place <= largest; place *= DIGIT) {
    sortByDigit(keys, place, order, sorted)
    const before = order
    order = sorted
    sorted = before
  }
  return order
}

function sortByDigit(keys: Float64Array, place: number, order: Uint32Array, sorted: Uint32Array): void {
  const next = new Uint32Array(DIGIT + 1)
  for (let i = 0; i < order.length; i++) next[digitOf(keys[i]!, place) + 1]!++
  for (let digit = 1; digit <= DIGIT; digit++) next[digit]! += next[digit - 1]!
  for (let i = 0; i < order.length; i++) sorted[next[digitOf(keys[order[i]!]!, place)]++] = order[i]!
}

/** The operator takes the lowest bits of the whole part, however large that is. */
const digitOf = (key: number, place: number): number => (key / place) & (DIGIT - 1)
