/** The page's language is fetched in parts, by several who ask at the same time. */
import { describe, expect, it } from 'vitest'
import { later } from '../../src/messages/messages'
import { chooseLanguage, say, sayNow, speakPart } from '../../src/store/language'
import { pack } from '../../src/store/links/pack'
import { readLink } from '../../src/store/links/read-link'
import { ROOTS } from '../../src/store/settings-json'
import { STAGE_IDS } from '../../src/store/views'

describe('the language', () => {
  it('comes to all who ask at the same time, for the same part or for others', async () => {
    await Promise.all([speakPart('desk'), speakPart('desk'), speakPart('page'), speakPart('desk')])
    expect(say('commands.undo')).not.toBe('commands.undo')
    await Promise.all([chooseLanguage('de'), speakPart('all'), chooseLanguage('en'), chooseLanguage('de')])
    expect(say('welcome.make')).not.toBe('welcome.make')
    expect(say('lessons.next')).not.toBe('lessons.next')
  })

  it('says again what stays on the page, with what is said within it; other texts stay', async () => {
    await chooseLanguage('en')
    await speakPart('all')
    const why = later('links.no-such-lesson', { id: 'L99' })
    const whole = later('links.unusable', { part: later('links.part.sample'), why })
    const english = sayNow(whole)
    expect(english).toContain('There is no lesson L99 here')
    expect(sayNow(whole)).toBe(english)
    await chooseLanguage('de')
    const german = sayNow(whole)
    expect(german).toBe(
      say('links.unusable', { part: say('links.part.sample'), why: say('links.no-such-lesson', { id: 'L99' }) }),
    )
    expect(german).not.toContain('lesson')
    expect(sayNow('the same everywhere')).toBe('the same everywhere')
    await chooseLanguage('en')
    expect(sayNow(whole)).toBe(english)
  })

  it.each([
    ['v=1&sel=planet:a.o', () => say('links.no-kind', { text: 'planet' })],
    ['v=1&stage=moon', () => say('links.none-of', { text: 'moon', choices: STAGE_IDS.join(', ') })],
    [
      `v=1&set=${pack(new TextEncoder().encode('{"roots":"mine"}'))}`,
      () =>
        say('page.settings.misfit', {
          place: 'roots',
          why: say('page.settings.none-of', { choices: ROOTS.join(', ') }),
        }),
    ],
    [
      `v=1&set=${pack(new TextEncoder().encode('null'))}`,
      () =>
        say('page.settings.not-expected', {
          place: say('page.settings.the-whole'),
          expected: 'Object',
          received: 'null',
        }),
    ],
  ])('says again what is wrong in the link %s', async (link, why) => {
    await chooseLanguage('en')
    const [problem] = readLink(link).problems
    const english = sayNow(problem!)
    expect(english).toContain(why())
    await chooseLanguage('de')
    expect(sayNow(problem!)).toContain(why())
    expect(sayNow(problem!)).not.toContain(english.slice(0, 12))
    await chooseLanguage('en')
  })
})
