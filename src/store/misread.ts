/** What could not be read, in words that can be said in every language. */
import type { Message, Words } from '../messages/messages'
import { later } from '../messages/messages'
import { sayNow } from './language'

/** Thrown by readers. Its message is for whoever knows only errors: the words in the language of now. */
export class Misread extends Error {
  readonly words: Message

  constructor(id: string, args?: Message['args']) {
    const words = later(id, args)
    super(sayNow(words))
    this.words = words
  }
}

/** What a caught problem has to say. */
export function wordsOf(problem: unknown): Words {
  if (problem instanceof Misread) return problem.words
  return problem instanceof Error ? problem.message : String(problem)
}
