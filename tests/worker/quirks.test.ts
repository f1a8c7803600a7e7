/** The linker is asked which quirks of LLVM 22 matter for a file: exactly those without which it would come out otherwise. */
import { describe, expect, it } from 'vitest'
import { InlineLinker } from '../../src/worker/inline'
import { readBytes } from '../support/link-files'

const FOUND = [
  ['absolute-only', ['drop-absolute-symbols', 'missing-definitions-refused']],
  ['got-forms', ['relax-call-absolute', 'relax-operands-left']],
  ['frame-signal', ['unwind-section-kept', 'frame-signal-refused']],
  ['tls', ['tls-models-refused']],
  ['ifunc', ['indirect-functions-dropped']],
  ['retained', ['strip-retained']],
  ['far-call', []],
  ['local-names', ['relax-operands-left', 'tables-by-name']],
] as const

describe('quirks that matter', () => {
  it.each(FOUND)('for %s', async (name, quirks) => {
    const inputs = [{ name: `${name}.o`, bytes: readBytes(`tests/corpus/${name}.o`) }]
    expect([...(await new InlineLinker().quirks({ inputs, options: {} }))].sort()).toEqual([...quirks].sort())
  })
})
