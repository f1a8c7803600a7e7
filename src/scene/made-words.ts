/** What things without a name are called, in the language of the page. */
import type { NameMaker } from '../engine/arch/made-names'
import { englishName } from '../engine/arch/made-names'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

/** Names for a describer, each in the language that `say` speaks when it is asked. */
export const namesIn =
  (say: Say): NameMaker =>
  (name, of) =>
    sayRow(say, `made-names.${name}`, englishName(name, of), { of })
