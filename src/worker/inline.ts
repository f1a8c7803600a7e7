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
import { handle } from './server'

export class InlineLinker implements LinkService, PrintService {
  #lastId = 0

  async catalogue(): Promise<Catalogue> {
    return handle({ id: ++this.#lastId, call: 'catalogue', ask: null }, () => {}) as Catalogue
  }

  async link(ask: LinkWish, progress: (step: WorkStep) => void): Promise<LinkAnswer> {
    return handle({ id: ++this.#lastId, call: 'link', ask }, progress) as LinkAnswer
  }

  async layout(ask: LayoutAsk): Promise<LaidOut | undefined> {
    return handle({ id: ++this.#lastId, call: 'layout', ask }, () => {}) as LaidOut | undefined
  }

  async records(ask: RecordsAsk): Promise<FoundRecords | undefined> {
    return handle({ id: ++this.#lastId, call: 'records', ask }, () => {}) as FoundRecords | undefined
  }

  async quirks(ask: LinkAsk): Promise<readonly QuirkId[]> {
    return handle({ id: ++this.#lastId, call: 'quirks', ask }, () => {}) as readonly QuirkId[]
  }

  async print(ask: PrintAsk, progress: (step: WorkStep) => void): Promise<string> {
    return (handle({ id: ++this.#lastId, call: 'print', ask }, progress) as { readonly text: string }).text
  }

  /** Nothing to stop: by the time this can be called, the answer is there. */
  cancel(): void {}
}
