/** Files for whose bytes something stands: read once, while a worker links them, or never. */
import { describe, expect, it, vi } from 'vitest'
import { InlineLinker } from '../../src/worker/inline'
import {
  areHuge,
  FileGone,
  HUGE,
  isStandIn,
  LARGE,
  originOf,
  sendInput,
  sizeOf,
  standIn,
  withBytes,
} from '../../src/worker/origins'
import { createDesk } from '../../src/store/desk'
import { readFiles } from '../../src/views/welcome/files'
import { readBytes } from '../support/link-files'

/** An object with so much behind its end that the page does not read it before the worker does. */
function largeObject(size = LARGE): File {
  const bytes = new Uint8Array(size)
  bytes.set(readBytes('public/samples/calls-and-globals/calls.o'))
  return new File([bytes], 'calls.o')
}

/** A file that was there when it was dropped, and then no more. */
function vanishing(): File {
  const file = largeObject()
  file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
  return file
}

describe('a large file', () => {
  it('is not read when it is dropped: a worker gets it as it is', async () => {
    const file = largeObject()
    const reading = vi.spyOn(file, 'arrayBuffer')
    const [input] = await readFiles([file])
    expect(reading).not.toHaveBeenCalled()
    expect(isStandIn(input!.bytes)).toBe(true)
    expect(sizeOf(input!.bytes)).toBe(LARGE)
    expect(sendInput(input!)).toEqual({ name: 'calls.o', file })
  })

  it('is read once, however many ask for its bytes, and a worker still gets the file', async () => {
    const file = largeObject()
    const reading = vi.spyOn(file, 'arrayBuffer')
    const input = { name: 'calls.o', bytes: standIn(file) }
    const [one, other] = await Promise.all([withBytes(input), withBytes(input)])
    expect(one.bytes).toBe(other.bytes)
    expect(one.bytes).toHaveLength(LARGE)
    expect(one.bytes.slice(0, 4)).toEqual(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46))
    expect(originOf(one.bytes)).toBe(file)
    expect(reading).toHaveBeenCalledTimes(1)
  })

  it('is told of by name if it cannot be read any more', async () => {
    await expect(withBytes({ name: 'calls.o', bytes: standIn(vanishing()) })).rejects.toEqual(new FileGone('calls.o'))
  })

  it('is on the desk with its bytes once it is linked', async () => {
    const desk = createDesk(new InlineLinker(), { list: async () => [], bytes: async () => new Uint8Array() })
    await desk.getState().addFiles(await readFiles([largeObject()]))
    const { inputs, session, working } = desk.getState()
    expect(working).toBeUndefined()
    expect(inputs.map(({ bytes }) => bytes.length)).toEqual([LARGE])
    expect(session!.graph.files[0]!.name).toBe('calls.o')
    expect(session!.graph.content(0 as never)!.length).toBeGreaterThan(0)
  })

  it('that vanishes before it is linked leaves a sentence', async () => {
    const desk = createDesk(new InlineLinker(), { list: async () => [], bytes: async () => new Uint8Array() })
    await desk.getState().addFiles([{ name: 'calls.o', bytes: standIn(vanishing()) }])
    expect(desk.getState()).toMatchObject({ session: undefined, working: undefined })
    expect(desk.getState().notice).toContain('calls.o cannot be read any more')
  })
})

describe('files that are huge together', () => {
  it('stay where they are, also when the link asks for the bytes of each', async () => {
    const inputs = [largeObject(HUGE / 2), largeObject(HUGE / 2)].map((file) => ({
      name: file.name,
      bytes: standIn(file),
    }))
    expect(areHuge(inputs)).toBe(true)
    expect(areHuge(inputs.slice(1))).toBe(false)
  })
})
