/** The worker's entry: takes questions from the page and posts answers back. */
import type { SentInput } from './origins'
import type { AskedInput, Reply, Request } from './protocol'
import { buffersOf, handle } from './server'

const post = (reply: Reply, transfer: Transferable[] = []): void => self.postMessage(reply, { transfer })

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  const { id } = data
  const request = received(data)
  if (!request) {
    post({ id, kind: 'unreadable' })
    return
  }
  try {
    const answer = handle(request, (phase) => post({ id, kind: 'progress', phase }))
    post({ id, kind: 'answer', answer }, buffersOf(answer))
  } catch (problem) {
    post({ id, kind: 'failed', message: problem instanceof Error ? problem.message : String(problem) })
  }
}

/** With the bytes of its files; undefined if one of them cannot be read again. */
function received(request: Request): Request | undefined {
  if (!request.ask || !('inputs' in request.ask)) return request
  try {
    return { ...request, ask: { ...request.ask, inputs: request.ask.inputs.map(receiveInput) } } as Request
  } catch {
    return undefined
  }
}

/** Throws if the file has changed. */
function receiveInput(input: SentInput): AskedInput {
  if (!('file' in input)) return input
  return { name: input.name, bytes: new Uint8Array(new FileReaderSync().readAsArrayBuffer(input.file)) }
}
