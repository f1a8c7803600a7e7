/** Address and desk, kept together: restoring, writing, going back; files that are asked for. */
import { describe, expect, it, vi } from 'vitest'
import type { DeskStore } from '../../src/store/desk'
import type { AddressBar, KeeperStore } from '../../src/store/links/keeper'
import { createKeeper } from '../../src/store/links/keeper'
import { sayNow } from '../../src/store/language'
import { describeDesk } from '../../src/store/links/describe-desk'
import { writeLink } from '../../src/store/links/write-link'
import { deskWith } from '../support/desk'
import { readBytes } from '../support/link-files'

/** A history that can be looked at. */
class Tape implements AddressBar {
  readonly entries: string[]
  at = 0
  writes = 0
  #moved: () => void = () => {}

  constructor(first = '') {
    this.entries = [first]
  }

  read = (): string => this.entries[this.at]!

  push(fragment: string): void {
    this.writes++
    this.entries.splice(++this.at, Infinity, fragment)
  }

  replace(fragment: string): void {
    this.writes++
    this.entries[this.at] = fragment
  }

  onMove(moved: () => void): void {
    this.#moved = moved
  }

  go(step: number): void {
    this.at += step
    this.#moved()
  }
}

async function opened(fragment = '', writes = true): Promise<{ desk: DeskStore; tape: Tape; keeper: KeeperStore }> {
  const desk = await deskWith()
  const tape = new Tape(fragment)
  const keeper = createKeeper(desk, tape, writes)
  await keeper.getState().start()
  return { desk, tape, keeper }
}

const linkTo = async (desk: DeskStore): Promise<string> => writeLink((await describeDesk(desk.getState()))!)

const ping = () => ({ name: 'ping.o', bytes: readBytes('public/samples/two-files/ping.o') })
const pong = () => ({ name: 'pong.o', bytes: readBytes('public/samples/two-files/pong.o') })
/** Too large to ride in a link: random bytes do not deflate. */
const large = () => {
  const bytes = new Uint8Array(20_000)
  for (let i = 0, x = 1; i < bytes.length; i++) {
    x = (x * 16807) % 2147483647
    bytes[i] = x
  }
  return { name: 'large.o', bytes }
}

describe('a link', () => {
  it('restores sample, settings, moment, selection, stage and tab', async () => {
    const desk = await deskWith('first-look')
    await desk.getState().change({ keepNoAlloc: 'live', pageSize: 8192 }, 'test')
    const { session } = desk.getState()
    const fixup = session!.phases.find(({ id }) => id === 'fixup')!
    desk.getState().seek(fixup.first + 3)
    desk.getState().select({ kind: 'edge', id: 2 as never })
    desk.getState().show('memory')
    desk.getState().openTab('what-if')
    const { desk: other, keeper } = await opened(await linkTo(desk))
    const [is, was] = [other.getState(), desk.getState()]
    expect(keeper.getState().problems).toEqual([])
    expect(is.sample!.id).toBe('first-look')
    for (const key of ['settings', 'position', 'selection', 'stage', 'tab'] as const) expect(is[key]).toEqual(was[key])
    expect(is.start).toEqual(is.sample!.settings)
    expect(is.session!.replay.position).toBe(fixup.first + 3)
  })

  it('carries small files inside', async () => {
    const desk = await deskWith()
    await desk.getState().addFiles([ping(), pong()])
    const { desk: other } = await opened(await linkTo(desk))
    expect(other.getState().inputs.map(({ name, bytes }) => ({ name, bytes }))).toEqual([ping(), pong()])
    expect(other.getState().session!.ok).toBe(true)
  })

  it('asks for large files, takes the right ones whatever they are called, and goes on', async () => {
    const desk = await deskWith()
    await desk.getState().addFiles([ping(), large()])
    desk.getState().select({ kind: 'input', id: 2 })
    const { desk: other, keeper } = await opened(await linkTo(desk))
    expect(other.getState().inputs).toEqual([])
    expect(keeper.getState().landing!.files.map(({ bytes }) => bytes !== undefined)).toEqual([true, false])
    const wrong = large()
    wrong.bytes[7]! ^= 1
    await keeper.getState().offer([wrong, pong(), { ...large(), bytes: large().bytes.slice(1) }])
    const said = keeper.getState().landing!.notes.map(sayNow)
    expect(said[0]).toContain('has the right size but other bytes')
    expect(said[1]).toContain('pong.o is none of the files')
    expect(said[2]).toContain('This large.o has 19,999 bytes; the one that the link means has 20,000')
    expect(other.getState().inputs).toEqual([])
    await keeper.getState().offer([{ ...large(), name: 'renamed.o' }])
    expect(keeper.getState().landing).toBeUndefined()
    expect(other.getState().inputs.map(({ name }) => name)).toEqual(['ping.o', 'large.o'])
    expect(other.getState().selection).toEqual({ kind: 'input', id: other.getState().inputs[1]!.id })
  })

  it('goes on without a missing file if somebody says so, and does not pretend', async () => {
    const desk = await deskWith()
    await desk.getState().addFiles([ping(), large()])
    const { desk: other, keeper } = await opened(await linkTo(desk))
    await keeper.getState().goOn()
    expect(other.getState().inputs.map(({ name }) => name)).toEqual(['ping.o'])
    expect(sayNow(keeper.getState().problems[0]!)).toContain('large.o is missing')
  })

  it('whose file was damaged on the way asks for it', async () => {
    const desk = await deskWith()
    await desk.getState().addFiles([ping()])
    const cut = (await linkTo(desk)).replace(/(:[\w-]{40})[\w-]*(&|$)/, '$1$2')
    const { keeper } = await opened(cut)
    expect(keeper.getState().landing!.notes.map(sayNow)).toEqual(['The file ping.o in this link is damaged.'])
  })

  it('that points at what is not there says so and shows the rest', async () => {
    const { desk, keeper } = await opened('v=1&sample=two-files&sel=block:ping.o:.text:gone&at=fixup.999&stage=matrix')
    expect(sayNow(keeper.getState().problems[0]!)).toMatch(/The phase “fixup” has \d+ events in this link, not 999/)
    expect(sayNow(keeper.getState().problems[1]!)).toBe('There is no block gone of .text in ping.o in this link.')
    expect(desk.getState()).toMatchObject({ stage: 'matrix', selection: undefined })
  })

  it('to a sample or with settings that cannot be says so', async () => {
    expect((await opened('v=1&sample=no-such')).keeper.getState().problems.map(sayNow)).toEqual([
      'There is no sample called no-such.',
    ])
    const desk = await deskWith('two-files')
    await desk.getState().change({ pageSize: 8192 }, 'test')
    desk.setState({ settings: { pageSize: 8191 } })
    const { keeper, desk: other } = await opened(await linkTo(desk))
    expect(sayNow(keeper.getState().problems[0]!)).toContain('A page has a size that is a power of two')
    expect(other.getState().inputs).toEqual([])
  })
})

describe('the address', () => {
  it('gets an entry for a sample, a phase and a selection, and follows single events in place', async () => {
    vi.useFakeTimers()
    const { desk, tape } = await opened()
    const rest = async (entries: readonly unknown[]) => {
      await vi.advanceTimersByTimeAsync(301)
      vi.useRealTimers()
      await expect.poll(() => tape.entries).toEqual(entries)
      vi.useFakeTimers()
    }
    const sample = 'v=4&sample=calls-and-globals'
    await desk.getState().openSample('calls-and-globals')
    await rest(['', sample])
    const fixup = desk.getState().session!.phases.find(({ id }) => id === 'fixup')!
    desk.getState().seek(fixup.first + 1)
    await rest(['', sample, `${sample}&at=fixup.1`])
    desk.getState().seek(fixup.first + 2)
    desk.getState().seek(fixup.first + 3)
    await rest(['', sample, `${sample}&at=fixup.3`])
    desk.getState().select({ kind: 'section', id: 0 as never })
    await rest(['', sample, `${sample}&at=fixup.3`, expect.stringContaining('&sel=section:calls.o:')])
    vi.useRealTimers()
    tape.go(-1)
    await expect.poll(() => desk.getState().selection).toBeUndefined()
    tape.go(-1)
    await expect.poll(() => desk.getState().position).toBe(desk.getState().session!.liveAt)
    const { session } = desk.getState()
    tape.go(2)
    await expect.poll(() => desk.getState().selection).toEqual({ kind: 'section', id: 0 })
    expect(desk.getState().session).toBe(session)
    expect(desk.getState().position).toBe(fixup.first + 3)
    tape.go(-3)
    await expect.poll(() => desk.getState().inputs).toEqual([])
    expect(tape.entries.length).toBe(4)
  })

  it('is read but never touched when the page is part of another', async () => {
    const { desk, tape } = await opened('v=1&sample=two-files', false)
    expect(desk.getState().sample!.id).toBe('two-files')
    desk.getState().seek(1)
    await new Promise((resolve) => setTimeout(resolve, 350))
    expect(tape.writes).toBe(0)
  })
})
