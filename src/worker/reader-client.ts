/** The page's side of the reader: the worker starts with the first question. */
import type { ReaderCall, ReaderCalls, ReaderReply, ReaderRequest, ReaderService } from './reader-protocol'

interface Waiting {
  readonly resolve: (answer: ReaderCalls[ReaderCall]['answer']) => void
  readonly reject: (reason: Error) => void
}

export class WorkerReader implements ReaderService {
  readonly #start: () => Worker
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #lastId = 0

  /** `start` is given so that tests need no worker. */
  constructor(start: () => Worker) {
    this.#start = start
  }

  ask<N extends ReaderCall>(call: N, ask: ReaderCalls[N]['ask']): Promise<ReaderCalls[N]['answer']> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
      this.#running().postMessage({ id, call, ask } as ReaderRequest)
    })
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = this.#start()
    worker.onmessage = ({ data }: MessageEvent<ReaderReply>) => this.#receive(data)
    worker.onerror = (event) => this.#end(new Error(event.message || 'the reader stopped unexpectedly'))
    this.#worker = worker
    return worker
  }

  #receive(reply: ReaderReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('failed' in reply) waiting?.reject(new Error(reply.failed))
    else waiting?.resolve(reply.answer)
  }

  #end(reason: Error): void {
    this.#worker?.terminate()
    this.#worker = undefined
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(reason)
  }
}
