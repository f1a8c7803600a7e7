/** The outline: the same link as the map, as lines of text. */
import { describe, expect, it } from 'vitest'
import { Describer } from '../../src/engine/arch/describe'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { namesIn } from '../../src/scene/names-in'
import type { OutlineLine } from '../../src/scene/outline'
import { linesAround, outlineLines } from '../../src/scene/outline'
import { linkSample } from '../support/link-files'
import { say } from '../support/say'

function linesOf(id: string, toggled: readonly string[] = [], around?: { kind: string; id: number }): OutlineLine[] {
  const { graph, arch, judge } = linkSample(id)
  const outgoing = indexEdges(graph)
  const describer = new Describer(graph, arch, outgoing)
  const lines = outlineLines({
    graph,
    describer,
    outgoing,
    names: namesIn(graph),
    judge,
    say,
    toggled: new Set(toggled),
    forced: linesAround(graph, around),
  })
  return lines.slice(0, lines.length)
}

const labels = (lines: readonly OutlineLine[]): string[] => lines.map(({ label }) => label)

describe('the outline', () => {
  it('starts with files, sections and blocks, without the files’ own bookkeeping', () => {
    const lines = linesOf('two-files')
    expect(labels(lines)).toEqual(expect.arrayContaining(['ping.o', 'pong.o', '.text', 'ping', '$__STUBS']))
    expect(labels(lines)).not.toContain('.symtab')
    expect(lines.filter(({ level }) => level === 1).map(({ size, place }) => [size, place])).toEqual([
      [2, 1],
      [2, 2],
    ])
  })

  it('opens and closes', () => {
    const open = linesOf('calls-and-globals')
    const file = open[0]!
    expect(linesOf('calls-and-globals', [file.key])).toHaveLength(1)
    const block = open.find(({ kind, open: inside }) => kind === 'block' && inside === false)!
    expect(linesOf('calls-and-globals', [block.key]).length).toBeGreaterThan(open.length)
  })

  it('opens what is around a selected thing', () => {
    const { graph } = linkSample('calls-and-globals')
    const edge = [...Array(graph.edges.length).keys()].find((e) => graph.edges.kind[e as never] > 1)!
    const lines = linesOf('calls-and-globals', [], { kind: 'edge', id: edge })
    expect(lines.some(({ kind, id }) => kind === 'edge' && id === edge)).toBe(true)
  })

  it('says what a crossing is worth', () => {
    const { graph } = linkSample('code-names-noalloc')
    const blocks = [...Array(graph.blocks.length).keys()].map((b) => `b${b}`)
    const notes = linesOf('code-names-noalloc', blocks).map(({ note }) => note)
    expect(notes).toEqual(expect.arrayContaining(['Delta32 · S→N · warning', 'Pointer64 · S→N · note']))
  })

  it('finds lines and what they are inside of', () => {
    const { graph, arch, judge } = linkSample('two-files')
    const outgoing = indexEdges(graph)
    const describer = new Describer(graph, arch, outgoing)
    const names = namesIn(graph)
    const query = {
      graph,
      describer,
      outgoing,
      names,
      judge,
      say,
      toggled: new Set<string>(),
      forced: new Set<string>(),
    }
    const lines = outlineLines(query)
    for (let i = 0; i < lines.length; i++) {
      const { kind, id, level } = lines.at(i)!
      expect(lines.find(kind, id)).toBe(i)
      const parent = lines.at(lines.parentOf(i))
      expect(parent?.level).toBe(level === 1 ? undefined : level - 1)
    }
    expect(lines.at(lines.length)).toBeUndefined()
  })

  it('marks what was removed', () => {
    const removed = linesOf('dead-code').filter((line) => line.removed)
    expect(removed.length).toBeGreaterThan(0)
    expect(removed.every(({ note }) => note === 'removed')).toBe(true)
  })
})
