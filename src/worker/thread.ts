/** The worker's entry: takes questions from the page and posts answers back. */
import type { Reply, Request } from './protocol'
import { buffersOf, handle } from './server'

const post = (reply: Reply, transfer: Transferable[] = []): void => self.postMessage(reply, { transfer })

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  const { id } = data
  try {
    const answer = handle(data, (phase) => post({ id, kind: 'progress', phase }))
    post({ id, kind: 'answer', answer }, buffersOf(answer))
  } catch (problem) {
    post({ id, kind: 'failed', message: problem instanceof Error ? problem.message : String(problem) })
  }
}
