/** The page's language is fetched in parts, by several who ask at the same time. */
import { describe, expect, it } from 'vitest'
import { chooseLanguage, say, speakPart, tell, toldAgain } from '../../src/store/language'

describe('the language', () => {
  it('comes to all who ask at the same time, for the same part or for others', async () => {
    await Promise.all([speakPart('desk'), speakPart('desk'), speakPart('page'), speakPart('desk')])
    expect(say('commands.undo')).not.toBe('commands.undo')
    await Promise.all([chooseLanguage('de'), speakPart('all'), chooseLanguage('en'), chooseLanguage('de')])
    expect(say('welcome.make')).not.toBe('welcome.make')
    expect(say('lessons.next')).not.toBe('lessons.next')
  })

  it('tells again what stays on the page, with what is told within it; other texts stay', async () => {
    await chooseLanguage('en')
    await speakPart('all')
    const why = tell('links.no-such-lesson', { id: 'L99' })
    const whole = tell('links.unusable', { part: tell('links.part.sample'), why })
    expect(whole).toContain('There is no lesson L99 here')
    expect(toldAgain(whole)).toBe(whole)
    await chooseLanguage('de')
    const german = toldAgain(whole)
    expect(german).toBe(
      say('links.unusable', { part: say('links.part.sample'), why: say('links.no-such-lesson', { id: 'L99' }) }),
    )
    expect(german).not.toContain('lesson')
    expect(toldAgain('nobody told this')).toBe('nobody told this')
    await chooseLanguage('en')
    expect(toldAgain(german)).toBe(whole)
  })
})
