/** What things without a name are called, in the language of the page. */
import type { NameMaker } from '../engine/arch/made-names'
import { englishName, MADE_NAMES } from '../engine/arch/made-names'
import type { MadeName } from '../engine/arch/made-names'
import { ACTION_KINDS } from '../engine/graph/action-kinds'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

/** Names for a describer, each in the language that `say` speaks when it is asked. */
export const namesIn =
  (say: Say): NameMaker =>
  (name, of) =>
    sayRow(say, `made-names.${name}`, englishName(name, of), { of })

/** Made-up names that are for something, as they stand in a text. */
const NAMED = (Object.keys(MADE_NAMES) as MadeName[])
  .filter((name) => MADE_NAMES[name].endsWith('{of}'))
  .map((name) => ({ name, pattern: new RegExp(`${MADE_NAMES[name].replace('{of}', '')}(\\S+)`, 'g') }))

/** What actions do as a whole text; options of a question have no commas and semicolons, and a number if two are alike. */
const DOING = ACTION_KINDS.map(({ id, does }) => {
  const [before, after] = does.split('{}').map((part) => part.replaceAll(/[,;]/g, '.'))
  return { id, does, pattern: new RegExp(`^${before}(.+?)${after}( \\(\\d+\\))?$`) }
})

/**
 * A text in the words of a describer that speaks English, in those of the page: questions and their answers are compared
 * in English, so that every language has the same ones, and read in any.
 */
export function retold(say: Say, text: string): string {
  for (const { id, does, pattern } of DOING) {
    const [, subject, nth = ''] = pattern.exec(text) ?? []
    if (subject !== undefined)
      return (
        sayRow(
          say,
          `actions.${id}.does`,
          does.replace('{}', () => subject),
          { subject },
        ) + nth
      )
  }
  const make = namesIn(say)
  return NAMED.reduce((said, { name, pattern }) => said.replace(pattern, (_, of: string) => make(name, of)), text)
}
