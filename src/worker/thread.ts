/** The worker's entry: takes questions from the page and posts answers back. */
import { showThatAlive } from './alive'
import { forgetFormer } from './held-links'
import type { SentInput } from './origins'
import { HUGE } from './origins'
import type { AskedInput, Reply, Request } from './protocol'
import { readWhole } from './read-file'
import { buffersOf, handle } from './server'

const post = (reply: Reply, transfer: Transferable[] = []): void => self.postMessage(reply, { transfer })

const shownAlive = showThatAlive((alive) => self.postMessage(alive))

/** Questions are answered one after the other, also while a file is read. */
let answered: Promise<void> = Promise.resolve()

/** Milliseconds without a question after which nobody goes back to the link before as fast as can be. */
const REST = 30_000
let resting: ReturnType<typeof setTimeout> | undefined

self.onmessage = ({ data }: MessageEvent<Request>): void => {
  answered = answered
    .then(shownAlive)
    .then(() => answer(data))
    .then(rest)
}

function rest(): void {
  clearTimeout(resting)
  resting = setTimeout(forgetFormer, REST)
}

async function answer(asked: Request): Promise<void> {
  const { id } = asked
  const request = await received(asked)
  if (!request) {
    post({ id, kind: 'unreadable' })
    return
  }
  try {
    const found = handle(request, (phase) => post({ id, kind: 'progress', phase }))
    post({ id, kind: 'answer', answer: found }, buffersOf(found))
  } catch (problem) {
    post({ id, kind: 'failed', message: problem instanceof Error ? problem.message : String(problem) })
  }
}

/** With the bytes of its files; undefined if one of them cannot be read again. */
async function received(request: Request): Promise<Request | undefined> {
  if (!request.ask || !('inputs' in request.ask) || !request.ask.inputs) return request
  try {
    const inputs: AskedInput[] = []
    for (const input of request.ask.inputs) inputs.push(await receiveInput(input))
    return { ...request, ask: { ...request.ask, inputs } } as Request
  } catch {
    return undefined
  }
}

/** Rejects if the file has changed. */
async function receiveInput(input: SentInput): Promise<AskedInput> {
  if (!('file' in input)) return input
  const { name, file } = input
  if (file.size >= HUGE) return { name, bytes: await readWhole(file), isOwn: true }
  return { name, bytes: new Uint8Array(new FileReaderSync().readAsArrayBuffer(file)), isOwn: true }
}
