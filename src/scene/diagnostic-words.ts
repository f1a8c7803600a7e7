/** What is wrong with a file or a link, in the language of the page. */
import type { DiagnosticCode } from '../engine/graph/diagnostics'
import { DIAGNOSTICS, remedyOf } from '../engine/graph/diagnostics'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

/** What kind of problem it is: "A 32-bit ELF file". */
export const problemTitle = (say: Say, code: DiagnosticCode): string =>
  sayRow(say, `diagnostics.${code}.title`, DIAGNOSTICS[code].title)

/** What a person can do about it, in one sentence or several. */
export function problemRemedy(say: Say, code: DiagnosticCode): string {
  const { id, says } = remedyOf(code)
  return sayRow(say, id, says)
}
