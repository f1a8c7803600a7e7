/** What a link holds, in sentences, so that nobody shares more or less than they think. */
import { plural } from '../../base/plural'
import type { PageLink } from './page-link'

/** The first sentences are about the inputs. */
export function contentsOf(link: PageLink): string[] {
  const {
    sample,
    files = [],
    settings,
    moment,
    selection,
    window,
    filter,
    query,
    stops = [],
    list: open,
    gate,
    lesson,
    seed,
  } = link
  const inside = files.filter(({ packed }) => packed !== undefined).map(({ name }) => name)
  const named = files.filter(({ packed }) => packed === undefined).map(({ name }) => name)
  const rest = [
    settings && plural(Object.keys(settings).length, 'setting'),
    moment && 'the moment',
    selection && 'what is selected',
    window && 'where the map looks',
    filter && 'which edges are drawn',
    query !== undefined && 'the search',
    stops.length > 0 && 'where play stops',
    gate && 'the questions before each phase',
    open && 'the open list',
  ].filter((one) => typeof one === 'string')
  return [
    lesson === undefined
      ? ''
      : `The lesson ${lesson.id}, at the step where you are${seed ? `, with the numbers of the seed “${seed}”` : ''}. Your answers are NOT in this link.`,
    sample === undefined ? '' : `The sample “${sample}” by its name.`,
    inside.length === 0
      ? ''
      : `${list(inside)}, whole: whoever has the link has ${inside.length === 1 ? 'it' : 'them'}.`,
    named.length === 0
      ? ''
      : `${list(named)} by name and hash: the ${named.length === 1 ? 'file itself is' : 'files themselves are'} NOT in this link. Whoever opens it is asked for ${named.length === 1 ? 'it' : 'them'}.`,
    rest.length === 0 ? '' : `And ${list(rest)}.`,
  ].filter((sentence) => sentence !== '')
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
