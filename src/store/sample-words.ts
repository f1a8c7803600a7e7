/** Samples in the language of the page; their English stands in their manifest. */
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'
import type { Sample } from './samples'

/** What a sample is called. */
export const sampleTitle = (say: Say, { program, title }: Pick<Sample, 'program' | 'title'>): string =>
  sayRow(say, `samples.${program}.title`, title)

/** Its two sentences. */
export const sampleStory = (say: Say, { program, story: [first, second] }: Sample): readonly [string, string] => [
  sayRow(say, `samples.${program}.first`, first),
  sayRow(say, `samples.${program}.second`, second),
]
