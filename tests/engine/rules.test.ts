/** Rules that forbid crossings: when they look, whom they name, and where the link stops. */
import { said } from '../support/said'
import { describe, expect, it, vi } from 'vitest'
import { x86_64 } from '../../src/engine/arch/x86-64/x86-64'
import { EdgeFlag } from '../../src/engine/graph/schema'
import { NO_ALLOC, STANDARD } from '../../src/engine/graph/lifetimes'
import type { PhaseId } from '../../src/engine/graph/events'
import type { LinkResult } from '../../src/engine/session/link'
import { blockOf, edgesOf, errorsOf, eventsOf, linkObjects, symbolNamed } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'

/** Stands in for a plugin that brings in what the rules forbid; `at` is where it does. */
const mischief = vi.hoisted(() => ({ at: 'never' }))
vi.mock('../../src/engine/plugins/index', async (original) => {
  const { PLUGINS } = await original<typeof import('../../src/engine/plugins/index')>()
  const phases: readonly PhaseId[] = ['prepare', 'tables', 'relax']
  const plugin = {
    id: 'annotate-metadata',
    title: 'Mischief',
    says: 'Lets code point at metadata.',
    hooks: phases.map((phase) => ({
      phase,
      run: ({ graph }: { graph: LinkResult['graph'] }): void => {
        if (phase !== mischief.at) return
        const result = { graph } as LinkResult
        graph.addEdge(blockOf(result, '.text'), 0, x86_64.frames.pointer64, symbolNamed(result, 'meta'), 0n)
      },
    })),
  }
  return { PLUGINS: [plugin, ...PLUGINS.filter(({ id }) => id !== 'annotate-metadata')] }
})

const object = (pointsTo: string, type: '64' | 'GOTPCREL' = '64'): ObjectSpec => ({
  sections: [
    { name: '.text', flags: 'ax', size: 16 },
    { name: '.data', flags: 'aw', size: 16, relocations: [{ at: 8, type, to: pointsTo }] },
    { name: '.meta', size: 8 },
  ],
  symbols: [
    { name: 'main', in: '.text', type: 'func' },
    { name: 'data', in: '.data' },
    { name: 'meta', in: '.meta' },
  ],
})

/** The error's text, after checking that it is about a crossing. */
function complaint(result: LinkResult): string {
  expect(errorsOf(result)).toEqual(['crossing-forbidden'])
  const { detail, structure } = result.diagnostics.find(({ severity }) => severity === 'error')!
  return `${said(structure)}: ${said(detail)}`
}

const neverAllocated = ({ graph }: LinkResult): boolean => graph.segments.length === 0 && graph.allocations.length === 0

describe('the first draft', () => {
  it('lets a link without forbidden crossings pass', () => {
    expect(linkObjects([object('main')], { rules: 'first-draft' }).ok).toBe(true)
  })

  it('names the file as it was built, the place and the target, before anything is allocated', () => {
    const result = linkObjects([object('main'), object('meta')].slice(1), { rules: 'first-draft' })
    expect(complaint(result)).toMatch(/^section \.data, data\+0x8: S→N to meta.*the files as they were built/)
    expect(neverAllocated(result)).toBe(true)
  })

  it('sees a request for a GOT entry, which will hold the address, when the file is built', () => {
    const result = linkObjects([object('meta', 'GOTPCREL')], { rules: 'first-draft' })
    expect(complaint(result)).toContain('the files as they were built')
    expect(neverAllocated(result)).toBe(true)
  })

  it('lets a rule mend what a file got wrong', () => {
    const policies = [{ pattern: '.meta', lifetime: STANDARD }]
    expect(errorsOf(linkObjects([object('meta')], { rules: 'first-draft' }))).toEqual(['crossing-forbidden'])
    expect(linkObjects([object('meta')], { rules: 'first-draft', policies }).ok).toBe(true)
  })

  it('names the rule that took a target’s memory away', () => {
    const policies = [
      { pattern: '.meta', lifetime: NO_ALLOC },
      { pattern: '.te*', lifetime: NO_ALLOC },
    ]
    const result = linkObjects([object('main')], { rules: 'first-draft', policies })
    expect(complaint(result)).toMatch(/S→N to main.*the policy rule for \.te\*/)
    expect(neverAllocated(result)).toBe(true)
  })

  it.each(['prepare', 'tables'])('names the plugin that brings it in at %s', (at) => {
    mischief.at = at
    const plugins = new Set(['annotate-metadata', 'initializers', 'register-frames'] as const)
    const result = linkObjects([object('main')], { rules: 'first-draft', plugins })
    mischief.at = 'never'
    expect(complaint(result)).toMatch(/^section \.text, main: S→N to meta.*the plugin “Mischief”/)
    expect(neverAllocated(result)).toBe(true)
  })

  it('names no plugin for a name that another file defines', () => {
    const user: ObjectSpec = {
      sections: [{ name: '.data', flags: 'aw', size: 8, relocations: [{ at: 0, type: '64', to: 'meta' }] }],
      symbols: [{ name: 'user', in: '.data' }],
    }
    const result = linkObjects([object('main'), user], { rules: 'first-draft' })
    expect(complaint(result)).toMatch(/meta.*a name that another file defines/)
  })

  it('counts the others of the same kind', () => {
    const two: ObjectSpec = {
      ...object('meta'),
      sections: object('meta').sections.map((section) =>
        section.name === '.text' ? { ...section, relocations: [{ at: 0, type: '64', to: 'meta' }] } : section,
      ),
    }
    expect(complaint(linkObjects([two], { rules: 'first-draft' }))).toContain('and 1 more')
  })
})

describe('a build with assertions', () => {
  it('stops at the edge itself, in the fixup phase, and abandons what was allocated', () => {
    const result = linkObjects([object('meta')], { rules: 'assertion-build' })
    expect(complaint(result)).toContain('fixUpBlocks')
    const failed = eventsOf(result.log!).find(({ type }) => type === 'linkFailed')
    expect(failed!.phase).toBe('fixup')
    const [e] = edgesOf(result, '.data')
    expect(result.graph.edges.flags[e!] & EdgeFlag.Applied).toBe(0)
    expect(result.graph.segments.length).toBeGreaterThan(0)
  })

  it('does not see what the first draft sees in what is stripped', () => {
    const dead = object('meta')
    const symbols = dead.symbols!.filter(({ name }) => name !== 'data')
    expect(linkObjects([{ ...dead, symbols }], { rules: 'assertion-build' }).ok).toBe(true)
    expect(linkObjects([{ ...dead, symbols }], { rules: 'first-draft' }).ok).toBe(false)
  })
})

describe('as landed', () => {
  it('no crossing fails a link', () => {
    for (const type of ['64', 'GOTPCREL'] as const) expect(linkObjects([object('meta', type)]).ok).toBe(true)
  })
})
