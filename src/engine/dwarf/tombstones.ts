/**
 * Addresses of things that are not there. A linker that drops a function leaves the debug information about it, and
 * writes a value in place of the address that no code can have: 0, in lists 1 because 0 would end them, or the largest
 * address. A field that has not been fixed up yet holds 0 as well.
 */

/** Whether this stands for an address that is not there. */
export function isTombstone(address: bigint, addressSize: 4 | 8): boolean {
  return address <= 1n || address === (addressSize === 8 ? 0xffffffffffffffffn : 0xffffffffn)
}
