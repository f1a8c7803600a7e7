/** Rows of knowledge that people choose among, in the language of the page. */
import type { Message, Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

interface ChosenRow {
  readonly id: string
  readonly title: string
  readonly says: string
}

/** What rows are called in messages: `managers.slab.title`. */
type Rows = 'rules' | 'managers' | 'plugins'

/** A row with its words in the language of the page. */
export const rowIn = <T extends ChosenRow>(say: Say, rows: Rows, row: T): T => ({
  ...row,
  title: sayRow(say, `${rows}.${row.id}.title`, row.title),
  says: sayRow(say, `${rows}.${row.id}.says`, row.says),
})

/** What one of the rows, as the engine has them, is called: to be said later. */
export function rowTitle(rows: Rows, all: readonly Pick<ChosenRow, 'id' | 'title'>[], id: string): Message {
  return { id: `${rows}.${id}.title`, english: all.find((row) => row.id === id)?.title ?? id }
}
