/** Who decides the lifetime policy of a section: the builder first, then the rules in their order. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import type { SectionId } from '../../src/engine/graph/ids'
import { Protection } from '../../src/engine/graph/ids'
import { FINALIZE, NO_ALLOC, STANDARD } from '../../src/engine/graph/lifetimes'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import type { PolicyRule } from '../../src/engine/passes/pass'
import type { LinkResult } from '../../src/engine/session/link'
import { matches } from '../../src/engine/session/policies'
import { linkSample } from '../support/link-files'
import { blockOf, linkObjects, sectionNamed } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'

const object = (name: string): ObjectSpec => ({
  sections: [
    { name: '.text', flags: 'ax', size: 4 },
    { name: '.once.a', flags: 'ax', size: 4 },
    { name: '.once.b', flags: 'aw', size: 4 },
    { name: '.note.x', size: 4 },
  ],
  symbols: ['.text', '.once.a', '.once.b'].map((home) => ({ name: `${name}${home}`, in: home })),
})

const linkWith = (...policies: readonly PolicyRule[]): LinkResult =>
  linkObjects([object('one'), object('two')], { policies })

const policyOf = (result: LinkResult, name: string, file = 0): string =>
  LIFETIMES[result.graph.sections.lifetime[sectionNamed(result, name, file)]]!.name

function protectionOf(result: LinkResult, name: string): number {
  const { graph } = result
  const section = graph.sections.protection[sectionNamed(result, name)]
  expect(graph.segments.protection[graph.blocks.segment[blockOf(result, name)]]).toBe(section)
  return section
}

describe('the policy of a section', () => {
  it('is NoAlloc without SHF_ALLOC and Standard with it', () => {
    const result = linkWith()
    expect(['.text', '.once.a', '.note.x'].map((name) => policyOf(result, name))).toEqual([
      'Standard',
      'Standard',
      'NoAlloc',
    ])
  })

  it('is set by a rule whose pattern matches its name, in every file', () => {
    const result = linkWith({ pattern: '.once.*', lifetime: FINALIZE })
    for (const file of [0, 1]) {
      expect(policyOf(result, '.once.a', file)).toBe('Finalize')
      expect(policyOf(result, '.once.b', file)).toBe('Finalize')
      expect(policyOf(result, '.text', file)).toBe('Standard')
    }
  })

  it('is set by the last of several rules that match', () => {
    const forAll = { pattern: '.once.*', lifetime: FINALIZE }
    const forOne = { pattern: '.once.a', lifetime: NO_ALLOC }
    expect(policyOf(linkWith(forAll, forOne), '.once.a')).toBe('NoAlloc')
    expect(policyOf(linkWith(forOne, forAll), '.once.a')).toBe('Finalize')
  })

  it('is left alone in other files by a rule for one file', () => {
    const result = linkWith({ pattern: '.once.a', file: 'b.o', lifetime: FINALIZE })
    expect([policyOf(result, '.once.a', 0), policyOf(result, '.once.a', 1)]).toEqual(['Standard', 'Finalize'])
  })

  it('is not that of the file’s own tables, whatever a rule says', () => {
    const result = linkWith({ pattern: '*', lifetime: STANDARD })
    expect(policyOf(result, '.symtab')).toBe('NoAlloc')
    expect(policyOf(result, '.note.x')).toBe('Standard')
  })
})

describe('the protection of a section', () => {
  it('of a section that the linker makes is settled; a rule for it alone changes nothing and says so', () => {
    const warningsFor = (pattern: string) => {
      const policies = [{ pattern, lifetime: NO_ALLOC }]
      const { ok, graph, diagnostics } = linkSample('printf-got-and-stub', { policies, undefined: 'zero' })
      expect(ok).toBe(true)
      for (let x = 0 as SectionId; x < graph.sections.length; x++)
        if (graph.sectionName(x).startsWith('$__')) expect(graph.sections.lifetime[x]).toBe(STANDARD)
      return diagnostics.filter(({ code }) => code === 'policy-too-late')
    }
    for (const pattern of ['$__GOT', '$__*']) {
      const [warning] = warningsFor(pattern)
      expect(warning?.severity).toBe('warning')
      expect(said(warning?.found)).toBe(`the policy rule for ${pattern}`)
      expect(said(warning?.detail)).toContain('it stays Standard')
    }
    expect(warningsFor('.text'), 'a rule for a section of a file').toEqual([])
    expect(warningsFor('*'), 'a rule that is about sections of files as well').toEqual([])
  })

  it('comes from its flags, and a rule overrides it alone', () => {
    expect(protectionOf(linkWith(), '.once.b')).toBe(Protection.Read | Protection.Write)
    const result = linkWith({ pattern: '.once.b', protection: Protection.Read })
    expect(protectionOf(result, '.once.b')).toBe(Protection.Read)
    expect(policyOf(result, '.once.b')).toBe('Standard')
  })

  it('stays when a rule changes the policy alone', () => {
    const result = linkWith({ pattern: '.once.b', lifetime: FINALIZE })
    expect(protectionOf(result, '.once.b')).toBe(Protection.Read | Protection.Write)
  })
})

describe('a pattern', () => {
  it.each([
    ['.text', '.text', true],
    ['.text', '.text.a', false],
    ['.text*', '.text', true],
    ['.debug*_str', '.debug_str', true],
    ['.debug*_str', '.debug_line_str', true],
    ['a*ba', 'aba', true],
    ['ab*ba', 'aba', false],
    ['*.a.*', '.once.a.b', true],
    ['*.a.*', '.once.a', false],
    ['*', '', true],
  ])('%s and the name %s: %s', (pattern, name, expected) => expect(matches(pattern, name)).toBe(expected))
})
