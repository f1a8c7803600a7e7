/**
 * What the page keeps while people walk through time (ends of edges, holes, traffic, crossings, outline) has to be what it
 * would be if it were made anew at that moment: event by event there and back in every sample, and after jumps.
 */
import { describe, expect, it } from 'vitest'
import { countCrossings } from '../../src/engine/graph/crossings'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { figuresOf } from '../../src/engine/graph/figures'
import { Replay } from '../../src/engine/graph/replay'
import type { BlockId } from '../../src/engine/graph/ids'
import { NO_SEGMENT } from '../../src/engine/graph/ids'
import { BlockFlag } from '../../src/engine/graph/schema'
import { changedRows } from '../../src/scene/changed-rows'
import { CrossingsNow, crossingsAtEnd } from '../../src/scene/crossings-now'
import { holesOf } from '../../src/scene/density'
import { edgeEnds } from '../../src/scene/ends'
import { layOut } from '../../src/scene/layout'
import { MapEdges } from '../../src/scene/map-edges'
import { namesIn } from '../../src/scene/names-in'
import { outlineLines } from '../../src/scene/outline'
import { changesBetween, FIGURE_CELLS, LINE_CELLS, NAME_CELLS, OPEN_LINE_CELLS } from '../../src/scene/stale'
import { trafficOf } from '../../src/scene/traffic'
import { Describer } from '../../src/engine/arch/describe'
import { linkSample, samples } from '../support/link-files'
import { numbers } from '../support/make-graph'
import { say } from '../support/say'

const JUMPS = 40

/** A walk: forwards event by event, backwards in steps of seven, then anywhere. */
function* walk(length: number): Generator<number> {
  for (let position = 0; position <= length; position++) yield position
  for (let position = length; position >= 0; position -= 7) yield position
  const random = numbers(3)
  for (let i = 0; i < JUMPS; i++) yield random(length + 1)
}

function world(id: string) {
  const { graph, arch, judge, log } = linkSample(id)
  const outgoing = indexEdges(graph)
  return { graph, arch, judge, log: log!, outgoing, describer: new Describer(graph, arch, outgoing) }
}

for (const { id } of samples()) {
  describe(id, () => {
    it('keeps edges and their crossings', () => {
      const here = world(id)
      const { graph, arch, judge, log, outgoing, describer } = here
      const layout = layOut({ graph, describer, edges: outgoing, byAddress: true, width: 900, minHeight: 500 })
      const edges = new MapEdges({ graph, arch, layout }, here, log.length)
      const crossings = new CrossingsNow(here, log.length)
      const sent = new CrossingsNow(here, crossingsAtEnd(graph, judge, log.length))
      const replay = new Replay(graph, log)
      for (const position of walk(log.length)) {
        replay.seek(position)
        const now = edges.at(position)
        const anew = edgeEnds({ graph, arch, layout })
        expect(now.ends.length).toBe(anew.length)
        expect(now.ends.from.subarray(0, anew.length)).toEqual(anew.from)
        const drawn = [...anew.from.keys()].filter((e) => anew.from[e]! >= 0)
        expect(drawn.map((e) => now.ends.to[e])).toEqual(drawn.map((e) => anew.to[e]))
        expect(now.holes).toEqual(holesOf(layout, graph, anew))
        expect(now.traffic).toEqual(trafficOf(layout, anew, undefined))
        expect(crossings.at(position)).toEqual(countCrossings(graph, judge))
        expect(sent.at(position)).toEqual(crossings.at(position))
        expect(sent.warnings()).toEqual(crossings.warnings())
      }
    })

    it('draws again all rows that look different from afar', () => {
      const here = world(id)
      const { graph, arch, log, outgoing, describer } = here
      const layout = layOut({ graph, describer, edges: outgoing, byAddress: true, width: 900, minHeight: 500 })
      const edges = new MapEdges({ graph, arch, layout }, here, log.length)
      const replay = new Replay(graph, log)
      const { blocks } = graph
      const looks = (holes: Uint32Array): string[] =>
        Array.from(holes, (open, row) => {
          const b = layout.slots.block[layout.pieces.slot[layout.rows.piece[row]!]!]! as BlockId
          const flags = blocks.flags[b] & (BlockFlag.Removed | BlockFlag.ZeroFill)
          return `${b < blocks.length} ${flags} ${blocks.segment[b] === NO_SEGMENT} ${open}`
        })
      let [last, before] = [log.length, looks(edges.at(log.length).holes)]
      let told = 0
      for (const position of walk(log.length)) {
        replay.seek(position)
        const { ends, holes } = edges.at(position)
        const now = looks(holes)
        const rows = changedRows(here, { layout, ends }, last, position)
        if (rows) {
          const again = new Set(rows)
          expect([...now.keys()].filter((row) => now[row] !== before[row] && !again.has(row))).toEqual([])
          told++
        }
        ;[last, before] = [position, now]
      }
      expect(told).toBeGreaterThan(20)
    })

    it('keeps the lines of the outline and the figures as long as they hold', () => {
      const { graph, log, judge, outgoing, describer } = world(id)
      const replay = new Replay(graph, log)
      const open = new Set(Array.from({ length: graph.blocks.length }, (_, b) => `b${b}`))
      const make = (toggled: ReadonlySet<string>) =>
        outlineLines({ graph, describer, judge, say, outgoing, names: namesIn(graph), toggled, forced: new Set() })
      const keysOf = (lines: ReturnType<typeof make>): string[] => lines.slice(0, lines.length).map(({ key }) => key)
      let [kept, keptOpen, figures] = [make(new Set()), make(open), figuresOf(graph)]
      let last = log.length
      const random = numbers(5)
      for (let i = 0; i < JUMPS; i++) {
        const position = i % 2 === 0 ? random(log.length + 1) : Math.min(log.length, last + 1)
        const changed = (cells: Parameters<typeof changesBetween>[3]): boolean =>
          changesBetween(log, last, position, cells)
        replay.seek(position)
        if (changed(LINE_CELLS) || changed(NAME_CELLS)) kept = make(new Set())
        if (changed(OPEN_LINE_CELLS) || changed(NAME_CELLS)) keptOpen = make(open)
        if (changed(FIGURE_CELLS)) figures = figuresOf(graph)
        expect(keysOf(kept)).toEqual(keysOf(make(new Set())))
        expect(keysOf(keptOpen)).toEqual(keysOf(make(open)))
        expect(figures).toEqual(figuresOf(graph))
        last = position
      }
    })
  })
}
