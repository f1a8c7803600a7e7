/** Numbers in sentences. */

/** Making a formatter is slow, using one is not. */
const GROUPED = new Intl.NumberFormat('en-US')

/** `1,024`: digits in groups of three. */
export function grouped(count: number | bigint): string {
  return count >= 0 && count < 1000 ? String(count) : GROUPED.format(count)
}

/** `1 block`, `3 blocks`, `1,024 bytes`: counts in sentences. */
export function plural(count: number | bigint, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${Number(count) === 1 ? one : many}`
}
