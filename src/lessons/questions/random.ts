/**
 * Chance that comes out the same for the same seed, on every machine: which field is asked about, in which order things to
 * be sorted come. The seed is any text (a class, a student); it is hashed to 32 bits (FNV-1a), and from there a linear
 * congruential generator goes on (the constants of Numerical Recipes), of which only the upper bits are used.
 *
 * Nothing secret hangs on it: whoever has the seed has the questions.
 */

/** A whole number from 0 up to, not including, `end`. */
export type Random = (end: number) => number

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
const MULTIPLIER = 1664525
const INCREMENT = 1013904223

export function randomFor(seed: string): Random {
  let state = FNV_OFFSET
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), FNV_PRIME) >>> 0
  return (end) => {
    state = (Math.imul(state, MULTIPLIER) + INCREMENT) >>> 0
    return Math.floor((state / 2 ** 32) * end)
  }
}

/** The same things in an order by chance (Fisher and Yates). */
export function shuffled<T>(things: readonly T[], random: Random): T[] {
  const list = [...things]
  for (let i = list.length - 1; i > 0; i--) {
    const other = random(i + 1)
    const kept = list[i]!
    list[i] = list[other]!
    list[other] = kept
  }
  return list
}

/** At most so many of the things, by chance, in their own order. */
export function someOf<T>(things: readonly T[], most: number, random: Random): T[] {
  if (things.length <= most) return [...things]
  const chosen = new Set(
    shuffled(
      things.map((_, i) => i),
      random,
    ).slice(0, most),
  )
  return things.filter((_, i) => chosen.has(i))
}
