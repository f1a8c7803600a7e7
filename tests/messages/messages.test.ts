/** Languages hold together: the same messages, the same arguments; nothing that ICU could not read. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { bestLanguage, LANGUAGES, loadMessages, nameOf } from '../../src/messages/languages'
import { Messages } from '../../src/messages/messages'
import { argumentsOf } from '../support/message-arguments'

const FOLDER = 'src/messages'

/** Texts of a language by file and id. */
function textsOf(language: string): Map<string, string> {
  const folder = join(FOLDER, language)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  const texts = new Map<string, string>()
  for (const file of files) {
    const json = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
    for (const [id, text] of Object.entries(json)) texts.set(`${file.replaceAll('\\', '/')} ${id}`, text)
  }
  return texts
}

const codeIn = (text: string): string[] => [...text.matchAll(/`([^`]*)`/g)].map(([, code]) => code!).sort()

const english = textsOf('en')

/** The English of these stands in the rows of knowledge themselves; `rows.test.ts` holds both together. */
const isRow = (id: string): boolean => id.startsWith('rows/')

describe('languages', () => {
  it('are found, English first, and call themselves by their names', () => {
    expect(LANGUAGES.slice(0, 2)).toEqual(['en', 'de'])
    expect(LANGUAGES.map(nameOf)).toEqual(expect.arrayContaining(['English', 'Deutsch']))
    expect(bestLanguage(['fr-CH', 'de-AT', 'en'])).toBe('de')
    expect(bestLanguage(['tlh'])).toBe('en')
  })

  it('are read whole, or only as far as the first screen or the desk', async () => {
    const page = await loadMessages('de', 'page')
    expect(page.has('welcome.title')).toBe(true)
    expect(page.has('commands.undo')).toBe(false)
    const desk = await loadMessages('de', 'desk')
    expect(desk.has('welcome.title') && desk.has('commands.undo') && desk.has('phases.prune.says')).toBe(true)
    expect(desk.has('lessons.next')).toBe(false)
    expect((await loadMessages('de', 'all')).text('lessons.next')).toBe('Weiter')
  })

  for (const language of LANGUAGES.filter((one) => one !== 'en')) {
    const own = textsOf(language)

    it(`${language} has the messages of English, in the same files`, () => {
      expect([...english.keys()].filter((id) => !own.has(id))).toEqual([])
      expect([...own.keys()].filter((id) => !english.has(id) && !isRow(id))).toEqual([])
    })

    it(`${language} takes the arguments of English, and leaves code as it is`, () => {
      const different = [...english].filter(
        ([id, text]) =>
          own.has(id) &&
          (argumentsOf(text, 'en').join() !== argumentsOf(own.get(id)!, language).join() ||
            codeIn(text).join() !== codeIn(own.get(id)!).join()),
      )
      expect(different.map(([id]) => id)).toEqual([])
    })

    it(`${language} is a translation`, () => {
      const long = [...english].filter(
        ([, text]) => text.split(' ').length > 4 && /\p{L}{2}/u.test(text.replaceAll(/\{\w+\}/g, '')),
      )
      expect(long.filter(([id, text]) => own.get(id) === text).map(([id]) => id)).toEqual([])
    })
  }
})

describe('a message', () => {
  it('stands in one file, under an id of one word or several with dots, without straight apostrophes', () => {
    const ids = [...english.keys()].map((key) => key.split(' ')[1]!)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    expect(ids.filter((id) => !/^[a-z][\w-]*(\.[\w-]+)+$/.test(id))).toEqual([])
    const straight = LANGUAGES.flatMap((language) => [...textsOf(language)]).filter(([, text]) => text.includes("'"))
    expect(straight.filter(([, text]) => !/'[{}]/.test(text)).map(([id]) => id)).toEqual([])
  })

  it('counts as its language does, and shows its id where it is missing', () => {
    const messages = new Messages('en', {
      'a.pages': '{n, plural, one {# page} other {# pages}} at {where}',
      'a.b': 'B',
    })
    expect(messages.text('a.pages', { n: 1, where: '0x10' })).toBe('1 page at 0x10')
    expect(messages.text('a.pages', { n: 2, where: '0x10' })).toBe('2 pages at 0x10')
    expect(messages.text('a.b')).toBe('B')
    expect(messages.text('a.c')).toBe('a.c')
  })

  describe('that is said again and again', () => {
    const { PluralRules } = Intl
    afterEach(() => void Object.assign(Intl, { PluralRules }))

    it('makes the plurals of its language once', () => {
      let made = 0
      class Counted extends PluralRules {
        constructor(...given: ConstructorParameters<typeof PluralRules>) {
          super(...given)
          made++
        }
      }
      Object.assign(Intl, { PluralRules: Counted })
      const messages = new Messages('fr', {
        'a.pages': '{n, plural, one {# page} other {# pages}}',
        'a.all': '{n, plural, other {#}}',
      })
      expect([0, 1, 2].map((n) => messages.text('a.pages', { n }))).toEqual(['0 page', '1 page', '2 pages'])
      expect(messages.text('a.all', { n: 7 })).toBe('7')
      expect(made).toBe(1)
    })
  })
})
