/** Messages with a page around this one: who is heard, what is answered, what is told. */
import { describe, expect, it } from 'vitest'
import { embedWishOf } from '../../src/store/embed'
import type { HostWindow } from '../../src/store/messages'
import { speakWith } from '../../src/store/messages'
import { deskWith } from '../support/desk'

const COURSE = 'https://course.example.org'

/** A host that keeps what it is told. */
class Host implements HostWindow {
  readonly told: { readonly message: Record<string, unknown>; readonly origin: string }[] = []
  say: (data: unknown, origin?: string) => void = () => {}

  send(message: unknown, origin: string): void {
    this.told.push({ message: message as Record<string, unknown>, origin })
  }

  onMessage(heard: (data: unknown, origin: string) => void): void {
    this.say = (data, origin = COURSE) => heard(data, origin)
  }

  answers = (): unknown[] => this.told.filter(({ message }) => 'answer' in message).map(({ message }) => message)
  last = (event: string): Record<string, unknown> | undefined =>
    this.told.findLast(({ message }) => message.event === event)?.message
}

async function embedded(origins = [COURSE]) {
  const desk = await deskWith('two-files')
  const host = new Host()
  speakWith(host, desk, origins)
  return { desk, host }
}

describe('the address', () => {
  it('names whole origins, and says how much is shown', () => {
    const wish = embedWishOf(
      '?embed=1&chrome=timeline&theme=dark&origins=https://a.example,http://localhost:8080,*,b.example,https://c.example/path,null',
    )
    expect(wish).toEqual({
      isEmbedded: true,
      chrome: 'timeline',
      theme: 'dark',
      origins: ['https://a.example', 'http://localhost:8080'],
    })
  })

  it('says nothing to a page that is not embedded', () => {
    expect(embedWishOf('?chrome=none&origins=https://a.example')).toMatchObject({ chrome: 'full', origins: [] })
    expect(embedWishOf('?embed=1&chrome=gold')).toMatchObject({ chrome: 'full' })
  })
})

describe('the host', () => {
  it('is told that the page is ready, where in time it is, and what is selected, by names that keep', async () => {
    const { desk, host } = await embedded()
    expect(host.last('ready')).toEqual({ linkscape: 1, event: 'ready', files: ['ping.o', 'pong.o'] })
    desk.getState().seek(3)
    expect(host.last('event')).toMatchObject({ position: 3, length: desk.getState().session!.log.length })
    expect(host.last('event')!.says).toMatch(/\.$/)
    desk.getState().select({ kind: 'section', id: 1 as never })
    expect(host.last('selection')!.thing).toMatchObject({ kind: 'section', file: 'ping.o' })
    desk.getState().select(undefined)
    expect(host.last('selection')!.thing).toBeNull()
    expect(host.told.every(({ origin }) => origin === COURSE)).toBe(true)
  })

  it('gives commands, gets an answer to each in their order, and can give back what it was told', async () => {
    const { desk, host } = await embedded()
    host.say({ linkscape: 1, ask: 1, command: { id: 'seek', phase: 'prune' } })
    host.say({ linkscape: 1, ask: 'two', command: { id: 'seek', phase: 'lunch' } })
    host.say({ linkscape: 1, command: { id: 'stage', stage: 'matrix' } })
    host.say({ linkscape: 1, ask: 3, command: { id: 'select', kind: 'symbol', file: 'ping.o', symbol: 'ping' } })
    await expect.poll(() => host.answers()).toHaveLength(3)
    expect(host.answers()).toEqual([
      { linkscape: 1, answer: 1, done: true },
      { linkscape: 1, answer: 'two', done: false, why: expect.stringContaining('phase: ') },
      { linkscape: 1, answer: 3, done: true },
    ])
    expect(desk.getState()).toMatchObject({ stage: 'matrix', selection: { kind: 'symbol' } })
    const { moment } = host.last('event') as { moment: object }
    const { thing } = host.last('selection') as { thing: object }
    host.say({ linkscape: 1, ask: 4, command: { id: 'seek', ...moment } })
    host.say({ linkscape: 1, ask: 5, command: { id: 'select', ...thing } })
    await expect.poll(() => host.answers()).toHaveLength(5)
    expect(host.answers().slice(3)).toEqual([
      { linkscape: 1, answer: 4, done: true },
      { linkscape: 1, answer: 5, done: true },
    ])
  })

  it('is neither heard nor told anything if its origin is not named', async () => {
    const { desk, host } = await embedded([])
    host.say({ linkscape: 1, ask: 1, command: { id: 'clear' } })
    expect(host.told).toEqual([])
    const other = await embedded()
    other.host.say({ linkscape: 1, ask: 1, command: { id: 'clear' } }, 'https://evil.example')
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(other.host.answers()).toEqual([])
    expect(other.desk.getState().inputs).toHaveLength(2)
    expect(desk.getState().inputs).toHaveLength(2)
  })

  it('cannot break anything: other messages, other versions and floods are left alone or refused', async () => {
    const { host } = await embedded()
    for (const noise of [
      null,
      'x',
      7,
      [],
      { linkscape: 2, command: { id: 'clear' } },
      { linkscape: 1, command: 'clear' },
    ])
      host.say(noise)
    for (let i = 0; i < 150; i++) host.say({ linkscape: 1, ask: i, command: { id: 'focus', on: 'search' } })
    await expect.poll(() => host.answers()).toHaveLength(150)
    const refused = host.answers().filter((answer) => JSON.stringify(answer).includes('are waiting'))
    expect(refused).toHaveLength(50)
    expect(host.answers().some((answer) => (answer as { done: boolean }).done)).toBe(false)
  })
})
