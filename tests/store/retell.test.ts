/** What was told in one language is told in another when the page changes its language. */
import { afterEach, describe, expect, it } from 'vitest'
import type { BlockId } from '../../src/engine/graph/ids'
import { sayWords } from '../../src/messages/messages'
import { runCommand } from '../../src/store/commands/run-command'
import type { DeskStore } from '../../src/store/desk'
import { chooseLanguage, say } from '../../src/store/language'
import { retellDifferences } from '../../src/store/retell'
import { breakAtThing, stillThere } from '../../src/store/breakpoints'
import { deskWith } from '../support/desk'

afterEach(() => chooseLanguage('en'))

/** Everything that a difference says. */
const told = (desk: DeskStore): string[] =>
  desk
    .getState()
    .difference!.groups.flatMap(({ title, lines }) => [
      title,
      ...lines.flatMap(({ text, why = '', bytes = [] }) => [text, why, ...bytes.map(({ writer }) => writer)]),
    ])

/** Says a message as a view does, which gets another function with each language. */
const now = (words: Parameters<typeof sayWords>[1]): string => sayWords((id, args) => say(id, args), words)

describe('the last change', () => {
  it('and what it made different are told again in the page’s language', async () => {
    const desk = await deskWith('data-and-zero-fill')
    retellDifferences(desk)
    await runCommand(desk, { id: 'policy', pattern: '.rodata', lifetime: 'NoAlloc' })
    const english = told(desk)
    expect(english).toContain('.rodata is NoAlloc now, not Standard.')
    const { sentence } = desk.getState().past.at(-1)!
    expect(now(sentence)).toBe('.rodata is NoAlloc')
    const { position } = desk.getState()
    await chooseLanguage('de')
    expect(told(desk)).toContain('.rodata ist jetzt NoAlloc, nicht Standard.')
    expect(told(desk).filter((text) => /\p{L}{2} \p{L}{2}/u.test(text) && english.includes(text))).toEqual([])
    expect(now(sentence)).toBe('.rodata ist NoAlloc')
    expect(desk.getState().session!.replay.position).toBe(position)
    await chooseLanguage('en')
    expect(told(desk)).toEqual(english)
  })
})

describe('made-up names', () => {
  it('are said in the page’s language; those by which things are known again stay', async () => {
    const desk = await deskWith('printf-got-and-stub')
    const session = desk.getState().session!
    const blocks = [...Array(session.graph.blocks.length).keys()] as BlockId[]
    const names = (): string[] => blocks.map((b) => session.describer.block(b))
    const english = names()
    expect(english).toContain('stub for printf')
    const thing = { kind: 'block', id: blocks[english.indexOf('stub for printf')]! } as const
    const stop = breakAtThing(session, thing)!
    await chooseLanguage('de')
    expect(names()).toContain('Stub für printf')
    expect(names().filter((name) => name.includes('→'))).toEqual(english.filter((name) => name.includes('→')))
    expect(blocks.map((b) => session.plain.block(b))).toEqual(english)
    expect(breakAtThing(session, thing)).toEqual(stop)
    expect(stop.kind === 'block' && stillThere(session, stop)).toBe(true)
  })
})
