/** Crossings between policies: every pair, both families and all three sets of rules, and how they are counted. */
import { describe, expect, it } from 'vitest'
import { PROCESSORS } from '../../src/engine/arch/index'
import { x86_64 } from '../../src/engine/arch/x86-64/x86-64'
import type { ConstraintRow, CrossingRow, RuleSetId } from '../../src/engine/graph/crossing-rules'
import { CROSSINGS, OUTSIDE, RULE_SETS } from '../../src/engine/graph/crossing-rules'
import type { Judge } from '../../src/engine/graph/crossings'
import { countCrossings, crossingOf, judgeFor, pairOf } from '../../src/engine/graph/crossings'
import type { EdgeId } from '../../src/engine/graph/ids'
import { FINALIZE, NO_ALLOC, STANDARD } from '../../src/engine/graph/lifetimes'
import type { LinkResult } from '../../src/engine/session/link'
import { edgesOf, linkObjects } from '../support/look'
import type { ObjectSpec, SectionSpec } from '../support/object-writer'
import { linkFile } from '../support/link-files'

/** The table of the design: pair, family, then the verdict as landed, in the first draft, in a build with assertions. */
const TABLE = `
  S S any   fine    fine  fine
  F S any   fine    fine  fine
  F F any   fine    fine  fine
  N N same  fine    fine  fine
  N S abs   fine    fine  fine
  N S rel   note    note  note
  N N abs   fine    fine  fine
  N N rel   note    note  note
  S F any   warning warning warning
  N F any   note    note  note
  S N abs   note    error error
  F N abs   note    error error
  S N rel   warning error error
  F N rel   warning error error
  S out any fine    fine  fine
  F out any fine    fine  fine
  N out any fine    fine  fine
`
const ROWS = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const RULES: readonly RuleSetId[] = ['landed', 'first-draft', 'assertion-build']
const ALL_ROWS: readonly CrossingRow[] = [CROSSINGS, ...PROCESSORS.map(({ constraints }) => constraints)].flat()

const cannotBeMade = (verdict: CrossingRow['verdict']): boolean => RULES.every((id) => verdict[id] === 'error')

const TARGETS = { S: 's_target', F: 'f_target', N: 'n_target', out: 'outside' } as const
type Letter = 'S' | 'F' | 'N'

/** A section that refers to a target of each policy and to one outside, each by address and by distance. */
const referrer = (name: string, flags: string): SectionSpec => ({
  name,
  flags,
  size: 64,
  relocations: Object.values(TARGETS).flatMap((to, i) => [
    { at: 16 * i, type: '64' as const, to },
    { at: 16 * i + 8, type: 'PC64' as const, to },
  ]),
})

const WORLD: ObjectSpec = {
  sections: [
    referrer('.s', 'aw'),
    referrer('.f', 'aw'),
    referrer('.n', ''),
    { name: '.s.target', flags: 'aw', size: 8 },
    { name: '.f.target', flags: 'aw', size: 8 },
    {
      name: '.n.target',
      size: 16,
      relocations: [
        { at: 0, type: '64', to: 'n_target' },
        { at: 8, type: 'PC64', to: 'n_target' },
      ],
    },
  ],
  symbols: [
    { name: 'start', in: '.s' },
    { name: 'once', in: '.f' },
    ...(['s', 'f', 'n'] as const).map((letter) => ({ name: `${letter}_target`, in: `.${letter}.target` })),
  ],
}

const linkWorld = (): LinkResult =>
  linkObjects([WORLD], { policies: [{ pattern: '.f*', lifetime: FINALIZE }], absolutes: new Map([['outside', 64n]]) })

/** The edge of a pair and family in the world. */
function edgeOf(result: LinkResult, from: Letter, to: string, family: string): EdgeId {
  const relative = family === 'rel' ? 1 : 0
  if (family === 'same') return edgesOf(result, '.n.target')[1]!
  const column = Object.keys(TARGETS).indexOf(to)
  return edgesOf(result, `.${from.toLowerCase()}`)[2 * column + relative]!
}

describe('the verdict on an edge', () => {
  const result = linkWorld()

  it('the world of this test links as landed', () => expect(result.ok).toBe(true))

  for (const [from, to, family, ...verdicts] of ROWS) {
    for (const each of family === 'any' ? ['abs', 'rel'] : [family!]) {
      it(`${from}→${to} ${each}: ${verdicts.join(', ')}`, () => {
        const e = edgeOf(result, from as Letter, to!, each)
        const found = RULES.map((rules) => crossingOf(result.graph, e, judgeFor(x86_64, rules)))
        expect(found.map(({ verdict }) => verdict)).toEqual(verdicts)
        const letters = [STANDARD, FINALIZE, NO_ALLOC, OUTSIDE]
        const ends = ['S', 'F', 'N', 'out']
        expect([found[0]!.from, found[0]!.to]).toEqual([letters[ends.indexOf(from!)], letters[ends.indexOf(to!)]])
        for (const { says, wayOut } of found) expect([says, wayOut]).not.toContain('')
      })
    }
  }

  it('of an address within one NoAlloc section is fine', () => {
    const [absolute] = edgesOf(result, '.n.target')
    for (const rules of RULES) expect(crossingOf(result.graph, absolute!, judgeFor(x86_64, rules)).verdict).toBe('fine')
  })

  it('is an error under rules that forbid something; under the others, only where the edge cannot be made under any', () => {
    for (const { id, fails } of RULE_SETS) {
      const forbidden = ALL_ROWS.filter(({ verdict }) => verdict[id] === 'error' && !cannotBeMade(verdict))
      expect(forbidden.length > 0).toBe(fails !== 'only if it cannot be made')
    }
  })

  it('is an error under all rules for signed pointers without memory alone, which each of them names or fails', () => {
    expect(ALL_ROWS.filter(({ verdict }) => cannotBeMade(verdict)).map(({ id }) => id)).toEqual([
      'aarch64-signed-pointer',
    ])
    for (const { says, fails } of RULE_SETS)
      if (fails === 'only if it cannot be made') expect(says).toContain('a signed pointer in a NoAlloc section')
  })

  it('takes a name that another file defines for what it is there', () => {
    const user: ObjectSpec = {
      sections: [{ name: '.data', flags: 'aw', size: 8, relocations: [{ at: 0, type: '64', to: 'f_target' }] }],
      symbols: [{ name: 'user', in: '.data' }],
    }
    const two = linkObjects([WORLD, user], { policies: [{ pattern: '.f*', lifetime: FINALIZE }] })
    expect(crossingOf(two.graph, edgesOf(two, '.data', 1)[0]!, two.judge)).toMatchObject({ to: 1, verdict: 'warning' })
  })

  it('on a size is fine as landed, whatever the pair; the strict rules look at the target alone', () => {
    const sizes: ObjectSpec = {
      sections: [
        {
          name: '.data',
          flags: 'aw',
          size: 8,
          relocations: [
            { at: 0, type: 'SIZE32', to: 'once' },
            { at: 4, type: 'SIZE32', to: 'inside' },
          ],
        },
        { name: '.once', flags: 'aw', size: 8 },
        { name: '.meta', size: 8 },
      ],
      symbols: [
        { name: 'data', in: '.data' },
        { name: 'once', in: '.once' },
        { name: 'inside', in: '.meta' },
      ],
    }
    const { graph, ...rest } = linkObjects([sizes], { policies: [{ pattern: '.once', lifetime: FINALIZE }] })
    const [toFinalize, toNoAlloc] = edgesOf({ graph, ...rest }, '.data')
    const verdicts = (e: EdgeId): string[] =>
      RULES.map((rules) => crossingOf(graph, e, judgeFor(x86_64, rules)).verdict)
    expect(verdicts(toFinalize!)).toEqual(['fine', 'fine', 'fine'])
    expect(verdicts(toNoAlloc!)).toEqual(['fine', 'error', 'error'])
  })
})

describe('the twelve counts', () => {
  it('count every relocation edge in its pair, and the bad ones apart', () => {
    const result = linkWorld()
    const { count, warnings, keepAlive } = countCrossings(result.graph, result.judge)
    // Two edges for each pair; two more within .n.target.
    expect([...count]).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 2])
    const bad = { [pairOf(STANDARD, FINALIZE)]: 2, [pairOf(STANDARD, NO_ALLOC)]: 1, [pairOf(FINALIZE, NO_ALLOC)]: 1 }
    expect([...warnings]).toEqual([...Array(12).keys()].map((pair) => bad[pair] ?? 0))
    expect(keepAlive).toBe(0)
  })

  it('leave out KeepAlive edges, which are counted apart and never judged', () => {
    const frames = linkFile('public/samples/calls-and-globals/calls.o')
    const strict: Judge = judgeFor(x86_64, 'first-draft')
    const { graph } = frames
    const keepAlive = [...Array(graph.edges.length).keys()].filter(
      (e) => graph.edges.kind[e as EdgeId] === 1 && !graph.isRemoved(graph.edges.block[e as EdgeId]),
    ).length
    const counts = countCrossings(graph, strict)
    expect(keepAlive).toBeGreaterThan(0)
    expect(counts.keepAlive).toBe(keepAlive)
    const relocations = [...Array(graph.edges.length).keys()].filter(
      (e) => graph.edges.kind[e as EdgeId] > 1 && !graph.isRemoved(graph.edges.block[e as EdgeId]),
    ).length
    expect([...counts.count].reduce((sum, n) => sum + n, 0)).toBe(relocations)
  })
})

describe('a constraint row', () => {
  /** Like arm64e, which refuses signed pointers in NoAlloc sections; for this test all pointers count as signed. */
  const SIGNED: ConstraintRow = {
    id: 'signed',
    kinds: ['Pointer64'],
    from: [NO_ALLOC],
    to: [STANDARD, FINALIZE, NO_ALLOC, OUTSIDE],
    family: 'absolute',
    verdict: { landed: 'warning', 'first-draft': 'error', 'assertion-build': 'error' },
    says: 'A signed pointer can only be made in the executor.',
    wayOut: 'Use an unsigned pointer.',
  }
  const result = linkWorld()
  const constrained = judgeFor({ ...x86_64, constraints: [SIGNED] }, 'first-draft')
  const verdictOf = (from: Letter, to: string, family: string): string =>
    crossingOf(result.graph, edgeOf(result, from, to, family), constrained).verdict

  it('counts before the rows for all, for its edge kinds, pairs and family', () => {
    for (const to of ['S', 'F', 'N', 'out']) expect(verdictOf('N', to, 'abs')).toBe('error')
    expect(verdictOf('N', 'S', 'rel')).toBe('note')
    expect(verdictOf('S', 'S', 'abs')).toBe('fine')
  })

  it('brings its own reason and way out', () => {
    const crossing = crossingOf(result.graph, edgeOf(result, 'N', 'S', 'abs'), constrained)
    expect([crossing.says, crossing.wayOut]).toEqual([SIGNED.says, SIGNED.wayOut])
  })

  it('of x86-64 says of a branch to NoAlloc what no other distance says', () => {
    const branch: ObjectSpec = {
      sections: [
        {
          name: '.text',
          flags: 'ax',
          size: 16,
          relocations: [
            { at: 1, type: 'PLT32', to: 'meta', addend: -4 },
            { at: 8, type: 'PC32', to: 'meta', addend: -4 },
          ],
        },
        { name: '.meta', size: 8 },
      ],
      symbols: [
        { name: 'main', in: '.text', type: 'func' },
        { name: 'meta', in: '.meta' },
      ],
    }
    const linked = linkObjects([branch])
    const [call, load] = edgesOf(linked, '.text').map((e) => crossingOf(linked.graph, e, linked.judge))
    expect([call!.verdict, load!.verdict]).toEqual(['warning', 'warning'])
    expect(call!.says).toContain('processor')
    expect(load!.says).not.toContain('processor')
  })
})
