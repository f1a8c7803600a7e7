/** Answers: when two are the same, and how one is written down. */
import { hex, spacedBytes } from '../../base/hex'
import type { ByteOrder } from '../../engine/arch/arch'
import type { Answer, Given } from './question'

/** `−0x80000000`, as people write it. */
export const signedHex = (value: bigint): string => (value < 0n ? `−${hex(-value)}` : hex(value))

/** The answer in the way in which it can be typed. */
export function answerText(answer: Answer): string {
  switch (answer.is) {
    case 'bytes':
      return spacedBytes(answer.bytes)
    case 'address':
      return hex(answer.value)
    case 'number':
      return answer.value.toString()
    case 'yes-no':
      return answer.value ? 'yes' : 'no'
    case 'choice':
      return answer.key
    case 'set':
      return givenText(answer.keys)
    case 'order':
      return answer.keys.join(', ')
  }
}

/** What somebody answered, as they could have typed it. */
export const givenText = (given: Given): string =>
  typeof given === 'string' ? given : given.length === 0 ? 'none' : given.join(', ')

/** Sets are the same in any order. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  if (a.is === 'set' && b.is === 'set')
    return a.keys.length === b.keys.length && a.keys.every((key) => b.keys.includes(key))
  return a.is === b.is && answerText(a) === answerText(b)
}

/** A field's bytes in the order in which they lie in memory. */
export function bytesOf(value: bigint, count: number, order: ByteOrder): number[] {
  const bytes = Array.from({ length: count }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn))
  return order === 'little' ? bytes : bytes.reverse()
}

/** The number that bytes stand for. */
export function numberOf(bytes: readonly number[], order: ByteOrder): bigint {
  const falling = order === 'big' ? bytes : bytes.toReversed()
  return falling.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}
