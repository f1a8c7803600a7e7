/** What the what-if panel says about settings whose choices are not rows of the engine. */
import type { Message } from '../../messages/messages'
import { later } from '../../messages/messages'
import type { Say } from '../../store/language'

export interface ChoiceRow<T extends string> {
  readonly id: T
  readonly title: string
  readonly says: string
}

type ChosenSetting = 'roots' | 'archives' | 'metadata'

/** What a choice of a setting is called, to be said later. */
export const choiceTitle = (setting: ChosenSetting, id: string): Message => later(`what-if.keep.${setting}.${id}.title`)

/** The choices of a setting by their ids, in words. */
export const choiceRows = <T extends string>(
  say: Say,
  setting: ChosenSetting,
  choices: readonly T[],
): readonly ChoiceRow<T>[] =>
  choices.map((id) => ({
    id,
    title: say(`what-if.keep.${setting}.${id}.title`),
    says: say(`what-if.keep.${setting}.${id}.says`),
  }))
