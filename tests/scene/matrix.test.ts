/** Who refers to whom as numbers, and filters: everything adds up to the edges that there are. */
import { describe, expect, it } from 'vitest'
import { isCounted, pairOfEdge } from '../../src/engine/graph/crossings'
import type { EdgeId } from '../../src/engine/graph/ids'
import { maskOf } from '../../src/scene/mask'
import { edgesOfCell, matrixOf } from '../../src/scene/matrix'
import { edgesOfRibbon } from '../../src/scene/bundle'
import { linkSample, samples } from '../support/link-files'
import { makeGraph } from '../support/make-graph'
import { say } from '../support/say'
import { sceneOfLink } from '../support/scene'

const OPEN = { pair: undefined, kind: undefined, file: undefined, section: '', crossing: false }

const sum = (list: Iterable<number>): number => [...list].reduce((total, value) => total + value, 0)

function counted(graph: ReturnType<typeof linkSample>['graph']): EdgeId[] {
  return [...Array(graph.edges.length).keys()].filter((e) => isCounted(graph, e as EdgeId)) as EdgeId[]
}

describe('the matrix', () => {
  for (const { id } of samples())
    for (const of of ['sections', 'files'] as const)
      it(`${id}, ${of}: cells, rows and columns add up to the edges`, () => {
        const { graph } = linkSample(id)
        const all = counted(graph).length
        const matrix = matrixOf({ say, graph, of, order: 'address', mask: undefined })
        expect(matrix.total).toBe(all)
        expect(sum(matrix.count)).toBe(all)
        expect(sum(matrix.from.map(({ total }) => total))).toBe(all)
        expect(sum(matrix.to.map(({ total }) => total))).toBe(all)
        matrix.count.forEach((count, cell) => {
          expect(edgesOfCell(matrix, cell)).toHaveLength(count)
        })
      })

  it('names the file of a section only where another has the same name', () => {
    const { graph } = linkSample('two-files')
    const { from } = matrixOf({ say, graph, of: 'sections', order: 'address', mask: undefined })
    const names = from.map(({ title }) => title)
    expect(names).toEqual(expect.arrayContaining(['.text (ping.o)', '.text (pong.o)']))
    const plain = names.filter((name) => !name.includes('('))
    expect(plain.length).toBeGreaterThan(0)
    expect(new Set(names).size).toBe(names.length)
  })

  it('sums up what does not fit, and can be sorted by count', () => {
    const { graph } = makeGraph(3000, 6000, 3)
    const matrix = matrixOf({ say, graph, of: 'sections', order: 'count', mask: undefined })
    expect(matrix.from.length).toBeLessThan(50)
    expect(matrix.from.at(-1)!.title).toBe('others')
    expect(matrix.from.at(-1)!.total).toBeGreaterThan(0)
    expect(sum(matrix.count)).toBe(6000)
  })
})

describe('a filter', () => {
  const { graph } = linkSample('two-files')
  const edges = counted(graph)

  it('lets everything pass that is asked for, and counts it', () => {
    expect(maskOf(graph, OPEN, undefined)).toMatchObject({ passing: edges.length, all: edges.length })
    const first = edges[0]!
    const pair = pairOfEdge(graph, first)
    const byPair = maskOf(graph, { ...OPEN, pair }, undefined)
    expect(byPair.passing).toBe(edges.filter((e) => pairOfEdge(graph, e) === pair).length)
    const kind = graph.edges.kind[first]
    expect(maskOf(graph, { ...OPEN, kind }, undefined).passing).toBe(
      edges.filter((e) => graph.edges.kind[e] === kind).length,
    )
    const only = new Set([first])
    const one = maskOf(graph, OPEN, { only })
    expect([one.passing, one.mask[first]]).toEqual([1, 1])
  })

  it('asks for sections by a part of their name, and for files', () => {
    const named = maskOf(graph, { ...OPEN, section: 'TEXT' }, undefined)
    expect(named.passing).toBeGreaterThan(0)
    expect(named.passing).toBeLessThan(edges.length)
    expect(maskOf(graph, { ...OPEN, section: 'no such section' }, undefined).passing).toBe(0)
    const files = graph.files.map((_, file) => maskOf(graph, { ...OPEN, file }, undefined).passing)
    expect(sum(files)).toBeGreaterThanOrEqual(edges.length)
  })

  it('knows crossings from others', () => {
    const link = linkSample('code-names-noalloc')
    const passing = maskOf(link.graph, { ...OPEN, crossing: true }, undefined).passing
    const pairs = counted(link.graph).map((e) => pairOfEdge(link.graph, e))
    expect(passing).toBe(pairs.filter((pair) => pair >> 2 !== (pair & 3) && (pair & 3) !== 3).length)
    expect(passing).toBeGreaterThan(0)
  })
})

describe('a ribbon', () => {
  it('stands for as many edges as it says', () => {
    const scene = sceneOfLink(makeGraph(8000, 20_000), { byAddress: true, width: 1000, height: 500 })
    expect(scene.edges.ribbons.length).toBeGreaterThan(3)
    const { lanes } = scene.edges
    for (const ribbon of scene.edges.ribbons)
      expect(edgesOfRibbon({ ...scene, lanes }, ribbon)).toHaveLength(ribbon.count)
  })
})
