/** The desk without a page: the real linker in this thread, samples from the disk. */
import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/store/desk'
import type { EventId } from '../../src/engine/graph/log'
import type { SampleShelf } from '../../src/store/samples'
import { phaseSteps } from '../../src/store/selectors/phases'
import { InlineLinker } from '../../src/worker/inline'
import type { LinkService } from '../../src/worker/protocol'
import { Cancelled } from '../../src/worker/protocol'
import { deskWith } from '../support/desk'
import { readBytes, samples } from '../support/link-files'

describe('the desk', () => {
  it('knows the samples and what the linker can do', async () => {
    const { samples: known, catalogue } = (await deskWith()).getState()
    expect(known.length).toBeGreaterThanOrEqual(6)
    expect(catalogue!.passes.map(({ id }) => id)).toContain('prune')
    expect(catalogue!.relocations.find(({ type }) => type === 2)!.name).toBe('R_X86_64_PC32')
  })

  it('opens a sample where it is live, with its policies', async () => {
    const { session, position, inputs, settings } = (await deskWith('first-look')).getState()
    expect(inputs.map(({ name }) => name)).toEqual(['once.o', 'meta.o'])
    expect(settings).toEqual({ policies: [{ pattern: '.once.*', lifetime: 1 }] })
    expect(session!.ok).toBe(true)
    expect(position).toBe(session!.liveAt)
    expect(position).toBeLessThan(session!.log.length)
  })

  it('moves in time and stays within it', async () => {
    const desk = await deskWith('calls-and-globals')
    const { seek, session } = desk.getState()
    seek(-5)
    expect(desk.getState().position).toBe(0)
    expect(session!.graph.blocks.length).toBe(0)
    seek(1e9)
    expect(desk.getState().position).toBe(session!.log.length)
    expect(session!.graph.blocks.length).toBeGreaterThan(0)
  })

  it('keeps a refused file on the desk, with the reason, and links the rest', async () => {
    const desk = await deskWith('two-files')
    await desk
      .getState()
      .addFiles([{ name: 'notes.txt', bytes: new TextEncoder().encode('hello') as Uint8Array<ArrayBuffer> }])
    const { inputs, session } = desk.getState()
    expect(inputs.map(({ refused }) => refused?.code)).toEqual([undefined, undefined, 'is-text'])
    expect(session!.ok).toBe(true)
  })

  it('tells two refused files of one name apart', async () => {
    const desk = await deskWith()
    const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>
    await desk.getState().addFiles([
      { name: 'a.o', bytes: bytes('some text') },
      { name: 'a.o', bytes: bytes('\0asm') },
    ])
    expect(desk.getState().inputs.map(({ refused }) => refused?.code)).toEqual(['is-text', 'is-wasm'])
    expect(desk.getState().session).toBeUndefined()
  })

  it('keeps what is selected when an address or a policy changes, and drops it when files do', async () => {
    const desk = await deskWith('printf-got-and-stub')
    desk.getState().select({ kind: 'section', id: 0 as never })
    await desk.getState().change({ addresses: new Map([['printf', 0x1234n]]) }, 'printf is at 0x1234')
    expect(desk.getState().selection).toEqual({ kind: 'section', id: 0 })
    const { session } = desk.getState()
    expect(session!.graph.symbols.address.big).toContain(0x1234n)
    await desk.getState().removeInput(desk.getState().inputs[0]!.id)
    expect(desk.getState().inputs).toEqual([])
    expect(desk.getState().session).toBeUndefined()
  })

  it('keeps files that were dropped while a sample was still being fetched', async () => {
    const parcels: (() => void)[] = []
    const slow: SampleShelf = {
      list: async () => samples(),
      bytes: async ({ folder }, { name }) => {
        await new Promise<void>((resolve) => parcels.push(resolve))
        return readBytes(`public/samples/${folder}/${name}`)
      },
    }
    const desk = createDesk(new InlineLinker(), slow)
    await desk.getState().open()
    const opening = desk.getState().openSample('calls-and-globals')
    await desk.getState().addFiles([{ name: 'mine.o', bytes: readBytes('public/samples/two-files/ping.o') }])
    for (const deliver of parcels) deliver()
    await opening
    expect(desk.getState().inputs.map(({ name }) => name)).toEqual(['mine.o'])
  })

  it('stays empty when it was cleared during a link, and says nothing of that link', async () => {
    const linker = new InlineLinker()
    let end: ((how: 'answer' | 'cancel') => void) | undefined
    const slow: LinkService = {
      catalogue: () => linker.catalogue(),
      quirks: (ask) => linker.quirks(ask),
      layout: (ask) => linker.layout(ask),
      records: (ask) => linker.records(ask),
      cancel() {},
      async link(ask, progress) {
        const how = await new Promise((resolve) => {
          end = resolve
        })
        if (how === 'cancel') throw new Cancelled()
        return linker.link(ask, progress)
      },
    }
    for (const how of ['answer', 'cancel'] as const) {
      const desk = await deskWith(undefined, slow)
      const linking = desk.getState().openSample('calls-and-globals')
      await expect.poll(() => end).toBeDefined()
      desk.getState().clear()
      end!(how)
      end = undefined
      await linking
      expect(desk.getState(), how).toMatchObject({
        inputs: [],
        session: undefined,
        working: undefined,
        notice: 'The desk is empty.',
      })
    }
  })

  it('drops an answer that nobody waits for any more', async () => {
    const linker = new InlineLinker()
    let release: (() => void) | undefined
    const slow: LinkService = {
      catalogue: () => linker.catalogue(),
      quirks: (ask) => linker.quirks(ask),
      layout: (ask) => linker.layout(ask),
      records: (ask) => linker.records(ask),
      cancel() {},
      async link(ask, progress) {
        const answer = await linker.link(ask, progress)
        if (ask.inputs.length === 1) await new Promise<void>((resolve) => (release = resolve))
        return answer
      },
    }
    const desk = await deskWith(undefined, slow)
    const calls = { name: 'calls.o', bytes: readBytes('public/samples/calls-and-globals/calls.o') }
    const first = desk.getState().addFiles([calls])
    await Promise.resolve()
    await desk.getState().addFiles([{ name: 'ping.o', bytes: readBytes('public/samples/two-files/ping.o') }])
    release!()
    await first
    expect(desk.getState().session!.graph.files.map(({ name }) => name)).toEqual(['calls.o', 'ping.o'])
  })

  it('keeps what was there when work is cancelled', async () => {
    const linker = new InlineLinker()
    let fail: ((reason: Error) => void) | undefined
    let stuck = false
    const service: LinkService = {
      catalogue: () => linker.catalogue(),
      quirks: (ask) => linker.quirks(ask),
      layout: (ask) => linker.layout(ask),
      records: (ask) => linker.records(ask),
      cancel: () => fail?.(new Cancelled()),
      link: (ask, progress) => (stuck ? new Promise((_, reject) => (fail = reject)) : linker.link(ask, progress)),
    }
    const desk = await deskWith('two-files', service)
    const { session } = desk.getState()
    stuck = true
    const linking = desk.getState().link()
    desk.getState().cancel()
    await linking
    expect(desk.getState().session).toBe(session)
    expect(desk.getState().working).toBeUndefined()
    expect(desk.getState().notice).toContain('Cancelled')
  })
})

describe('phases', () => {
  it('of every sample follow one another, through live to deallocate or to abandon', async () => {
    for (const { id, settings } of samples()) {
      const { session } = (await deskWith(id)).getState()
      const steps = phaseSteps(session!)
      // Only the sample that is linked strictly lacks a name.
      expect(session!.ok).toBe(!settings.strict)
      const finished = session!.graph.allocations.length > 0 ? ['live', 'deallocate'] : ['finalize', 'live']
      const last = session!.ok ? finished : ['resolve', 'abandon']
      expect(steps.slice(-2).map((step) => step.id)).toEqual(last)
      for (const [i, { first }] of steps.slice(1).entries()) expect(first).toBeGreaterThanOrEqual(steps[i]!.first)
      // Where they begin is found by halving the log, which must therefore be in their order.
      const { log, phases } = session!
      const inLog = Array.from({ length: log.length }, (_, e) => log.phaseOf(e as EventId))
      expect(phases.flatMap(({ id: phase, first, end }) => inLog.slice(first, end).map(() => phase))).toEqual(inLog)
      if (session!.ok) expect(steps.find((step) => step.id === 'fixup')!.summary!.id).toBe('timeline.sum.fixups')
    }
  })
})
