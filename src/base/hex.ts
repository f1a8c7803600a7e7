/** Hexadecimal text, as people and tools write it. All 64-bit values are exact. */

const MASK_64 = (1n << 64n) - 1n

/** `0x` and lower-case digits without padding; negative values wrap at 2^64. */
export function hex(value: bigint | number): string {
  return `0x${(BigInt(value) & MASK_64).toString(16)}`
}

/** Hexadecimal with a real minus sign, for numbers that their reader takes as signed. */
export const signedHex = (value: bigint): string => (value < 0n ? `−${hex(-value)}` : hex(value))

/** Two lower-case digits. */
export const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0')

/** Two digits for each byte, without separators. */
export function hexBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexByte(byte)
  return text
}

/** Two digits for each byte, with blanks between them. */
export const spacedBytes = (bytes: Iterable<number>): string => Array.from(bytes, hexByte).join(' ')

/** Decimal or `0x…` text as a number of 64 bits; undefined if it is neither or does not fit. */
export function parseAddress(text: string): bigint | undefined {
  const clean = text.trim().replaceAll('_', '')
  if (!/^(0x[0-9a-f]+|[0-9]+)$/i.test(clean)) return undefined
  const value = BigInt(clean)
  return value <= MASK_64 ? value : undefined
}
