/** Why one of two definitions counts, as events and cards say it: way of choosing, sizes, equality, which file came first. */
import { describe, expect, it } from 'vitest'
import { Describer } from '../../src/engine/arch/describe'
import { choiceAt, choiceText, factsOf } from '../../src/engine/graph/choices'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { EVENT_CODE } from '../../src/engine/graph/events'
import type { EventId } from '../../src/engine/graph/log'
import { Replay } from '../../src/engine/graph/replay'
import type { LinkInput } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { loadMessages } from '../../src/messages/languages'
import { lostBy, wonBy } from '../../src/scene/choices'
import { sayEvent } from '../../src/scene/event-words'
import { COMDAT_PAIRS, RIVAL_PAIRS } from '../support/comdat-pairs'
import { linkObjects } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'

const pair = (id: string): readonly LinkInput[] =>
  [...COMDAT_PAIRS, ...RIVAL_PAIRS].find((row) => row.id === id)!.inputs

/** What the events of a link say of definitions that were chosen between, in English and in German. */
async function told({ graph, log, arch }: ReturnType<typeof link>): Promise<{ english: string[]; german: string[] }> {
  const messages = await loadMessages('de', 'desk')
  const replay = new Replay(graph, log!)
  const describer = new Describer(graph, arch, indexEdges(graph))
  const chosen = [...Array(log!.length).keys()].filter(
    (e) => log!.events.type[e as EventId] === EVENT_CODE.definitionChosen,
  ) as EventId[]
  const say = (id: string, args?: Parameters<typeof messages.text>[1]): string => messages.text(id, args)
  const lines = chosen.map((e) => {
    replay.seek(e + 1)
    return [describer.event(log!, e), sayEvent({ graph, arch, log: log!, describer, say }, e)] as const
  })
  return { english: lines.map(([line]) => line), german: lines.map(([, line]) => line) }
}

const linked = (id: string, options = PAGE_OPTIONS): ReturnType<typeof link> => link(pair(id), options, { log: true })

describe('a definition that lost', () => {
  it.each([
    [
      'any, then any: other bytes',
      'first.obj and second.obj both hold inline in a COMDAT section of “any” (whichever comes first), 6 bytes each, but not the same: that of first.obj counts, whose file comes first.',
    ],
    [
      'exact match, then exact match: the same',
      'first.obj and second.obj both hold inline in a COMDAT section of “exact match” (the first; all have to hold the same bytes), 6 bytes each, the same: that of first.obj counts, whose file comes first.',
    ],
    [
      'largest, then largest: longer',
      'second.obj and first.obj both hold inline in a COMDAT section of “largest” (the largest), 6 bytes and 2 bytes: that of second.obj counts, the larger.',
    ],
    [
      'common of 8, then common of 64',
      'inline is a common in second.obj and in first.obj, 64 bytes and 8 bytes: one memory for both, and that of second.obj counts, the larger.',
    ],
    [
      'weak external, then any',
      'second.obj has a COMDAT definition of inline, which goes before a weak definition in first.obj.',
    ],
  ])('%s', async (id, sentence) => {
    const { english, german } = await told(linked(id))
    expect(english).toEqual([sentence])
    expect(german).toHaveLength(1)
    expect(german[0]).toMatch(/first\.obj.*second\.obj|second\.obj.*first\.obj/)
    expect(german[0]).toMatch(/gilt|vorrangig/)
    expect(german[0]).not.toMatch(/[{}]|undefined|\.says/)
  })

  it('says in compat mode that the first counts, whatever its kind', async () => {
    const { english } = await told(linked('weak external, then common of 8', COMPAT_OPTIONS))
    expect(english).toEqual([
      'first.obj has a weak definition of inline, and second.obj a common: that of first.obj counts, whose file comes first.',
    ])
  })

  it('of ELF is weak beside a strong one', async () => {
    const definition = (binding: 'weak' | 'global'): ObjectSpec => ({
      sections: [{ name: '.data', flags: 'aw', bytes: [1, 2] }],
      symbols: [{ name: 'name', in: '.data', binding }],
    })
    const { english } = await told(linkObjects([definition('weak'), definition('global')], {}))
    expect(english).toEqual(['b.o has an ordinary definition of name, which goes before a weak definition in a.o.'])
  })

  it('and the winner are found from their blocks, not before the choice, and say the same at the end', () => {
    const { graph, log } = linked('largest, then largest: longer')
    const e = [...Array(log!.length).keys()].find((event) => choiceAt(log!, event as EventId)) as EventId
    const { winner, home } = choiceAt(log!, e)!
    expect(lostBy(log!, home, e)).toEqual([])
    const [lost] = lostBy(log!, home, e + 1)
    expect(wonBy(log!, winner, log!.length)).toEqual([lost])
    expect(choiceText(factsOf(graph, lost!))).toContain('6 bytes and 2 bytes: that of second.obj counts, the larger')
  })
})
