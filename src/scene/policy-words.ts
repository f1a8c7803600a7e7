/** Memory lifetime policies in words, in the language of the page. Their names are the same everywhere. */
import { LIFETIMES } from '../engine/graph/lifetimes'
import type { Say } from '../messages/messages'
import { sayRow } from '../messages/messages'

/** How long such memory lives, in a sentence. */
export function policySays(say: Say, policy: number): string {
  const { name, says } = LIFETIMES[policy]!
  return sayRow(say, `policies.${name}.says`, says)
}

/** The same for the head of a column. */
export function policyShort(say: Say, policy: number): string {
  const { name, short } = LIFETIMES[policy]!
  return sayRow(say, `policies.${name}.short`, short)
}

/** Why a section's own file gives it its policy; `reason` is a row of the file's format. */
export const policyReasonSays = (
  say: Say,
  { id, says }: { readonly id: string; readonly says: string },
  section: string,
): string => sayRow(say, `policy-reasons.${id}`, `${section} ${says}`, { section })
