/** What kinds of edges are, in the language of the page. Their names are the same everywhere. */
import type { EdgeRow } from '../engine/arch/edge-rows'
import type { FieldRow } from '../engine/arch/fields'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

/** What such an edge writes, in a sentence. */
export const edgeSays = (say: Say, { name, says }: Pick<EdgeRow, 'name' | 'says'>): string =>
  sayRow(say, `edges.${name.replace(' ', '-')}.says`, says)

/** How a field holds its value: `signed, 32 bits`. */
export const fieldSays = (say: Say, { id, says }: Pick<FieldRow, 'id' | 'says'>): string =>
  sayRow(say, `fields.${id}`, says)
