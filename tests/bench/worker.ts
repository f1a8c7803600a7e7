/** The benchmark in a browser: what a worker of the page does, measured where it runs. */
import type { LinkInput } from '../../src/engine/session/link'
import { answerFor, measure, measureCold, measureSweep } from './measure'

export type Task = 'cold' | 'warm' | 'sweep' | 'handover'

/** Asks a worker to measure one input, or for a sweep several. */
export interface Order {
  readonly task: Task
  readonly inputs: readonly LinkInput[]
}

const thread = self as unknown as {
  onmessage: (event: MessageEvent<Order>) => void
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void
}

thread.onmessage = ({ data: { task, inputs } }) => {
  const input = inputs[0]!
  if (task === 'handover') {
    const { answer, buffers } = answerFor(input)
    thread.postMessage(answer, buffers)
  } else {
    const measured = { cold: () => measureCold(input), warm: () => measure(input), sweep: () => measureSweep(inputs) }
    thread.postMessage(measured[task]())
  }
}
