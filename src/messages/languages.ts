/**
 * Which languages there are, and their texts. Every folder beside this file that has a `page.json` is a language; nothing
 * has to be registered. English is the one that is always whole.
 */
import type { Texts } from './messages'
import { Messages } from './messages'

const FILES = import.meta.glob<Texts>(['./*/*.json', './*/lessons/*.json'], { import: 'default' })

export const FIRST_LANGUAGE = 'en'

const languageOf = (path: string): string => path.split('/')[1]!

/** English first, then in alphabetical order. */
export const LANGUAGES: readonly string[] = [
  FIRST_LANGUAGE,
  ...new Set(
    Object.keys(FILES)
      .filter((path) => path.endsWith('/page.json'))
      .map(languageOf)
      .filter((language) => language !== FIRST_LANGUAGE)
      .sort(),
  ),
]

/** The first of the wanted languages that there is: `de-AT` is satisfied by `de`. */
export function bestLanguage(wanted: readonly string[]): string {
  for (const one of wanted) {
    const found = LANGUAGES.find((language) => language === one) ?? LANGUAGES.find((l) => l === one.split('-')[0])
    if (found !== undefined) return found
  }
  return FIRST_LANGUAGE
}

/** What a language calls itself: `Deutsch`. */
export const nameOf = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language

/** `page`: what the first screen and the header need; `all`: the lessons and everything else as well. */
export async function loadMessages(language: string, which: 'page' | 'all'): Promise<Messages> {
  const own = Object.entries(FILES).filter(
    ([path]) => languageOf(path) === language && (which === 'all' || path.endsWith('/page.json')),
  )
  return new Messages(language, ...(await Promise.all(own.map(([, load]) => load()))))
}
