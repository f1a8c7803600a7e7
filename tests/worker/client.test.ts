/** The page's side of the protocol against a worker that is not there: cancelling ends it, and the next question starts a new one. */
import { describe, expect, it } from 'vitest'
import { WorkerLinker } from '../../src/worker/client'
import { forgetFormer, heldLink } from '../../src/worker/held-links'
import { FileGone, HUGE, LARGE, standIn } from '../../src/worker/origins'
import type { Reply, Request } from '../../src/worker/protocol'
import { Cancelled } from '../../src/worker/protocol'
import { buffersOf, handle } from '../../src/worker/server'
import { readBytes } from '../support/link-files'

/** Just enough of a Worker. With `answers`, it runs the real server and moves the buffers as a worker would. */
class FakeWorker {
  onmessage: ((event: { data: Reply }) => void) | null = null
  onerror: ((event: { message: string }) => void) | null = null
  terminated = false
  readonly asked: Request[] = []
  readonly #answers: boolean

  constructor(answers: boolean) {
    this.#answers = answers
  }

  postMessage(request: Request): void {
    const asked = structuredClone(request)
    this.asked.push(asked)
    if (this.#answers) queueMicrotask(() => this.#answer(asked))
  }

  #answer(request: Request): void {
    const { id } = request
    const answer = handle(request, (phase) => this.onmessage?.({ data: { id, kind: 'progress', phase } }))
    const moved = structuredClone(answer, { transfer: buffersOf(answer) })
    this.onmessage?.({ data: { id, kind: 'answer', answer: moved } })
  }

  terminate(): void {
    this.terminated = true
  }
}

function service(answers: boolean): { linker: WorkerLinker; workers: FakeWorker[] } {
  const workers: FakeWorker[] = []
  const linker = new WorkerLinker(() => {
    const worker = new FakeWorker(answers)
    workers.push(worker)
    return worker as unknown as Worker
  })
  return { linker, workers }
}

const ask = {
  inputs: [{ name: 'calls.o', bytes: readBytes('public/samples/calls-and-globals/calls.o') }],
  options: {},
}

describe('the client', () => {
  it('brings answers back, with progress, and moves every buffer', async () => {
    const { linker } = service(true)
    const phases: string[] = []
    const answer = await linker.link(ask, (phase) => phases.push(phase))
    expect(answer.ok).toBe(true)
    expect(answer.graph.tables.blocks.length).toBeGreaterThan(0)
    expect(phases.slice(0, 3)).toEqual(['read', 'build', 'prepare'])
    expect(ask.inputs[0]!.bytes.length, 'the page keeps its bytes').toBeGreaterThan(0)
  })

  it('brings with a link what it differs in from the former, whether the worker still has that or not', async () => {
    const former = { ...ask, number: 1 }
    const wish = { ...ask, options: { base: 0x20000000n }, number: 2, former: { number: 1, options: {} } }
    const kept = service(true).linker
    await kept.link(former, () => {})
    const steps: string[] = []
    const { compared } = await kept.link(wish, (step) => steps.push(step))
    expect(steps.at(-1)).toBe('compare')
    expect(compared!.changes.moves.count).toBeGreaterThan(0)
    expect(compared!.matches.blocks.length).toBeGreaterThan(0)
    // Somebody else's link was made in between; a link that is to be compared with none brings nothing.
    expect(await kept.link({ ...former, number: 3 }, () => {})).not.toHaveProperty('compared')
    expect((await kept.link(wish, () => {})).compared).toEqual(compared)
    // Several in a row, each compared with the one before: none works in the other's memory.
    const back = { ...ask, number: 4, former: { number: 2, options: wish.options } }
    const again = { ...wish, number: 5, former: { number: 4, options: {} } }
    expect((await kept.link(back, () => {})).compared!.changes.moves.count).toBe(compared!.changes.moves.count)
    expect((await kept.link(again, () => {})).compared).toEqual(compared)
  })

  it('still brings that when the worker has let go of all but the last link meanwhile', async () => {
    const { linker } = service(true)
    const options = { base: 0x20000000n }
    await linker.link({ ...ask, number: 1 }, () => {})
    const wish = { ...ask, options, number: 2, former: { number: 1, options: {} } }
    const { compared } = await linker.link(wish, () => {})
    expect(heldLink(1)!.graph.blocks.length).toBeGreaterThan(0)
    forgetFormer()
    expect(heldLink(1)).toBeUndefined()
    // The last link is whole, and is compared with as before.
    const back = { ...ask, number: 3, former: { number: 2, options } }
    expect((await linker.link(back, () => {})).compared!.changes.moves.count).toBe(compared!.changes.moves.count)
    expect((await linker.link({ ...wish, number: 4, former: { number: 3, options: {} } }, () => {})).compared).toEqual(
      compared,
    )
  })

  it('ends the worker on cancel and starts a new one for the next question', async () => {
    const { linker, workers } = service(false)
    const first = linker.link(ask, () => {})
    linker.cancel()
    await expect(first).rejects.toBeInstanceOf(Cancelled)
    expect(workers[0]!.terminated).toBe(true)
    void linker.link(ask, () => {})
    expect(workers).toHaveLength(2)
  })

  it('survives a hundred of them', async () => {
    const { linker, workers } = service(false)
    for (let i = 0; i < 100; i++) {
      const asked = linker.link(ask, () => {})
      linker.cancel()
      await expect(asked).rejects.toBeInstanceOf(Cancelled)
    }
    expect(workers.filter(({ terminated }) => terminated)).toHaveLength(100)
  })

  it('turns a worker that breaks into an error', async () => {
    const { linker, workers } = service(false)
    const asked = linker.catalogue()
    workers[0]!.onerror?.({ message: 'out of memory' })
    await expect(asked).rejects.toThrow('out of memory')
  })

  it('lets the worker rest after a huge link, once nobody waits for it', async () => {
    const { linker, workers } = service(true)
    const huge = { name: 'huge.o', bytes: new Uint8Array(HUGE) }
    huge.bytes.set(ask.inputs[0]!.bytes)
    const [answer, catalogue] = await Promise.all([
      linker.link({ ...ask, inputs: [huge] }, () => {}),
      linker.catalogue(),
    ])
    expect(answer.ok).toBe(true)
    expect(catalogue.passes.length).toBeGreaterThan(0)
    expect(workers.map(({ terminated }) => terminated)).toEqual([true])
    expect((await linker.link(ask, () => {})).ok).toBe(true)
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false])
  })

  it('says which huge file cannot be read any more: there are no bytes to send in its place', async () => {
    const worker = new FakeWorker(false)
    const linker = new WorkerLinker(() => worker as unknown as Worker)
    const huge = { name: 'huge.o', bytes: standIn(new File([new Uint8Array(HUGE)], 'huge.o')) }
    const linked = linker.link({ ...ask, inputs: [...ask.inputs, huge] }, () => {})
    worker.onmessage!({ data: { id: 1, kind: 'unreadable' } })
    await expect(linked).rejects.toEqual(new FileGone('huge.o'))
    expect(worker.asked).toHaveLength(1)
  })

  it('reads a large file for a worker that cannot, and sends its bytes', async () => {
    const worker = new FakeWorker(false)
    const linker = new WorkerLinker(() => worker as unknown as Worker)
    const large = { name: 'large.o', bytes: standIn(new File([new Uint8Array(LARGE).fill(7)], 'large.o')) }
    void linker.link({ ...ask, inputs: [large] }, () => {})
    worker.onmessage!({ data: { id: 1, kind: 'unreadable' } })
    await expect.poll(() => worker.asked).toHaveLength(2)
    const { inputs } = (worker.asked[1] as Request & { call: 'link' }).ask
    expect(inputs[0]!.bytes).toHaveLength(LARGE)
    expect(inputs[0]!.bytes.at(-1)).toBe(7)
  })
})
