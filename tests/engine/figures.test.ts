/** The headline figures at every event, against a slow count that follows the definitions word by word. */
import { describe, expect, it } from 'vitest'
import { figuresOf } from '../../src/engine/graph/figures'
import type { Figures } from '../../src/engine/graph/figures'
import type { BlockId, SegmentId } from '../../src/engine/graph/ids'
import { FINALIZE, LIFETIMES } from '../../src/engine/graph/lifetimes'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { SegmentState } from '../../src/engine/graph/schema'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { linkObjects } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'

const OBJECT: ObjectSpec = {
  sections: [
    { name: '.once', flags: 'ax', size: 4100 },
    { name: '.text', flags: 'ax', size: 3, align: 16 },
    { name: '.text.dead', flags: 'ax', size: 700 },
    { name: '.data', flags: 'aw', size: 5, align: 64, relocations: [] },
    { name: '.bss', flags: 'aw', type: 'nobits', size: 9000, align: 4096 },
    { name: '.note', size: 11 },
  ],
  symbols: [
    { name: 'once', in: '.once' },
    { name: 'main', in: '.text' },
    { name: 'data', in: '.data' },
    { name: 'bss', in: '.bss' },
  ],
}

const isBookkeeping = (name: string): boolean => /^\.(rela.*|symtab|strtab|shstrtab)$/.test(name)

/** Counts byte by byte, without the linker's own sums; peak is what the caller saw. */
function slowFigures(graph: LinkGraph, peak: bigint): Figures {
  let [toTransmit, graphOnly, resident, afterFinalize] = [0n, 0n, 0n, 0n]
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = graph.blocks.section[b]
    if (graph.isRemoved(b) || isBookkeeping(graph.sectionName(x))) continue
    const length = BigInt(graph.content(b)?.length ?? 0)
    if (LIFETIMES[graph.sections.lifetime[x]]!.name === 'NoAlloc') graphOnly += length
    else toTransmit += length
  }
  for (let g = 0 as SegmentId; g < graph.segments.length; g++) {
    const pages = (graph.segments.contentSize.big[g] + graph.segments.zeroFillSize.big[g] + 4095n) / 4096n
    const bytes = pages * 4096n
    const isThere = graph.segments.state[g] !== SegmentState.Released
    if (isThere) resident += bytes
    const allocation = [...Array(graph.allocations.length).keys()].find(
      (a) => graph.allocations.file[a as never] === graph.segments.file[g],
    )
    const state = allocation === undefined ? undefined : graph.allocations.state[allocation as never]
    const standard = LIFETIMES[graph.segments.lifetime[g]]!.name === 'Standard'
    // Abandoned (3): nothing stays. Failed (4): nothing ever goes back.
    if (state === 4 || (standard && state !== 3)) afterFinalize += bytes
  }
  return { toTransmit, graphOnly, resident, afterFinalize, peak: resident > peak ? resident : peak }
}

/** Compares at every event; returns the figures of each phase's last event and of the end. */
function check(options: Partial<LinkOptions>): Figures {
  let peak = 0n
  let events = 0
  const compare = (graph: LinkGraph): void => {
    const slow = slowFigures(graph, peak)
    peak = slow.peak
    expect(figuresOf(graph)).toEqual(slow)
    events++
  }
  const { graph } = linkObjects(
    [OBJECT, { ...OBJECT, symbols: OBJECT.symbols!.map((symbol) => ({ ...symbol, name: `b_${symbol.name}` })) }],
    { policies: [{ pattern: '.once', lifetime: FINALIZE }], ...options },
    compare,
  )
  compare(graph)
  expect(events).toBeGreaterThan(20)
  return figuresOf(graph)
}

describe('the headline figures', () => {
  // For each file: .once 2 pages; .text 1; .data and .bss 4 (zero-fill starts at the second page).
  const FIGURES = { toTransmit: 2n * 4108n, graphOnly: 22n, resident: 0xa000n, afterFinalize: 0xa000n, peak: 0xe000n }

  it('are right at every event of a link that goes live', () => expect(check({})).toEqual(FIGURES))

  it('are right at every event until memory is deallocated', () =>
    expect(check({ ending: 'deallocate' })).toEqual({ ...FIGURES, resident: 0n }))

  it('are right at every event of an abandoned link', () =>
    expect(check({ abandonAt: 'relax' })).toEqual({ ...FIGURES, resident: 0n, afterFinalize: 0n }))

  it('are right at every event when an action fails', () =>
    expect(check({ calls: [{ call: 'once' }, { call: 'main' }], failAction: 1 })).toMatchObject({ resident: 0x7000n }))

  it('count Finalize pages as staying where the memory manager keeps them', () => {
    const { graph } = linkObjects([OBJECT], { policies: [{ pattern: '.once', lifetime: FINALIZE }], manager: 'slab' })
    expect(figuresOf(graph)).toMatchObject({ resident: 0x7000n, afterFinalize: 0x7000n, peak: 0x7000n })
  })
})
