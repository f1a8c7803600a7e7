/** Numbers of the check language: decimal, `0x` hexadecimal, octal with a leading zero; values are 64 bits and wrap. */

const MASK = (1n << 64n) - 1n

export interface NumberToken {
  readonly value: bigint
  /** Characters that belong to it. */
  readonly length: number
}

/**
 * Reads the number at the start of a text; undefined if there is none. The language has no bad numbers: reading stops
 * at a digit that the radix does not have, and right after an overflow, with what there is by then, as in LLVM 22.
 */
export function numberAt(text: string): NumberToken | undefined {
  const token = /^(?:0x[0-9a-fA-F]*|[0-9]+)/.exec(text)?.[0]
  if (token === undefined) return undefined
  const radix = token.startsWith('0x') ? 16n : /^0[0-9]/.test(token) ? 8n : 10n
  let value = 0n
  for (const digit of radix === 16n ? token.slice(2) : token) {
    const next = BigInt(Number.parseInt(digit, 16))
    if (next >= radix) break
    const wide = value * radix + next
    value = wide & MASK
    if (wide > MASK) break
  }
  return { value, length: token.length }
}
