/**
 * The function that signs an arm64e file's pointers, in an order that does not depend on chance: the reference linker walks
 * blocks by heap addresses, so which pointer comes first differs from run to run.
 */
const STORE = 0xf9000128

/** The instructions for each pointer, sorted, and behind them those that end the function. */
export function signingText(content: string): string {
  const bytes = Buffer.from(content, 'hex')
  const pointers: string[] = []
  let own: string[] = []
  for (let at = 0; at < bytes.length; at += 4) {
    const word = bytes.readUInt32LE(at)
    own.push(word.toString(16))
    if (word !== STORE) continue
    pointers.push(own.join(' '))
    own = []
  }
  return [...pointers.toSorted(), own.join(' ')].join(', ')
}
