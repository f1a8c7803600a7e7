/**
 * A table of compact unwinding in words that do not depend on chance: in the reference linker the numbering of
 * personalities follows heap addresses, and so do the places of the GOT entries through which they are reached.
 */
const HEADER_BYTES = 28
const PERSONALITY_BITS = 0x30000000
const MOST_NUMBERED = 3
/** The bits of the personality, and the one next to them, which the fourth becomes. */
const FOURTH_BITS = 0x70000000

/** Every word of a table, personalities by the name that `nameOf` gives to the address of their entry. */
export function unwindText(content: string, base: bigint, nameOf: (address: bigint) => string): string[] {
  const bytes = Buffer.from(content, 'hex')
  const words = Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readUInt32LE(4 * i))
  const count = words[4]!
  const names = words.slice(HEADER_BYTES / 4, HEADER_BYTES / 4 + count).map((word) => nameOf(base + BigInt(word)))
  const isEncoding = encodingsOf(words)
  return words.map((word, i) => {
    if (i >= HEADER_BYTES / 4 && i < HEADER_BYTES / 4 + count)
      return `personality ${names.toSorted()[i - HEADER_BYTES / 4]}`
    const personality = (word & PERSONALITY_BITS) >>> 28
    // Chance decides which of four is the one without a number.
    if (isEncoding.has(i) && count > MOST_NUMBERED) return `${(word & ~FOURTH_BITS).toString(16)} with one of ${count}`
    if (!isEncoding.has(i) || personality === 0) return word.toString(16)
    return `${(word & ~PERSONALITY_BITS).toString(16)} with ${names[personality - 1]}`
  })
}

/** Which words are encodings: the second of each record of each page. */
function encodingsOf(words: readonly number[]): Set<number> {
  const found = new Set<number>()
  const [index, rows] = [words[5]! / 4, words[6]!]
  for (let row = 0; row + 1 < rows; row++) {
    const page = words[index + 3 * row + 1]! / 4
    const count = words[page + 1]! >>> 16
    for (let k = 0; k < count; k++) found.add(page + 2 + 2 * k + 1)
  }
  return found
}
