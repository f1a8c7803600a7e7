/** The red button of the header: it names what the edges write, and counts what its list shows. */
import { describe, expect, it } from 'vitest'
import { countCrossings } from '../../src/engine/graph/crossings'
import type { Headline } from '../../src/scene/headline'
import { CrossingsNow } from '../../src/scene/crossings-now'
import { headlineOf } from '../../src/scene/headline'
import { openSession } from '../../src/store/session'
import type { Settings } from '../../src/store/settings'
import { InlineLinker } from '../../src/worker/inline'
import { readBytes, samples } from '../support/link-files'
import { say } from '../support/say'

async function headline(id: string, settings: Settings): Promise<Headline | undefined> {
  const { files, folder, settings: own } = samples().find((sample) => sample.id === id)!
  const inputs = files.map(({ name }) => ({ name, bytes: readBytes(`public/samples/${folder}/${name}`) }))
  const answer = await new InlineLinker().link({ inputs, options: { ...own, ...settings } }, () => {})
  const session = openSession(
    answer,
    inputs.map(({ bytes }) => bytes),
  )
  session.replay.seek(session.liveAt)
  const warnings = new CrossingsNow(session, session.replay.position).warnings()
  const made = headlineOf(session.graph, session.judge, warnings, say)
  if (made) expect(made.edges).toHaveLength(countCrossings(session.graph, session.judge).warnings[made.pair]!)
  return made
}

describe('the headline', () => {
  it.each([
    ['first-look', {}, '1 pointer and 1 distance dangle after finalize'],
    ['calls-and-globals', { policies: [{ pattern: '.data', lifetime: 1 }] }, '3 distances dangle after finalize'],
    [
      'data-and-zero-fill',
      { policies: [{ pattern: '.rodata', lifetime: 2 }] },
      '1 distance leads to a place without memory',
    ],
  ] as const)('of %s', async (id, settings, text) => {
    expect((await headline(id, settings))?.text).toBe(text)
  })

  it('is silent where nothing carries a warning', async () => {
    expect(await headline('calls-and-globals', {})).toBeUndefined()
  })
})
