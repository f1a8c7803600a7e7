/** Numbers in sentences. */

/** Between the groups of three digits. The browser's formats would do it as well, but take longer to make than a link does. */
const BETWEEN_GROUPS = /\B(?=(?:\d{3})+$)/g

/** `1,024`: the digits of a whole number in groups of three. */
export const grouped = (count: number | bigint): string => String(count).replace(BETWEEN_GROUPS, ',')

/** `1 block`, `3 blocks`, `1,024 bytes`: counts in sentences. */
export function plural(count: number | bigint, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${Number(count) === 1 ? one : many}`
}
