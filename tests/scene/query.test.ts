/** The language of the search: what is typed, what that asks, and that exactly what fits is found. */
import { describe, expect, it } from 'vitest'
import { Describer } from '../../src/engine/arch/describe'
import { explainEdge } from '../../src/engine/arch/explain'
import { placesOf } from '../../src/engine/arch/places'
import { definitionOf, isCounted, OUTSIDE, pairOfEdge } from '../../src/engine/graph/crossings'
import { indexEdges, indexTargets } from '../../src/engine/graph/edge-index'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import { NO_ALLOC } from '../../src/engine/graph/lifetimes'
import type { LinkResult } from '../../src/engine/session/link'
import { namesByBlock } from '../../src/scene/names-in'
import type { Searched } from '../../src/scene/query/compile'
import { compileQuery } from '../../src/scene/query/compile'
import type { FoundThings } from '../../src/scene/query/find-things'
import { findThings, MOST_FOUND, passingEdges } from '../../src/scene/query/find-things'
import { globPlaces, globTest } from '../../src/scene/query/glob'
import { isTyped, parseQuery, wordsOf } from '../../src/scene/query/parse'
import { loadPatterns } from '../../src/scene/query/patterns'
import { PATTERN_REASONS } from '../../src/scene/query/pattern-problems'
import type { PatternProblem } from '../../src/scene/query/problems'
import { sayQueryProblem } from '../../src/scene/query/problems'
import { TERMS } from '../../src/scene/query/terms'
import { linkSample, samples } from '../support/link-files'
import { makeGraph } from '../support/make-graph'
import { say } from '../support/say'
import { finished } from '../support/steps'

const searched = (
  { graph, arch, judge }: Pick<LinkResult, 'graph' | 'arch' | 'judge'>,
  written: (name: string) => string = (name) => name,
): Searched => ({
  graph,
  arch,
  judge,
  outgoing: indexEdges(graph),
  incoming: indexTargets(graph),
  names: namesByBlock(graph),
  describer: new Describer(graph, arch, indexEdges(graph)),
  written,
})

const find = (of: Searched, text: string): FoundThings => finished(findThings(of, parseQuery(text)))

const all = <Id extends number>({ length }: { readonly length: number }): Id[] => [...Array(length).keys()] as Id[]

describe('what is typed', () => {
  it.each([
    ['main', [{ id: 'word', not: false, text: 'main' }]],
    [
      'Main  other',
      [
        { id: 'word', not: false, text: 'main' },
        { id: 'word', not: false, text: 'other' },
      ],
    ],
    ['"two words"', [{ id: 'word', not: false, text: 'two words' }]],
    ['std::vector', [{ id: 'word', not: false, text: 'std::vector' }]],
    ['kind::x', [{ id: 'word', not: false, text: 'kind::x' }]],
    ['"kind:x"', [{ id: 'word', not: false, text: 'kind:x' }]],
    ['-debug', [{ id: 'word', not: true, text: 'debug' }]],
    ['sec:.text', [{ id: 'section', not: false, text: '.text' }]],
    ['-section:".a b"', [{ id: 'section', not: true, text: '.a b' }]],
    ['size>1k', [{ id: 'size', not: false, comparison: '>', value: 1024 }]],
    ['size:>1k', [{ id: 'size', not: false, comparison: '>', value: 1024 }]],
    ['size:<0x20', [{ id: 'size', not: false, comparison: '<', value: 32 }]],
    ['in:3', [{ id: 'in', not: false, comparison: '=', value: 3 }]],
    ['policy:noalloc', [{ id: 'policy', not: false, policy: NO_ALLOC }]],
    ['policy:N', [{ id: 'policy', not: false, policy: NO_ALLOC }]],
    [
      'crossing: -verdict:note',
      [
        { id: 'crossing', not: false },
        { id: 'verdict', not: true, text: 'note' },
      ],
    ],
    ['', []],
    ['- "', [{ id: 'word', not: false, text: '-' }]],
  ])('%s', (text, terms) => {
    expect(parseQuery(text)).toEqual({ terms, problems: [] })
  })

  it.each(['size>many', 'in>1k', 'policy:', 'policy:stack', 'dead:yes', 'kind:', 'kind>3', 'section:'])(
    '%s: is answered by how to say it',
    (text) => {
      const { terms, problems } = parseQuery(text)
      expect(terms).toEqual([])
      expect(sayQueryProblem(say, problems[0]!)).toMatch(/ asks for what is /)
    },
  )

  it('understands every example of the rows', () => {
    for (const { id, example } of TERMS) {
      expect(parseQuery(example)).toMatchObject({ terms: [{ id }], problems: [] })
      expect(isTyped(parseQuery(example))).toBe(true)
    }
    expect(isTyped(parseQuery('main'))).toBe(false)
    expect(wordsOf(parseQuery('main -other kind:x'))).toEqual(['main'])
  })
})

describe('terms that nothing can be asked together', () => {
  it('are told apart, with what each can be asked of', () => {
    const { terms, problems } = parseQuery('kind:delta32 size>1k')
    expect(terms).toHaveLength(2)
    expect(problems.map((problem) => sayQueryProblem(say, problem))).toEqual([
      'Nothing can be all of this: kind:Delta32 is asked of edges; size>1k is asked of symbols, sections, blocks.',
    ])
    expect(parseQuery('dead: in>1 size>1k main').problems).toEqual([])
  })

  it('are asked of what their rows say', () => {
    const of = searched(linkSample('two-files'))
    for (const { example, of: subjects } of TERMS)
      expect([example, Object.keys(definedOf(compileQuery(of, parseQuery(example)))).sort()]).toEqual([
        example,
        [...subjects].sort(),
      ])
  })
})

const definedOf = (tests: object): object => Object.fromEntries(Object.entries(tests).filter(([, test]) => test))

describe('a part of a name', () => {
  it('may have a star for anything, in any place', () => {
    expect(globTest('a*c')('xxabbbcxx')).toBe(true)
    expect(globTest('a*c')('cba')).toBe(false)
    expect(globTest('*')('anything')).toBe(true)
    expect(globPlaces('A*c', 'xAbcx')).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('has an end for a nasty pattern: trying every way of dividing the name would not', () => {
    const nasty = 'a*'.repeat(2000)
    expect(globTest(nasty)('a'.repeat(100_000))).toBe(true)
    expect(globTest(`${nasty}b`)('a'.repeat(100_000))).toBe(false)
  })
})

describe('names outside', () => {
  it('are found by name; one that another file of the link defines is found where it is defined', () => {
    const alone = searched(linkSample('printf-got-and-stub'))
    const [outside] = find(alone, 'printf').symbols as Iterable<SymbolId>
    expect(alone.graph.nameOf(outside!)).toBe('printf')
    expect(alone.graph.symbols.base[outside!]).toBe(Base.External)
    const both = searched(linkSample('two-files'))
    const bases = (name: string): number[] =>
      Array.from(find(both, name).symbols, (s) => both.graph.symbols.base[s as SymbolId])
    expect([...bases('ping'), ...bases('pong')]).toEqual([Base.Defined, Base.Defined])
  })
})

describe('a regular expression', () => {
  it('finds names, whatever the case, and says what is wrong with it', async () => {
    const patterns = await loadPatterns()
    const problemOf = (text: string): string => sayQueryProblem(say, parseQuery(text, patterns).problems[0]!)
    const of = searched(linkSample('first-look'))
    const named = (text: string) => {
      const { symbols } = finished(findThings(of, parseQuery(text, patterns)))
      return [...new Set(Array.from(symbols, (s) => of.graph.nameOf(s as SymbolId)))].sort()
    }
    expect(named('re:^(MAIN|again)$')).toEqual(['again', 'main'])
    expect(named('re:^(m|ag|once_i) -re:N$')).toEqual(['once_init'])
    expect(named('re:"^m[a-z ]+$" main')).toEqual(['main'])
    expect(problemOf('re:(')).toBe('The regular expression ( cannot be used: a closing ) is missing.')
    expect(problemOf('re:')).toContain('asks for what is')
    expect(problemOf('re:(?=x)')).toContain('looking around')
    // Until expressions can be read, nothing is found, and nothing is complained of.
    expect(parseQuery('re:(').problems).toEqual([])
    expect(finished(findThings(of, parseQuery('re:main'))).counts.symbol).toBe(0)
  })

  it('is complained of in our own words, whatever is wrong with it', async () => {
    const patterns = await loadPatterns()
    const wrong = {
      'open-group': '(a',
      'closed-group': 'a)',
      'open-set': '[a',
      range: '[z-a]',
      'nothing-repeated': '*a',
      'repeated-twice': 'a**',
      count: 'a{3,1}',
      backslash: 'a\\',
      escape: '(a)\\1',
      extension: '(?=a)',
      'group-name': '(?P<a',
      'group-name-twice': '(?P<n>a)(?P<n>b)',
      'too-deep': `${'('.repeat(1100)}${')'.repeat(1100)}`,
      'too-large': 'a{900}b{900}',
    }
    expect(Object.keys(wrong).sort()).toEqual([...PATTERN_REASONS].sort())
    for (const [reason, text] of Object.entries(wrong)) {
      const found = patterns(text)
      expect(typeof found === 'object' && found.why.id, text).toBe(
        text.length > 200 ? 'search.pattern.too-long' : `search.pattern.${reason}`,
      )
      expect(sayQueryProblem(say, found as PatternProblem)).toMatch(
        /^The regular expression .* cannot be used: [^`]*\.$/,
      )
    }
  })

  it('may ask for edges together with a term that does', async () => {
    const patterns = await loadPatterns()
    const of = searched(linkSample('first-look'))
    const { edges, symbols } = finished(findThings(of, parseQuery('re:^once_init$ kind:delta32', patterns)))
    expect(edges.length).toBeGreaterThan(0)
    expect(symbols.length).toBe(0)
  })

  it('has an end for every nasty one, or is refused', async () => {
    const patterns = await loadPatterns()
    const name = 'ab'.repeat(2000)
    for (const nasty of ['(a+)+$', '(a|aa)+$', '(.*)*c', '((a?){50}){10}c', '(.*a.*b.*a.*b){3}c', '(x+x+)+y']) {
      const test = patterns(nasty)
      expect(typeof test === 'object' || test(name) === false).toBe(true)
    }
    expect(patterns('a{900}b{900}')).toMatchObject({ why: { id: 'search.pattern.too-large' } })
    expect(patterns('a'.repeat(1000))).toMatchObject({ why: { id: 'search.pattern.too-long' } })
  })
})

describe('out of reach', () => {
  it('finds the edges that fail the link, and no others; none before they have addresses', () => {
    const { settings } = samples().find(({ id }) => id === 'lesson-out-of-reach')!
    const link = linkSample('lesson-out-of-reach', { absolutes: settings.addresses ?? new Map() })
    const failing = link.diagnostics.filter(({ code }) => code === 'out-of-range')
    const of = searched(link)
    const found = [...find(of, 'range:fail').edges] as EdgeId[]
    expect(found.length > 0).toBe(failing.length > 0)
    const { graph, arch } = link
    const places = placesOf(graph, arch)
    const all = [...find(of, '-range:fail').edges] as EdgeId[]
    for (const e of found) expect(explainEdge(graph, arch, e, places)?.fits).toBe(false)
    if (link.ok) for (const e of all) expect(explainEdge(graph, arch, e, places)?.fits).not.toBe(false)
  })
})

describe('a search', () => {
  const { policies = [] } = samples().find(({ id }) => id === 'first-look')!.settings
  const link = linkSample('first-look', { policies })
  const { graph } = link
  const of = searched(link)
  const describer = new Describer(graph, link.arch, indexEdges(graph))

  it('finds names and sections by a part, and nothing else by words alone', () => {
    const found = find(of, 'ONCE')
    const expected = all<SymbolId>(graph.symbols).filter(
      (s) => graph.nameOf(s).includes('once') && graph.symbols.base[s] === 0,
    )
    expect([...found.symbols].map((s) => graph.nameOf(s as SymbolId))).toContain('once_init')
    expect(found.counts.symbol).toBe(found.symbols.length)
    expect(expected.length).toBeGreaterThanOrEqual(found.symbols.length)
    expect([...found.sections].map((x) => graph.sectionName(x as SectionId)).sort()).toEqual([
      '.once.data',
      '.once.text',
    ])
    expect(found.blocks.length + found.edges.length).toBe(0)
  })

  it('has what is called just so in front', () => {
    const named = [...find(of, 'MAIN').symbols].map((s) => graph.nameOf(s as SymbolId))
    expect(named[0]).toBe('main')
    const other = searched(link, (name) => (name === 'total' ? 'once' : name))
    const once = [...find(other, 'once').symbols].map((s) => graph.nameOf(s as SymbolId))
    expect(once[0]).toBe('total')
    expect(once).toContain('once_init')
  })

  it('finds names as their authors wrote them', () => {
    const other = searched(link, (name) => (name === 'main' ? 'the Beginning' : name))
    expect([...find(other, 'beginning').symbols].map((s) => graph.nameOf(s as SymbolId))).toEqual(['main'])
    expect(find(other, 'main').symbols.length).toBeGreaterThan(0)
  })

  it('finds edges by kind, crossing and verdict: all that fit, and no others', () => {
    const counted = all<EdgeId>(graph.edges).filter((e) => isCounted(graph, e))
    const kindOf = (e: EdgeId): string => link.arch.edges[graph.edges.kind[e]]!.name
    expect([...find(of, 'kind:delta32').edges]).toEqual(counted.filter((e) => kindOf(e).includes('Delta32')))
    expect([...find(of, 'kind:*32 -kind:delta').edges]).toEqual(
      counted.filter((e) => kindOf(e).includes('32') && !kindOf(e).includes('Delta')),
    )
    const crossing = counted.filter((e) => {
      const pair = pairOfEdge(graph, e)
      return (pair & 3) !== OUTSIDE && pair >> 2 !== (pair & 3)
    })
    expect([...find(of, 'crossing:').edges]).toEqual(crossing)
    expect(find(of, 'verdict:warning').counts.edge).toBe(2)
    expect(find(of, 'crossing: kind:nothing').counts.edge).toBe(0)
  })

  it('finds edges by their ends', () => {
    const named = (e: EdgeId): string => graph.nameOf(definitionOf(graph, graph.edges.target[e]))
    const to = [...find(of, 'to:once_init').edges] as EdgeId[]
    expect(to.length).toBeGreaterThan(1)
    expect(to.filter((e) => graph.nameOf(graph.edges.target[e]) !== '' && named(e) !== 'once_init')).toEqual([])
    for (const e of find(of, 'from:.eh_frame').edges)
      expect(graph.sectionName(graph.blocks.section[graph.edges.block[e as EdgeId]])).toBe('.eh_frame')
  })

  it('finds edges by the name at their very place, where a block has many', () => {
    for (const e of find(of, 'from:use_total -section:.debug -section:.eh_frame').edges)
      expect(link.arch && describer.source(e as EdgeId)).toContain('use_total')
    const all = find(of, 'from:.text section:.text').counts.edge
    expect(find(of, 'from:use_total section:.text').counts.edge).toBeLessThan(all)
  })

  it('finds blocks by size, and by how many edges name them', () => {
    const size = (b: number): number => Number(graph.blocks.size.big[b as BlockId])
    const large = [...find(of, 'size>100').blocks]
    expect(large.length).toBeGreaterThan(2)
    expect(large.every((b) => size(b) > 100)).toBe(true)
    expect([...find(of, 'size>100 -section:.debug').blocks].length).toBeLessThan(large.length)
    const often = find(of, 'in>3').blocks
    expect(often.length).toBeGreaterThan(0)
    expect(find(of, 'in>3 in<4').counts.block).toBe(0)
  })

  it('finds what is dead only when asked', () => {
    const dead = [...find(of, 'dead:').blocks] as BlockId[]
    expect(dead.length).toBeGreaterThan(0)
    expect(dead.every((b) => graph.isRemoved(b))).toBe(true)
    expect([...find(of, '-dead: size>0').blocks].every((b) => !graph.isRemoved(b as BlockId))).toBe(true)
  })

  it('finds nothing for a query that asks nothing', () => {
    expect(Object.values(find(of, 'size>many').counts)).toEqual([0, 0, 0, 0])
  })

  it('lets the edges pass that it finds', () => {
    const mask = finished(passingEdges(of, parseQuery('kind:delta32')))
    expect(all<EdgeId>(graph.edges).filter((e) => mask[e] === 1)).toEqual([...find(of, 'kind:delta32').edges])
    const words = finished(passingEdges(of, parseQuery('once_init')))
    expect(words.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
    // What cannot be asked of an edge lets none pass.
    expect(finished(passingEdges(of, parseQuery('dead:'))).every((one) => one === 0)).toBe(true)
  })
})

describe('a search in a large link', () => {
  it('pauses on the way, lists so many and counts all', () => {
    const link = makeGraph(60_000, 10)
    const steps = findThings(searched(link as never), parseQuery('f'))
    let pauses = 0
    let next = steps.next()
    for (; !next.done; next = steps.next()) pauses++
    expect(pauses).toBeGreaterThan(10)
    expect(next.value.symbols.length).toBe(MOST_FOUND)
    expect(next.value.counts.symbol).toBeGreaterThan(MOST_FOUND)
  })

  it('finds every name with a part', () => {
    const link = makeGraph(20_000, 10)
    const { graph } = link
    const expected = all<SymbolId>(graph.symbols).filter((s) => graph.nameOf(s).includes('f19'))
    expect([...find(searched(link as never), 'F19').symbols]).toEqual(expected)
    expect(expected.length).toBeGreaterThan(1000)
  })
})
