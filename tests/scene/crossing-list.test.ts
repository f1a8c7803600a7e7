/** What the counters and the figures open: lists that hold just the edges counted, sums that add up, at every event. */
import { describe, expect, it } from 'vitest'
import { countCrossings, pairOfEdge, PAIRS } from '../../src/engine/graph/crossings'
import { VERDICTS } from '../../src/engine/graph/crossing-rules'
import { figuresOf } from '../../src/engine/graph/figures'
import type { EdgeId } from '../../src/engine/graph/ids'
import { Replay } from '../../src/engine/graph/replay'
import type { CrossingList } from '../../src/scene/crossing-list'
import { headingOf, keepAliveList, levelOf, pairList, pairName } from '../../src/scene/crossing-list'
import type { FigureName } from '../../src/scene/figure-sums'
import { FIGURES, sumOf } from '../../src/scene/figure-sums'
import { optionsOf } from '../../src/worker/server'
import { linkSample, samples } from '../support/link-files'
import { say } from '../support/say'

const PAGE = 4096

const edgesIn = ({ lines }: CrossingList): EdgeId[] => [...lines].filter((line) => line >= 0) as EdgeId[]

for (const { id, settings } of samples()) {
  describe(id, () => {
    const { graph, judge, log } = linkSample(id, optionsOf(settings))

    it('opens each counter as a list of just the edges that it counts', () => {
      const { count, warnings, keepAlive } = countCrossings(graph, judge)
      for (let pair = 0; pair < PAIRS; pair++) {
        const list = pairList(graph, judge, pair)
        const edges = edgesIn(list)
        expect(edges.length).toBe(count[pair])
        expect(list.edges).toBe(count[pair])
        expect(new Set(edges).size).toBe(edges.length)
        for (const e of edges) expect(pairOfEdge(graph, e)).toBe(pair)
        const bad = list.headings.filter((row) => row.kind === 'verdict' && VERDICTS.indexOf(row.verdict) > 1)
        expect(bad.reduce((sum, row) => sum + row.count, 0)).toBe(warnings[pair])
      }
      expect(edgesIn(keepAliveList(graph))).toHaveLength(keepAlive)
    })

    it('opens each figure as a sum that adds up to it, at every event', () => {
      const replay = new Replay(graph, log!)
      for (let position = 0; position <= log!.length; position++) {
        replay.seek(position)
        const figures = figuresOf(graph)
        for (const name of Object.keys(FIGURES) as FigureName[])
          expect(sumOf(FIGURES[name].terms(graph, PAGE, say))).toBe(figures[name])
      }
    })
  })
}

describe('a list', () => {
  const first = samples().find(({ id }) => id === 'first-look')!
  const { graph, judge } = linkSample('first-look', optionsOf(first.settings))

  it('stands worst first, verdict over kind over edge, and knows the place of each line', () => {
    const list = pairList(graph, judge, 1)
    expect(pairName(1)).toBe('S→F')
    const tree = Array.from(list.lines, (_, line) => [levelOf(list, line), list.places[line], list.sizes[line]])
    expect(tree).toEqual([
      [1, 1, 2],
      [2, 1, 2],
      [2, 2, 2],
      [3, 1, 1],
      [1, 2, 2],
      [2, 1, 2],
      [2, 2, 2],
      [3, 1, 1],
    ])
    expect(headingOf(list, 0)).toMatchObject({ kind: 'verdict', verdict: 'warning', count: 1 })
    expect(headingOf(list, 1)).toMatchObject({ kind: 'way out', id: 'dangling-address' })
    const both = linkSample('code-names-noalloc')
    const mixed = pairList(both.graph, both.judge, 2)
    expect(mixed.headings.flatMap((row) => (row.kind === 'verdict' ? [row.verdict] : []))).toEqual(['warning', 'note'])
  })

  it('says what to do only where something is wrong', () => {
    const fine = pairList(graph, judge, 0)
    expect(headingOf(fine, 0)).toMatchObject({ kind: 'verdict', verdict: 'fine' })
    expect(fine.headings.some(({ kind }) => kind === 'way out')).toBe(false)
  })

  it('adds up when a finalize action fails, and nothing goes back', () => {
    const failed = linkSample('first-look', { ...optionsOf(first.settings), failAction: 0 })
    const figures = figuresOf(failed.graph)
    expect(figures.afterFinalize).toBe(figures.resident)
    for (const name of Object.keys(FIGURES) as FigureName[])
      expect(sumOf(FIGURES[name].terms(failed.graph, PAGE, say))).toBe(figures[name])
  })

  it('says why something does not count', () => {
    const terms = FIGURES.afterFinalize.terms(graph, PAGE, say)
    expect(terms.filter(({ bytes }) => bytes === 0n).map(({ note }) => note)).toEqual([
      '1 page × 4,096 B not counted: goes back after the actions',
      '1 page × 4,096 B not counted: goes back after the actions',
    ])
    const [zero] = FIGURES.toTransmit.terms(graph, PAGE, say).filter(({ note }) => note.includes('zero-fill'))
    expect(zero!.bytes).toBe(0n)
  })
})
