/**
 * Questions to a worker that is started with the first of them. Every question has a number; a reply carries the number
 * of the question that it belongs to. Ending the worker stops whatever it does, and refuses all that was still open.
 */

import type { Alive } from './alive'
import { whenGone } from './alive'

/** Somebody who waits for the replies to one question. */
export interface Waiting<Reply> {
  /** Takes a reply; true: it was the last one. */
  receive(reply: Reply): boolean
  reject(reason: Error): void
}

export class Questions<Request extends { readonly id: number }, Reply extends { readonly id: number }> {
  readonly #start: () => Worker
  readonly #who: string
  readonly #waiting = new Map<number, Waiting<Reply>>()
  #worker: Worker | undefined
  #lastId = 0
  #isRetiring = false

  /** `start` is given so that tests can count workers; `who` is the worker's name in the message if it breaks. */
  constructor(start: () => Worker, who: string) {
    this.#start = start
    this.#who = who
  }

  /** `moved`: buffers of the question that the worker gets and the page loses, instead of a copy. */
  ask(request: (id: number) => Request, waiting: Waiting<Reply>, moved: readonly ArrayBuffer[] = []): void {
    const id = ++this.#lastId
    this.#waiting.set(id, waiting)
    this.#running().postMessage(request(id), [...moved])
  }

  end(reason: Error): void {
    this.#worker?.terminate()
    this.#worker = undefined
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const each of waiting) each.reject(reason)
  }

  /** Ends the worker as soon as nobody waits for it: all memory that it has not given back yet is free then. */
  retire(): void {
    this.#isRetiring = true
    this.#endIfIdle()
  }

  #endIfIdle(): void {
    if (!this.#isRetiring || this.#waiting.size > 0) return
    this.#isRetiring = false
    this.end(new Error('nobody waits'))
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = this.#start()
    worker.onmessage = ({ data }: MessageEvent<Reply | Alive>) => {
      if ('lock' in data) whenGone(data, () => this.#fail(worker, ''))
      else this.#receive(data)
    }
    worker.onerror = ({ message }) => this.#fail(worker, message)
    this.#worker = worker
    return worker
  }

  /** A worker has broken, or the browser has ended it. The next question starts another. */
  #fail(worker: Worker, message: string): void {
    if (this.#worker === worker) this.end(new Error(message || `the ${this.#who} stopped unexpectedly`))
  }

  /** Replies to questions that nobody waits for any more are dropped. */
  #receive(reply: Reply): void {
    if (this.#waiting.get(reply.id)?.receive(reply)) this.#waiting.delete(reply.id)
    this.#endIfIdle()
  }
}
