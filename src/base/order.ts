/**
 * The numbers from 0 to count - 1 in a wished order: as wished, then whatever the wish leaves out. Numbers that make no
 * sense are passed over, so any wish will do.
 */
export function ordered(count: number, wish: readonly number[] = []): readonly number[] {
  const sensible = wish.filter((one) => Number.isInteger(one) && one >= 0 && one < count)
  return [...new Set([...sensible, ...Array.from({ length: count }, (_, one) => one)])]
}
