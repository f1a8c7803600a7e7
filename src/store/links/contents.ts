/** What a link holds, in sentences, so that nobody shares more or less than they think. */
import { sayList } from '../../scene/list-words'
import { say } from '../language'
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
  const parts = [
    ['moment', moment],
    ['selection', selection],
    ['window', window],
    ['filter', filter],
    ['query', query !== undefined],
    ['stops', stops.length > 0],
    ['gate', gate],
    ['open', open],
  ] as const
  const rest = [
    ...(settings ? [say('contents.settings', { count: Object.keys(settings).length })] : []),
    ...parts.filter(([, is]) => Boolean(is)).map(([id]) => say(`contents.${id}`)),
  ]
  return [
    ...(lesson
      ? [say(seed ? 'contents.lesson-seed' : 'contents.lesson', { lesson: lesson.id, seed: seed ?? '' })]
      : []),
    ...(sample === undefined ? [] : [say('contents.sample', { sample })]),
    ...(inside.length === 0 ? [] : [say('contents.whole', { files: sayList(say, inside), count: inside.length })]),
    ...(named.length === 0 ? [] : [say('contents.named', { files: sayList(say, named), count: named.length })]),
    ...(rest.length === 0 ? [] : [say('contents.and', { things: sayList(say, rest) })]),
  ]
}
