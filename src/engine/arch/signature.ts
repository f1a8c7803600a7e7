/**
 * How a pointer is to be signed. An edge to a signed pointer carries it in its addend: 32 bits of addend, a number of 16
 * bits, whether the place of the pointer takes part, the key, and a one on top.
 *
 * Source: Apple's <mach-o/arm64/reloc.h> (ARM64_RELOC_AUTHENTICATED_POINTER).
 */
const NUMBER_BIT = 32n
const PLACE_BIT = 48n
const KEY_BIT = 49n
const KEYS = ['IA', 'IB', 'DA', 'DB'] as const

export const SIGNED_BIT = 1n << 63n

export interface Signature {
  /** What is added to the target. */
  readonly addend: bigint
  /** The process's secret key: for instructions or data, the first or the second of each. */
  readonly key: (typeof KEYS)[number]
  /** The key's number in instructions that sign. */
  readonly keyNumber: number
  /** The number that takes part; 0: none. */
  readonly number: number
  /** Whether the place where the pointer is stored takes part. */
  readonly withPlace: boolean
}

export function signatureOf(packed: bigint): Signature {
  const keyNumber = Number((packed >> KEY_BIT) & 3n)
  return {
    addend: BigInt.asIntN(32, packed),
    key: KEYS[keyNumber]!,
    keyNumber,
    number: Number((packed >> NUMBER_BIT) & 0xffffn),
    withPlace: ((packed >> PLACE_BIT) & 1n) === 1n,
  }
}
