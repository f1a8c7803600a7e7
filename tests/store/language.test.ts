/** The page's language is fetched in parts, by several who ask at the same time. */
import { describe, expect, it } from 'vitest'
import { chooseLanguage, say, speakPart } from '../../src/store/language'

describe('the language', () => {
  it('comes to all who ask at the same time, for the same part or for others', async () => {
    await Promise.all([speakPart('desk'), speakPart('desk'), speakPart('page'), speakPart('desk')])
    expect(say('commands.undo')).not.toBe('commands.undo')
    await Promise.all([chooseLanguage('de'), speakPart('all'), chooseLanguage('en'), chooseLanguage('de')])
    expect(say('welcome.make')).not.toBe('welcome.make')
    expect(say('lessons.next')).not.toBe('lessons.next')
  })
})
