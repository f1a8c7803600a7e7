/**
 * Instructions before their fixup. The number in a field that has not been written means nothing, so it is not shown:
 * in its place stands what will be there, ‹total − 4›. Which part of the text that is, is found by comparing the texts of
 * the same instruction with two different numbers in the field.
 */

const NUMBER = /-?0x[0-9a-f]+|\b\d+\b/gi

/** An instruction's text cut around what its field decides; `operand` is empty if the field decides nothing visible. */
export interface OperandText {
  readonly before: string
  readonly operand: string
  readonly after: string
}

/** Cuts the first of two texts where their first different numbers stand, together with what only says "from here" or "a number". */
export function cutOperand([one, other]: readonly [string, string]): OperandText {
  const theirs = [...other.matchAll(NUMBER)]
  const match = [...one.matchAll(NUMBER)].find((number, i) => number[0] !== theirs[i]?.[0])
  if (!match) return { before: one, operand: '', after: '' }
  let start = match.index
  let end = start + match[0].length
  const lead = /(?:rip|eip) [+-] $/.exec(one.slice(0, start))
  if (lead) start -= lead[0].length
  else if (one.startsWith('(%rip)', end)) end += '(%rip)'.length
  else if (one[start - 1] === '#') start--
  return { before: one.slice(0, start), operand: one.slice(start, end), after: one.slice(end) }
}

/** `total − 4`: a target and an addend as people write them. */
export function sumText(target: string, addend: bigint): string {
  if (addend === 0n) return target
  const size = addend < 0n ? -addend : addend
  const digits = size < 4096n ? size.toString() : `0x${size.toString(16)}`
  return `${target} ${addend < 0n ? '−' : '+'} ${digits}`
}
