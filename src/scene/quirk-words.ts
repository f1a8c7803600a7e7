/** Where LLVM 22 is wrong or gives up, in the language of the page. */
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

/** What LLVM 22 does. */
export const quirkDoes = (say: Say, { id, llvm22 }: { readonly id: string; readonly llvm22: string }): string =>
  sayRow(say, `quirks.${id}.llvm22`, llvm22)

/** What the linker does by default. */
export const quirkRight = (say: Say, { id, right }: { readonly id: string; readonly right: string }): string =>
  sayRow(say, `quirks.${id}.right`, right)
