/** Memory as data: every byte of every page has one owner, lives follow the log, the axis keeps moments in order. */
import { describe, expect, it } from 'vitest'
import { crossingOf, isCounted, pairOfEdge } from '../../src/engine/graph/crossings'
import type { BlockId, EdgeId, SegmentId } from '../../src/engine/graph/ids'
import { NO_ALLOC } from '../../src/engine/graph/lifetimes'
import { Replay } from '../../src/engine/graph/replay'
import { AllocationState, SegmentState } from '../../src/engine/graph/schema'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { danglesFrom, edgeEnd } from '../../src/scene/dangling'
import { timeAxis } from '../../src/scene/memory-axis'
import { actionStage, allocationStage, firstCopies, memoryLife, pageState } from '../../src/scene/memory-life'
import type { ByteCounts } from '../../src/scene/memory-pages'
import { pageRuns, segmentMemories, stripOf } from '../../src/scene/memory-pages'
import { graphContents, graphRows, segmentRows } from '../../src/scene/memory-rows'
import { optionsOf } from '../../src/worker/server'
import { linkSample, samples } from '../support/link-files'
import { say } from '../support/say'

const PAGE = 4096

function linked(id: string, options: Partial<LinkOptions> = {}) {
  const sample = samples().find((row) => row.id === id)!
  const { graph, log } = linkSample(id, { ...optionsOf({ compat: false, ...sample.settings }), ...options })
  return { graph, log: log!, memories: segmentMemories(graph), life: memoryLife(log!) }
}

const sum = ({ content, padding, unused, 'zero-fill': zero }: ByteCounts): number => content + padding + unused + zero

for (const { id } of samples()) {
  describe(`memory of ${id}`, () => {
    const { graph, log, memories, life } = linked(id)

    it('has one owner for every byte of every page', () => {
      expect(memories.length).toBe(graph.segments.length)
      for (const { segment, stretches, counts } of memories) {
        const reserved = Number(graph.segments.reserved.big[segment])
        let cursor = 0
        for (const { start, end } of stretches) {
          expect(start).toBe(cursor)
          cursor = end
        }
        expect(cursor).toBe(reserved)
        expect(sum(counts)).toBe(reserved)
        const content = Number(graph.segments.contentSize.big[segment])
        const zero = Number(graph.segments.zeroFillSize.big[segment])
        expect(counts.unused).toBe(reserved - content - zero)
      }
    })

    it('has pages that add up to their segment', () => {
      for (const memory of memories) {
        const runs = pageRuns(memory, PAGE)
        const reserved = Number(graph.segments.reserved.big[memory.segment])
        expect(runs.reduce((pages, { count }) => pages + count, 0)).toBe(reserved / PAGE)
        expect(runs.reduce((bytes, { counts }) => bytes + sum(counts), 0)).toBe(reserved)
        for (const { count, counts } of runs) expect(sum(counts)).toBe(count * PAGE)
      }
    })

    it('is in the state that the tables give it, at every event', () => {
      const replay = new Replay(graph, log)
      const file = Array.from({ length: graph.segments.length }, (_, g) => graph.segments.file[g as SegmentId])
      for (let position = 0; position <= log.length; position++) {
        replay.seek(position)
        for (const { segment } of life.segments) {
          const state = pageState(life, segment, file[segment]!, position)
          expect(state === 'none').toBe(segment >= graph.segments.length)
          if (state === 'none') continue
          expect(state === 'gone').toBe(graph.segments.state[segment] === SegmentState.Released)
          expect(state === 'in flight').toBe(graph.segments.state[segment] === SegmentState.InFlight)
        }
      }
      replay.seek(log.length)
    })

    it('gives NoAlloc content no page, and a copy before it is fixed up', () => {
      const contents = graphContents(graph, firstCopies(log))
      const inSegments = new Set(memories.flatMap(({ sections }) => sections))
      for (const { sections, blocks, bytes } of contents) {
        for (const x of sections) {
          expect(graph.sections.lifetime[x]).toBe(NO_ALLOC)
          expect(inSegments.has(x)).toBe(false)
        }
        expect(bytes).toBe(blocks.reduce((all, b) => all + Number(graph.blocks.size.big[b]), 0))
      }
      for (const row of graphRows(say, graph, contents, 1)) expect(row.bars.at(-1)!.to).toBeUndefined()
    })
  })
}

describe('the life of pages', () => {
  it('of the first look: reserved, protected, Finalize gone before live, Standard at the end', () => {
    const { graph, life, memories } = linked('first-look')
    const rows = segmentRows(say, graph, life, memories, PAGE)
    expect(rows.map(({ fate }) => fate)).toEqual([
      'deallocated',
      'deallocated',
      'deallocated',
      'given back after finalize',
      'given back after finalize',
    ])
    for (const { bars, ticks } of rows) {
      expect(bars.map(({ look }) => look)).toEqual(['working', 'reserved', 'held'])
      expect(bars[1]!.to).toBe(bars[2]!.from)
      expect(ticks.map(({ at }) => at)).toEqual([bars[1]!.from, bars[2]!.from, bars[2]!.to])
    }
    const [allocation] = [...life.allocations.values()]
    for (const { released } of life.segments.slice(3)) expect(released!.at).toBeLessThan(allocation!.finalized!)
    expect(rows[1]!.size).toBe('2 pages')
  })

  it('of an abandoned link: everything goes back, nothing was ever in the executor', () => {
    const { life, graph, memories, log } = linked('first-look', { abandonAt: 'relax' })
    for (const { protectedAt, released } of life.segments) {
      expect(protectedAt).toBeUndefined()
      expect(released!.reason).toBe('abandoned')
    }
    const [allocation] = [...life.allocations.values()]
    expect(allocationStage(allocation!, log.length)).toBe('abandoned')
    expect(allocationStage(allocation!, allocation!.opened)).toBe('in flight')
    expect(allocationStage(allocation!, allocation!.opened - 1)).toBe('none')
    const rows = segmentRows(say, graph, life, memories, PAGE)
    expect(rows.every(({ bars }) => bars.every(({ look }) => look !== 'held'))).toBe(true)
  })

  it('of a link whose action fails: twins ran in reverse, and what was not given back is leaked', () => {
    const calls = [{ call: 'main', undo: 'once_init' }, { call: 'main' }]
    const failing = linked('first-look', { calls, failAction: 2 })
    const { life, graph, log, memories } = failing
    expect(graph.allocations.state[0 as never]).toBe(AllocationState.Failed)
    expect(life.actions.map((action) => actionStage(action, log.length))).toEqual(['undone', 'undone', 'failed'])
    const twins = life.actions.filter(({ twin }) => twin !== undefined)
    for (const [i, { twin }] of twins.slice(1).entries()) expect(twin).toBeLessThan(twins[i]!.twin!)
    expect(actionStage(life.actions[2]!, life.actions[2]!.failed! - 1)).toBe('recorded')
    const rows = segmentRows(say, graph, life, memories, PAGE)
    expect(rows.every(({ bars, fate }) => bars.at(-1)!.look === 'leaked' && fate.startsWith('leaked'))).toBe(true)
    expect(pageState(life, 0 as SegmentId, 0 as never, log.length)).toBe('leaked')
  })

  it('shares rows when there are many segments', () => {
    const { life, graph, memories } = linked('first-look')
    const rows = segmentRows(say, graph, life, memories, PAGE, 3)
    expect(rows.map(({ label, size }) => `${label}: ${size}`)).toEqual([
      '3 segments of once.o: 4 pages',
      '2 segments of once.o: 2 pages',
    ])
    expect(segmentRows(say, graph, life, memories, PAGE, 1).map(({ label }) => label)).toEqual([
      '3 segments, Standard',
      '2 segments, Finalize',
    ])
    expect(rows.map(({ fate }) => fate)).toEqual(['deallocated', 'given back after finalize'])
  })
})

describe('a strip', () => {
  it('shows what is too small to be seen, and never has more parts than pixels', () => {
    const { memories } = linked('first-look')
    for (const memory of memories) {
      const parts = stripOf(memory, 200)
      expect(parts.length).toBeGreaterThan(0)
      expect(parts.length).toBeLessThanOrEqual(200)
      for (const { x, w } of parts) expect(w >= 1.5 && x >= 0 && x + w <= 200.01).toBe(true)
    }
    const stretches = Array.from({ length: 5000 }, (_, i) => ({
      kind: i % 2 === 0 ? ('content' as const) : ('padding' as const),
      start: i * 8,
      end: i * 8 + 8,
      block: 0 as never,
    }))
    expect(stripOf({ ...memories[0]!, stretches }, 200)).toHaveLength(1)
  })

  it('keeps whole pages of one block together', () => {
    const { memories } = linked('first-look')
    const stretches = [
      { kind: 'content' as const, start: 0, end: 100, block: 1 as never },
      { kind: 'zero-fill' as const, start: 100, end: 10 * PAGE + 5, block: 2 as never },
      { kind: 'unused' as const, start: 10 * PAGE + 5, end: 11 * PAGE, block: 3 as never },
    ]
    const runs = pageRuns({ ...memories[0]!, stretches }, PAGE)
    expect(runs.map(({ first, count }) => [first, count])).toEqual([
      [0, 1],
      [1, 9],
      [10, 1],
    ])
    expect(runs[0]!.counts).toEqual({ content: 100, padding: 0, 'zero-fill': PAGE - 100, unused: 0 })
    expect(runs[0]!.blocks).toEqual([1, 2])
  })
})

describe('the time axis', () => {
  const phases = [
    { id: 'read', title: 'read', first: 0, end: 2 },
    { id: 'fixup', title: 'fix up', first: 2, end: 1000 },
    { id: 'finalize', title: 'finalize', first: 1000, end: 1008 },
    { id: 'live', title: 'live', first: 1008, end: 1008 },
    { id: 'deallocate', title: 'deallocate', first: 1008, end: 1012 },
  ]
  const axis = timeAxis(phases, [1001, 1002, 1003, 1004, 1005, 1006, 1010], 800)

  it('fills its width, and keeps moments in order', () => {
    const last = axis.spans.at(-1)!
    expect(last.x + last.w).toBeCloseTo(800)
    let before = -1
    for (let position = 0; position <= 1012; position++) {
      const x = axis.x(position)
      expect(x).toBeGreaterThanOrEqual(before)
      before = x
    }
    expect(axis.x(0)).toBe(0)
    expect(axis.x(1012)).toBeCloseTo(800)
  })

  it('gives room to a phase in which memory changes hands', () => {
    const [, fixup, finalize] = axis.spans
    expect(finalize!.w / 8).toBeGreaterThan((20 * fixup!.w) / 998)
  })

  it('finds the moment at a place again', () => {
    for (const position of [1, 500, 1003, 1007, 1011]) expect(axis.position(axis.x(position) - 0.01)).toBe(position)
    const live = axis.spans[3]!
    expect(axis.position(live.x + live.w / 2)).toBe(1008)
    expect(axis.position(-5)).toBe(0)
    expect(axis.position(5000)).toBe(1012)
  })
})

describe('the far end of an edge', () => {
  const { graph, log, life } = linked('first-look')
  const { judge } = linkSample('first-look')
  const homes = Array.from({ length: graph.blocks.length }, (_, b) => graph.blocks.segment[b as BlockId])
  const edges = Array.from({ length: graph.edges.length }, (_, e) => e as EdgeId).filter((e) => isCounted(graph, e))
  const from = (e: EdgeId): number | undefined => danglesFrom(graph, life, (b) => homes[b]!, e)

  it('is gone from the release of its target on, as long as its own pages are there', () => {
    const replay = new Replay(graph, log)
    const dangling = edges.filter((e) => from(e) !== undefined)
    const finalized = dangling.filter((e) => from(e)! < life.allocations.get(0 as never)!.finalized!)
    // Two from Standard and six from NoAlloc lead to Finalize memory; what Finalize memory points at stays.
    expect(finalized.map((e) => pairOfEdge(graph, e)).sort((a, b) => a - b)).toEqual([1, 1, 9, 9, 9, 9, 9, 9])
    // When everything is deallocated, metadata is left pointing at all of it.
    const fromMetadata = edges.filter((e) => pairOfEdge(graph, e) === 8)
    expect(dangling).toEqual(expect.arrayContaining(fromMetadata))
    for (const e of edges) {
      const at = from(e)
      for (const position of [at === undefined ? log.length : at - 1, at ?? log.length]) {
        replay.seek(position)
        expect(edgeEnd(graph, judge, e)).toBe(at !== undefined && position >= at ? 'gone' : 'there')
      }
    }
    replay.seek(log.length)
  })

  it('is never there where a distance leads to NoAlloc content, and there where an address is a handle', () => {
    const handles = linkSample('code-names-noalloc')
    const ends: [string, string][] = []
    for (let e = 0 as EdgeId; e < handles.graph.edges.length; e++) {
      if (!isCounted(handles.graph, e) || pairOfEdge(handles.graph, e) !== 2) continue
      ends.push([crossingOf(handles.graph, e, handles.judge).verdict, edgeEnd(handles.graph, handles.judge, e)])
    }
    expect(ends.sort()).toEqual([
      ['note', 'there'],
      ['warning', 'never'],
    ])
  })
})
