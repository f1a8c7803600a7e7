/** `1 block`, `3 blocks`, `1,024 bytes`: counts in sentences. */
export function plural(count: number | bigint, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${Number(count) === 1 ? one : many}`
}
