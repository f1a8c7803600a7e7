/**
 * Which languages there are, and their texts. Every folder beside this file that has a `page.json` is a language; nothing
 * has to be registered. English is the one that is always whole.
 */
import type { Texts } from './messages'
import { Messages } from './messages'

/** Whole modules: asked for their default alone, the build would put a file of its own in front of every one. */
const FILES = import.meta.glob<{ readonly default: Texts }>(['./*/*.json', './*/*/*.json', '!./*/name.json'])

/** The browser knows them as well, and takes longer to find them than the whole first screen takes. */
const NAMES = import.meta.glob<Texts>('./*/name.json', { eager: true, import: 'default' })

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
export const nameOf = (language: string): string => NAMES[`./${language}/name.json`]?.['language.name'] ?? language

/**
 * How much of a language: `page` is what the first screen and the header need, `desk` all that stands around a link as
 * well, `all` the lessons and everything else.
 */
export type Part = 'page' | 'desk' | 'all'

const PARTS: readonly Part[] = ['page', 'desk', 'all']

/** Whether one part holds the other. */
export const covers = (one: Part, other: Part): boolean => PARTS.indexOf(one) >= PARTS.indexOf(other)

function partOf(path: string): Part {
  // The first screen offers the samples.
  if (path.endsWith('/page.json') || path.endsWith('/rows/samples.json')) return 'page'
  return /\/(desk|rows)\//.test(path) ? 'desk' : 'all'
}

export async function loadMessages(language: string, part: Part): Promise<Messages> {
  const own = Object.entries(FILES).filter(([path]) => languageOf(path) === language && covers(part, partOf(path)))
  const loaded = await Promise.all(own.map(([, load]) => load()))
  return new Messages(language, ...loaded.map((file) => file.default))
}
