/** The same server in this thread: for tests, and for browsers without module workers. */
import type { LaidOut } from '../scene/laid-out'
import type {
  Catalogue,
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
  WorkStep,
} from './protocol'
import { withBytes } from './origins'
import { handle } from './server'

export class InlineLinker implements LinkService, PrintService {
  #lastId = 0

  async catalogue(): Promise<Catalogue> {
    return handle({ id: ++this.#lastId, call: 'catalogue', ask: null }, () => {}) as Catalogue
  }

  async link(wish: LinkWish, progress: (step: WorkStep) => void): Promise<LinkAnswer> {
    const ask = await readAll(wish)
    return handle({ id: ++this.#lastId, call: 'link', ask }, progress) as LinkAnswer
  }

  async layout(ask: LayoutAsk): Promise<LaidOut | undefined> {
    return handle({ id: ++this.#lastId, call: 'layout', ask }, () => {}) as LaidOut | undefined
  }

  async records(ask: RecordsAsk): Promise<FoundRecords | undefined> {
    return handle({ id: ++this.#lastId, call: 'records', ask }, () => {}) as FoundRecords | undefined
  }

  async quirks(wish: LinkAsk): Promise<readonly QuirkId[]> {
    const ask = await readAll(wish)
    return handle({ id: ++this.#lastId, call: 'quirks', ask }, () => {}) as readonly QuirkId[]
  }

  async print(wish: PrintAsk, progress: (step: WorkStep) => void): Promise<Blob> {
    const ask = await readAll(wish)
    return (handle({ id: ++this.#lastId, call: 'print', ask }, progress) as { readonly file: Blob }).file
  }

  /** Nothing to stop: by the time this can be called, the answer is there. */
  cancel(): void {}
}

/** With the bytes of all inputs. Throws a FileGone. */
const readAll = async <A extends LinkAsk>(ask: A): Promise<A> => ({
  ...ask,
  inputs: await Promise.all(ask.inputs.map(withBytes)),
})
