/** The page's side of the reader: the worker starts with the first question. */
import { Questions } from './questions'
import type { ReaderCall, ReaderCalls, ReaderReply, ReaderRequest, ReaderService } from './reader-protocol'

export class WorkerReader implements ReaderService {
  readonly #questions: Questions<ReaderRequest, ReaderReply>

  /** `start` is given so that tests need no worker. */
  constructor(start: () => Worker) {
    this.#questions = new Questions(start, 'reader')
  }

  ask<N extends ReaderCall>(
    call: N,
    ask: ReaderCalls[N]['ask'],
    moved: readonly ArrayBuffer[] = [],
  ): Promise<ReaderCalls[N]['answer']> {
    return new Promise((resolve, reject) =>
      this.#questions.ask(
        (id) => ({ id, call, ask }) as ReaderRequest,
        {
          reject,
          receive(reply) {
            if ('failed' in reply) reject(new Error(reply.failed))
            else resolve(reply.answer as ReaderCalls[N]['answer'])
            return true
          },
        },
        moved,
      ),
    )
  }
}
