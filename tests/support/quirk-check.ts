/** What the tests have to say of a quirk of LLVM 22: what is done with it, and without. */
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { QuirkId } from '../../src/engine/quirks'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { readBytes } from './link-files'

export interface QuirkCheck {
  readonly with: () => void
  readonly without: () => void
}

/** Links an object of tests/corpus as LLVM 22 does in some respects, and rightly in all others. */
export function linkWith(file: string, quirks: readonly QuirkId[], options: Partial<LinkOptions> = {}): LinkResult {
  const name = `tests/corpus/${file}.o`
  const asked = { ...DEFAULT_OPTIONS, undefined: 'zero' as const, ...options, quirks: new Set(quirks) }
  return link([{ name, bytes: readBytes(name) }], asked, { log: false })
}

/** Codes of all errors of a link. */
export const errorCodes = ({ diagnostics }: LinkResult): string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)
