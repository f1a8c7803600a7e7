/** What events did, in other languages than the linker's own: whole sentences with the same names and numbers. */
import { describe, expect, it } from 'vitest'
import type { BlockId } from '../../src/engine/graph/ids'
import type { EventId } from '../../src/engine/graph/log'
import { loadMessages } from '../../src/messages/languages'
import { sayEvent } from '../../src/scene/event-words'
import type { Session } from '../../src/store/session'
import { openSession } from '../../src/store/session'
import { InlineLinker } from '../../src/worker/inline'
import { readBytes, samples } from '../support/link-files'
import { say as english } from '../support/say'

/** Addresses, and numbers of two digits or more: small ones are words in some sentences. */
const numbersIn = (text: string): string[] => [...text.matchAll(/0x[0-9a-f]+|\b[\d,]{2,}\b/g)].map(([n]) => n).sort()

async function open(id: string): Promise<Session> {
  const { files, folder, settings } = samples().find((sample) => sample.id === id)!
  const inputs = files.map(({ name }) => ({ name, bytes: readBytes(`public/samples/${folder}/${name}`) }))
  const answer = await new InlineLinker().link({ inputs, options: settings }, () => {})
  return openSession(
    answer,
    inputs.map(({ bytes }) => bytes),
  )
}

describe('the sentences of events', () => {
  for (const { id } of samples()) {
    it(`${id}: in German, with the numbers of the English`, async () => {
      const german = await loadMessages('de', 'desk')
      const session = await open(id)
      const { log, replay, describer } = session
      for (let e = 0 as EventId; e < log.length; e++) {
        replay.seek(e + 1)
        const told = describer.event(log, e)
        expect(sayEvent({ ...session, say: english }, e)).toBe(told)
        const said = sayEvent({ ...session, say: (id, args) => german.text(id, args) }, e)
        expect(said).not.toBe(told)
        expect(said).not.toMatch(/[{}]|undefined|NaN|\w\.says/)
        expect(numbersIn(said)).toEqual(numbersIn(told))
      }
    })
  }

  it('say of an empty block that there is nothing to copy', async () => {
    const { log, replay, describer, graph } = await open('first-look')
    const empty = Array.from({ length: log.length }, (_, e) => e as EventId).filter(
      (e) => log.rowOf(e).type === 'contentCopied' && graph.blocks.size.big[log.events.a[e] as BlockId] === 0n,
    )
    expect(empty.length).toBeGreaterThan(0)
    for (const e of empty) {
      replay.seek(e + 1)
      expect(describer.event(log, e)).toMatch(/^\.note\.GNU-stack is empty, nothing of it has to be copied/)
    }
  })
})
