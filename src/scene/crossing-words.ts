/** What is said of an edge that leads from policy to policy, in the language of the page. */
import type { Crossing } from '../engine/graph/crossings'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

type Judged = Pick<Crossing, 'id' | 'says' | 'wayOut'>

/** Why. */
export const crossingSays = (say: Say, { id, says }: Judged): string => sayRow(say, `verdicts.${id}.says`, says)

/** What a person can do about it. */
export const crossingWayOut = (say: Say, { id, wayOut }: Judged): string =>
  sayRow(say, `verdicts.${id}.way-out`, wayOut)
