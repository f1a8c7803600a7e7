/**
 * What the records of JITLink say about memory, stated as facts: the order of protections, actions and releases, who
 * copies NoAlloc content and when, what is given back if a link fails. Our engine follows these.
 */
import { describe, expect, it } from 'vitest'
import type { BlockRow, LifetimeRecord, RecordedEvent, RecordedGraph, RecordedSegment } from './lifetimes/golden'
import { readLifetimeRecord } from './lifetimes/golden'
import { CASES } from './lifetimes/cases'

const records = CASES.map(({ id }) => readLifetimeRecord(id))

/** The events in short: `protect RW-`, `f1`, `d1!` (a twin that failed), `release`, and the others by their names. */
function story({ events }: Pick<LifetimeRecord, 'events'>): string {
  return events.map(shortOf).join(' ')
}

function shortOf(event: RecordedEvent): string {
  if (event.event === 'action') return `${event.half === 'finalize' ? 'f' : 'd'}${event.pair}${event.ok ? '' : '!'}`
  if (event.event === 'protect') return `protect:${event.protection}`
  return event.event.replace(' ', '-')
}

const storyOf = (id: string): string => story(readLifetimeRecord(id))
const actionsOf = (id: string) =>
  readLifetimeRecord(id).events.filter(
    (event): event is Extract<RecordedEvent, { event: 'action' }> => event.event === 'action',
  )

describe('finalize', () => {
  it('protects every segment, runs the actions in order, releases Finalize memory', () => {
    const prefix = 'reserve resolved fixed-up protect:RW- protect:R-X protect:RW- protect:R-X'
    expect(storyOf('actions')).toBe(`${prefix} f1 f2 f4 release finalized deallocate d4 d3 d1 release deallocated`)
  })

  it('runs the actions while Finalize memory is there, protected; the twins when it is gone', () => {
    for (const { half, memory } of actionsOf('actions')) {
      expect(memory).toEqual(half === 'finalize' ? ['RW-', 'R-X', 'RW-', 'R-X'] : ['RW-', 'R-X', 'gone', 'gone'])
    }
  })

  it('really runs code in Finalize memory, whose traces stay in Standard memory', () => {
    expect(actionsOf('initializer-runs').map(({ reads }) => reads)).toEqual([0, undefined, 42, 42])
  })

  it('that fails in an action runs the twins so far in reverse, not its own, and releases nothing', () => {
    expect(storyOf('action-fails')).toMatch(/protect:R-X f1 f2 f3! d2 d1 failed$/)
    expect(storyOf('first-action-fails')).toMatch(/protect:R-X f1! failed$/)
  })

  it('that fails in a protection runs no action and releases nothing', () => {
    expect(storyOf('protection-none')).toBe('reserve resolved fixed-up failed')
  })
})

describe('deallocate', () => {
  it('takes the last allocation first, and in each the twins in reverse before its memory', () => {
    expect(storyOf('deallocate-three')).toMatch(
      /deallocate d4 d3 d1 release d4 d3 d1 release d4 d3 d1 release deallocated$/,
    )
    const { events } = readLifetimeRecord('deallocate-three')
    const after = events.slice(events.findIndex(({ event }) => event === 'deallocate'))
    const released = after.filter((event) => event.event === 'release')
    expect(released).toMatchObject(['0x10009000', '0x10004000', '0x10000000'].map((address) => ({ address })))
  })

  it('goes on after a twin that fails, joins the errors and releases the memory', () => {
    expect(storyOf('twin-fails')).toMatch(/deallocate d3! d2! d1 release deallocated$/)
    const { events } = readLifetimeRecord('twin-fails')
    expect(events.at(-1)).toEqual({
      event: 'deallocated',
      error: 'action 3 was told to fail\naction 2 was told to fail',
    })
  })
})

describe('abandon', () => {
  const IN_FLIGHT = [
    'out-of-range',
    'missing-name',
    ...['post-allocation', 'resolved', 'pre-fixup', 'post-fixup'].map((phase) => `fails-in-${phase}`),
  ]
  for (const id of IN_FLIGHT) {
    it(`${id}: releases the Finalize part, then the Standard part, and runs no action`, () => {
      const { events } = readLifetimeRecord(id)
      expect(actionsOf(id)).toEqual([])
      const ranges = events.filter((event) => 'size' in event)
      expect(ranges.map(({ event }) => event)).toEqual(['reserve', 'release', 'release'])
      const [all, finalize, standard] = ranges as { address: string; size: number }[]
      expect(standard!.address).toBe(all!.address)
      expect(Number(finalize!.address)).toBe(Number(all!.address) + standard!.size)
      expect(standard!.size + finalize!.size).toBe(all!.size)
    })
  }

  it('has nothing to do if the link fails before memory is reserved', () => {
    for (const id of ['fails-in-pre-prune', 'fails-in-post-prune', 'alignment-over-page'])
      expect(storyOf(id)).toBe('failed')
  })

  it('of one file leaves the others alone', () => {
    const { events, files } = readLifetimeRecord('three-files-one-fails')
    expect(files.map(({ failed }) => failed)).toEqual([undefined, 'told to fail in postFixup', undefined])
    expect(
      events.filter(({ event }) => event === 'finalized').map((event) => (event as { file: string }).file),
    ).toEqual(['left.o', 'middle.o'])
  })
})

describe('the layout of InProcessMemoryManager', () => {
  const laidOut = records.filter(({ files }) => files.some(({ segments = [] }) => segments.length > 0))

  it('is one mapping for each file: Standard segments, right behind them Finalize segments, each on pages of its own', () => {
    expect(laidOut.length).toBeGreaterThanOrEqual(24)
    for (const { case: kase, files, events } of laidOut) {
      const reserved = events.filter((event) => event.event === 'reserve')
      let i = 0
      for (const { segments = [] } of files) {
        const mapping = reserved[i++] as { address: string; size: number }
        let cursor = Number(mapping.address)
        for (const segment of segments) {
          expect(Number(segment.address), kase.id).toBe(cursor)
          cursor += segment.reserved
        }
        expect(cursor - Number(mapping.address), kase.id).toBe(mapping.size)
        expect(segments.map(orderOf), kase.id).toEqual(segments.map(orderOf).toSorted((a, b) => a - b))
      }
    }
  })

  it('protects exactly the pages of each segment', () => {
    for (const { events, files } of records) {
      const pages = new Map(files.flatMap(({ segments = [] }) => segments.map((s) => [s.address, s] as const)))
      for (const event of events) {
        if (event.event !== 'protect') continue
        const { protection, reserved } = pages.get(event.address)!
        expect([event.protection, event.size]).toEqual([protection, reserved])
      }
    }
  })
})

/** Lifetime, then protection as a number: the order of segments. */
function orderOf({ lifetime, protection }: RecordedSegment): number {
  const bits = [...protection].reduce((sum, letter, i) => sum + (letter === '-' ? 0 : 2 ** i), 0)
  return (lifetime === 'F' ? 8 : 0) + bits
}

/** The block, if its content did not go from the file to where its lifetime says. What LLVM made was never in the file. */
function misplaced({ sections }: RecordedGraph, { section, places, size }: BlockRow): string[] {
  const stages = places?.split(' ') ?? []
  if (size === 0 || stages[0] !== 'file') return []
  const isNoAlloc = sections.some(([name, , lifetime]) => name === section && lifetime === 'N')
  const expected = isNoAlloc ? 'graph' : 'memory'
  return stages.length > 1 && stages.at(-1) === expected ? [] : [`${section}: ${places}`]
}

describe('NoAlloc content', () => {
  it('stays in the file until the fixups, then it is in the graph; memory is another place', () => {
    for (const { graph, failed } of records.flatMap(({ files }) => files)) {
      if (graph && failed === undefined) expect(graph.blocks.flatMap((block) => misplaced(graph, block))).toEqual([])
    }
  })

  it('is copied by the first who asks, once', () => {
    const asked = ['mutable-early', 'mutable-late'].flatMap((id) => readLifetimeRecord(id).events)
    const requests = asked.filter(
      (event): event is Extract<RecordedEvent, { event: 'mutable' }> => event.event === 'mutable',
    )
    expect(requests.map(({ phase, section, before, after }) => `${phase} ${section} ${before} → ${after}`)).toEqual([
      'prePrune .meta.more file → graph',
      'prePrune .data file → graph',
      'postPrune .once.data file → graph',
      'postAllocation .data memory → memory',
      'preFixup .meta file → graph',
      'preFixup .once.text memory → memory',
      'postFixup .meta.more graph → graph',
      'postFixup .meta graph → graph',
    ])
    expect(requests.every(({ secondRequest }) => secondRequest === 'the same copy')).toBe(true)
  })

  it('leaves the file’s bytes alone, but for a mistake of LLVM: relaxing code without memory writes into the input', () => {
    const touched = records.filter(({ files }) => files.some(({ inputUntouched }) => !inputUntouched))
    expect(touched.map((record) => record.case.id)).toEqual(['code-noalloc'])
  })

  it('keeps the address of the file, which is 0', () => {
    for (const { files } of records) {
      for (const { graph } of files) {
        const noAlloc = new Set(graph?.sections.filter(([, , lifetime]) => lifetime === 'N').map(([name]) => name))
        // Call-frame records are split at build: their addresses are offsets in the section.
        const blocks = graph?.blocks.filter(({ section }) => noAlloc.has(section) && section !== '.eh_frame') ?? []
        expect(blocks.filter(({ address }) => address !== '0x0')).toEqual([])
      }
    }
  })

  it('alone needs no memory manager at all: no allocation comes out; one action, or one empty section, and it is asked', () => {
    const allocation = (id: string): unknown =>
      readLifetimeRecord(id).events.find((event) => event.event === 'finalized')
    expect(allocation('all-noalloc')).toMatchObject({ allocation: false })
    expect(allocation('all-noalloc-with-action')).toMatchObject({ allocation: true })
    expect(allocation('noalloc-but-empty-text')).toMatchObject({ allocation: true })
    expect(storyOf('all-noalloc-late-action')).toBe('resolved fixed-up finalized')
    expect(storyOf('all-noalloc-with-action')).toBe('resolved fixed-up f1 finalized deallocate d1 deallocated')
  })

  it('of zero-fill crashes LLVM, and so does a failure without an allocation', () => {
    const crashed = records.filter((record) => record.crashed !== undefined).map((record) => record.case.id)
    expect(crashed).toEqual(['all-noalloc-fails', 'zero-fill-noalloc'])
  })
})
