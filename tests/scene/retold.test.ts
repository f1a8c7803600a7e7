/** Questions are made and compared in English; what people read of them is in the language of the page. */
import { afterEach, describe, expect, it } from 'vitest'
import { englishName } from '../../src/engine/arch/made-names'
import { ACTION_KINDS } from '../../src/engine/graph/action-kinds'
import { retold } from '../../src/scene/made-words'
import { chooseLanguage } from '../../src/store/language'
import { say } from '../support/say'

afterEach(() => chooseLanguage('en'))

const NAMES = [englishName('stub', 'printf'), `main → ${englishName('entry', 'errno')}`, englishName('slot', 'ifunc')]
const DONE = ACTION_KINDS.map(({ does }) => does.replace('{}', 'init').replaceAll(/[,;]/g, ' '))

describe('a text in the words of an English describer', () => {
  it('stays as it is on an English page', () => {
    for (const text of [...NAMES, 'init', '.text: 12 bytes']) expect(retold(say, text)).toBe(text)
  })

  it('is read in the language of the page, names and numbers as they are', async () => {
    await chooseLanguage('de')
    expect(NAMES.map((text) => retold(say, text))).toEqual([
      'Stub für printf',
      'main → GOT-Eintrag: errno',
      'Slot für ifunc',
    ])
    expect(retold(say, 'init')).toBe('init')
    expect(retold(say, `${DONE[0]} (2)`)).toMatch(/init.* \(2\)$/)
  })

  it('is that of an action of whatever kind', async () => {
    await chooseLanguage('de')
    for (const text of DONE) {
      const said = retold(say, text)
      expect(said).toContain('init')
      expect(said).not.toBe(text)
    }
  })
})
