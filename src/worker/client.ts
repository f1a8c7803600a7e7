/**
 * The page's side of the protocol. Work is cancelled by ending the worker, which stops it at once whatever it does; the
 * next question starts a new one.
 */
import type { LaidOut } from '../scene/laid-out'
import type {
  Calls,
  CallName,
  FoundRecords,
  LayoutAsk,
  LinkAnswer,
  LinkAsk,
  LinkService,
  LinkWish,
  PrintAsk,
  PrintService,
  QuirkId,
  RecordsAsk,
  Reply,
  Request,
  WorkStep,
} from './protocol'
import { areHuge, FileGone, HUGE, isStandIn, sendInput, sizeOf, withBytes } from './origins'
import { Cancelled } from './protocol'
import { Questions } from './questions'

/** Most of a second in all. A quarter of that leaves some eighty milliseconds more to the first large link. */
const WARM_SLICES = 100

/** The worker cannot read a file again. */
class Unreadable extends Error {}

/** Starts workers as they are needed. `start` is given so that tests can count them. */
export class WorkerLinker implements LinkService, PrintService {
  readonly #questions: Questions<Request, Reply>
  /** Somebody has asked for something that is worth waiting for. */
  #isWanted = false

  constructor(start: () => Worker) {
    this.#questions = new Questions(start, 'linker')
  }

  catalogue(): Promise<Calls['catalogue']['answer']> {
    return this.#ask('catalogue', null, () => {}) as Promise<Calls['catalogue']['answer']>
  }

  async link(ask: LinkWish, progress: (step: WorkStep) => void): Promise<LinkAnswer> {
    const answer = (await this.#askOfFiles('link', ask, progress)) as LinkAnswer
    // Of a huge link the worker keeps nothing but what it has not come round to giving back.
    if (areHuge(ask.inputs)) this.#questions.retire()
    return answer
  }

  layout(ask: LayoutAsk): Promise<LaidOut | undefined> {
    return this.#askOfFiles('layout', ask, () => {}) as Promise<LaidOut | undefined>
  }

  records(ask: RecordsAsk): Promise<FoundRecords | undefined> {
    return this.#ask('records', ask, () => {}) as Promise<FoundRecords | undefined>
  }

  quirks(ask: LinkAsk): Promise<readonly QuirkId[]> {
    return this.#askOfFiles('quirks', ask, () => {}) as Promise<readonly QuirkId[]>
  }

  /**
   * Has the worker's code run for a while on a small input, so that the first large one finds it fast. Ends as soon as
   * somebody needs the worker.
   */
  async warmUp(ask: LinkAsk): Promise<void> {
    for (let slice = 0; slice < WARM_SLICES && !this.#isWanted; slice++) await this.#ask('warmUp', ask, () => {})
  }

  async print(ask: PrintAsk, progress: (step: WorkStep) => void): Promise<Blob> {
    const answer = (await this.#askOfFiles('print', ask, progress)) as Calls['print']['answer']
    return answer.file
  }

  cancel(): void {
    this.#questions.end(new Cancelled())
  }

  /** Sends files as such; should the worker not be able to read one, the bytes that the page has or can read. */
  async #askOfFiles<N extends 'link' | 'quirks' | 'print' | 'layout'>(
    call: N,
    ask: Calls[N]['ask'],
    progress: (step: WorkStep) => void,
  ): Promise<Calls[CallName]['answer']> {
    const inputs = ask.inputs?.map(sendInput) as LinkAsk['inputs'] | undefined
    this.#isWanted = true
    try {
      return await this.#ask(call, inputs ? { ...ask, inputs } : ask, progress)
    } catch (problem) {
      if (!(problem instanceof Unreadable)) throw problem
      const gone = ask.inputs?.find(({ bytes }) => isStandIn(bytes) && sizeOf(bytes) >= HUGE)
      if (gone) throw new FileGone(gone.name)
      const read = ask.inputs && (await Promise.all(ask.inputs.map(withBytes)))
      return this.#ask(call, read ? { ...ask, inputs: read } : ask, progress)
    }
  }

  #ask<N extends CallName>(
    call: N,
    ask: Calls[N]['ask'],
    progress: (step: WorkStep) => void,
  ): Promise<Calls[CallName]['answer']> {
    return new Promise((resolve, reject) =>
      this.#questions.ask((id) => ({ id, call, ask }) as Request, {
        reject,
        receive(reply) {
          if (reply.kind === 'progress') progress(reply.phase)
          else if (reply.kind === 'answer') resolve(reply.answer)
          else reject(reply.kind === 'unreadable' ? new Unreadable() : new Error(reply.message))
          return reply.kind !== 'progress'
        },
      }),
    )
  }
}
