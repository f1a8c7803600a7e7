/** Things one after the other in a sentence, in the language of the page: `a, b and c`. */
import type { Say } from '../messages/messages'

export function sayList(say: Say, things: readonly string[]): string {
  const last = things.at(-1) ?? ''
  return things.length < 2 ? last : say('lists.and', { some: things.slice(0, -1).join(', '), last })
}
