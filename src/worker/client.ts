/**
 * The page's side of the protocol. Work is cancelled by ending the worker, which stops it at once whatever it does; the
 * next question starts a new one.
 */
import type { PhaseId } from '../engine/graph/events'
import type {
  Calls,
  CallName,
  LinkAnswer,
  LinkAsk,
  LinkService,
  PrintAsk,
  PrintService,
  QuirkId,
  Reply,
  Request,
} from './protocol'
import { Cancelled } from './protocol'

interface Waiting {
  readonly resolve: (answer: Calls[CallName]['answer']) => void
  readonly reject: (reason: Error) => void
  readonly progress: (phase: PhaseId) => void
}

/** Starts workers as they are needed. `start` is given so that tests can count them. */
export class WorkerLinker implements LinkService, PrintService {
  readonly #start: () => Worker
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #lastId = 0

  constructor(start: () => Worker) {
    this.#start = start
  }

  catalogue(): Promise<Calls['catalogue']['answer']> {
    return this.#ask('catalogue', null, () => {}) as Promise<Calls['catalogue']['answer']>
  }

  link(ask: LinkAsk, progress: (phase: PhaseId) => void): Promise<LinkAnswer> {
    return this.#ask('link', ask, progress) as Promise<LinkAnswer>
  }

  quirks(ask: LinkAsk): Promise<readonly QuirkId[]> {
    return this.#ask('quirks', ask, () => {}) as Promise<readonly QuirkId[]>
  }

  async print(ask: PrintAsk, progress: (phase: PhaseId) => void): Promise<string> {
    const answer = (await this.#ask('print', ask, progress)) as Calls['print']['answer']
    return answer.text
  }

  cancel(): void {
    this.#end(new Cancelled())
  }

  #ask<N extends CallName>(
    call: N,
    ask: Calls[N]['ask'],
    progress: (phase: PhaseId) => void,
  ): Promise<Calls[CallName]['answer']> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress })
      this.#running().postMessage({ id, call, ask } as Request)
    })
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = this.#start()
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#receive(data)
    worker.onerror = (event) => this.#end(new Error(event.message || 'the linker stopped unexpectedly'))
    this.#worker = worker
    return worker
  }

  #receive(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    if (!waiting) return
    if (reply.kind === 'progress') {
      waiting.progress(reply.phase)
      return
    }
    this.#waiting.delete(reply.id)
    if (reply.kind === 'answer') waiting.resolve(reply.answer)
    else waiting.reject(new Error(reply.message))
  }

  #end(reason: Error): void {
    this.#worker?.terminate()
    this.#worker = undefined
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(reason)
  }
}
