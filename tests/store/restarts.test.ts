/** The worker may die at any moment, by itself or because somebody cancels: the desk keeps what it has, however often. */
import { describe, expect, it } from 'vitest'
import { nameThing } from '../../src/store/links/things'
import { WorkerLinker } from '../../src/worker/client'
import type { Reply, Request } from '../../src/worker/protocol'
import { buffersOf, handle } from '../../src/worker/server'
import { deskWith } from '../support/desk'

const TIMES = 100

/** A worker that runs the real server, unless it is to be stuck. */
class CountedWorker {
  static started = 0
  static ended = 0
  static stuck = false
  onmessage: ((event: { data: Reply }) => void) | null = null
  onerror: ((event: { message: string }) => void) | null = null
  #gone = false

  constructor() {
    CountedWorker.started++
  }

  static last: CountedWorker

  postMessage(request: Request): void {
    CountedWorker.last = this
    if (CountedWorker.stuck) return
    const asked = structuredClone(request)
    queueMicrotask(() => {
      const answer = handle(asked, () => {})
      const moved = structuredClone(answer, { transfer: buffersOf(answer) })
      if (!this.#gone) this.onmessage?.({ data: { id: asked.id, kind: 'answer', answer: moved } })
    })
  }

  terminate(): void {
    CountedWorker.ended++
    this.#gone = true
  }
}

describe('a worker that ends a hundred times', () => {
  it('takes nothing from the desk: inputs, settings, session, moment and selection stay, and it links again', async () => {
    const linker = new WorkerLinker(() => new CountedWorker() as unknown as Worker)
    const desk = await deskWith('first-look', linker)
    desk.getState().seek(40)
    desk.getState().select({ kind: 'edge', id: 3 as never })
    const { session, inputs, settings } = desk.getState()
    const name = nameThing(desk.getState(), desk.getState().selection!)
    for (let i = 0; i < TIMES; i++) {
      CountedWorker.stuck = true
      const linking = desk.getState().change({ base: BigInt(i + 2) << 24n }, 'elsewhere')
      await new Promise((resolve) => setTimeout(resolve, 0))
      // Half of them are cancelled by somebody, half fall over by themselves.
      if (i % 2 === 0) desk.getState().cancel()
      else CountedWorker.last.onerror?.({ message: 'out of memory' })
      await linking
      CountedWorker.stuck = false
      expect(desk.getState()).toMatchObject({ position: 40, working: undefined })
      expect(desk.getState().session).toBe(session)
      expect(desk.getState().inputs).toBe(inputs)
      expect(desk.getState().settings).toEqual(settings)
      expect(desk.getState().notice).toMatch(i % 2 === 0 ? /^Cancelled/ : /^The linker stopped: out of memory/)
    }
    expect(CountedWorker.ended).toBe(TIMES)
    expect(CountedWorker.started).toBe(TIMES)
    await desk.getState().change({ base: 0x40000000n }, 'elsewhere')
    expect(CountedWorker.started).toBe(TIMES + 1)
    expect(desk.getState().session).not.toBe(session)
    expect(desk.getState().session!.ok).toBe(true)
    expect(desk.getState().session!.graph.segments.address.big).toContain(0x40000000n)
    expect(nameThing(desk.getState(), desk.getState().selection!)).toEqual(name)
  })
})
