/** Time travel: the state at any event, played from the log, equals a link that was stopped there. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hexBytes } from '../../src/base/hex'
import type { BlockId } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { CELL, TABLE_NAMES } from '../../src/engine/graph/cells'
import type { RecordId } from '../../src/engine/graph/log'
import { Replay } from '../../src/engine/graph/replay'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { PHASES } from '../../src/engine/graph/events'
import { RULE_SETS } from '../../src/engine/graph/crossing-rules'
import { FINALIZE } from '../../src/engine/graph/lifetimes'
import { PLUGINS } from '../../src/engine/plugins/index'
import type { LinkInput } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import type { Sample } from '../../src/store/samples'
import { optionsOf } from '../../src/worker/server'
import { NO_MEMORY } from '../../src/engine/graph/ids'
import { readBytes, ROOT, sampleInputs, samples } from '../support/link-files'
import { randomNumbers } from '../support/random'
import type { ObjectSpec } from '../support/object-writer'
import { writeObject } from '../support/object-writer'

/** All columns of all rows in use, and the bytes of every block. */
function stateOf(graph: LinkGraph): string {
  const tables = TABLE_NAMES.map((name) => {
    const { length, buffers } = graph[name].toTransfer()
    const columns = Object.entries(buffers).map(([column, buffer]) => `${column} ${hexBytes(new Uint8Array(buffer))}`)
    return `${name} ${length}\n${columns.join('\n')}`
  })
  const contents: string[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++)
    contents.push(hexBytes(graph.content(b) ?? new Uint8Array(0)))
  return [...tables, ...contents].join('\n')
}

/** Links inputs and keeps the state before each event, then plays the log to each of them in both directions. */
function check(name: string, inputs: readonly LinkInput[], options: LinkOptions): number {
  const states: string[] = []
  const watch = (graph: LinkGraph, events: number): void => {
    states[events] = stateOf(graph)
  }
  const { graph, log } = link(inputs, options, { log: true, watch })
  states[log!.length] = stateOf(graph)
  const replay = new Replay(graph, log!)
  for (let at = log!.length; at >= 0; at--) {
    replay.seek(at)
    expect(stateOf(graph) === states[at], `${name}, back at event ${at}`).toBe(true)
  }
  for (let at = 0; at <= log!.length; at += 7) {
    replay.seek(at)
    expect(stateOf(graph) === states[at], `${name}, forward at event ${at}`).toBe(true)
  }
  return new Set(states).size
}

const checkSample = (sample: Sample, options: LinkOptions): number => check(sample.id, sampleInputs(sample), options)

describe('replay', () => {
  for (const sample of samples()) {
    it(`${sample.id}: every event, backwards and forwards`, () => {
      expect(checkSample(sample, optionsOf(sample.settings))).toBeGreaterThan(20)
    })

    it(`${sample.id}: with the quirks of LLVM 22, and when the link fails`, () => {
      const compat = checkSample(sample, { ...COMPAT_OPTIONS, undefined: 'zero' })
      const events = [
        checkSample(sample, { ...PAGE_OPTIONS, undefined: 'strict' }),
        checkSample(sample, { ...PAGE_OPTIONS, slabSize: 4096n }),
      ]
      // The smallest sample that fails early still has a story. LLVM 22 refuses objects of these targets before it builds anything.
      if (!['elf-aarch64-be', 'coff-arm64'].includes(sample.target.id)) events.push(compat)
      expect(Math.min(...events)).toBeGreaterThan(10)
      expect(Math.max(...events)).toBeGreaterThan(20)
    })
  }
})

/** Two small files with all three policies, an initializer, and metadata with addresses. */
const object = (name: string): ObjectSpec => ({
  sections: [
    { name: '.text', flags: 'ax', size: 8, relocations: [{ at: 1, type: 'PLT32', to: 'outside', addend: -4 }] },
    { name: '.once', flags: 'ax', size: 8 },
    { name: '.init_array', flags: 'aw', type: 'initArray', size: 8, relocations: [{ at: 0, type: '64', to: '.once' }] },
    { name: '.comment', size: 8, relocations: [{ at: 0, type: '64', to: '.once' }] },
    { name: '.note', address: 16, size: 8, relocations: [{ at: 0, type: '64', to: 'outside' }] },
    { name: '.data', flags: 'aw', size: 8, relocations: [{ at: 0, type: '64', to: '.note' }] },
  ],
  symbols: [
    { name: `${name}_text`, in: '.text', type: 'func' },
    { name: `${name}_data`, in: '.data' },
  ],
})

const WORLD: readonly LinkInput[] = ['a', 'b'].map((name) => ({ name: `${name}.o`, bytes: writeObject(object(name)) }))
const WORLD_OPTIONS: LinkOptions = {
  ...PAGE_OPTIONS,
  policies: [{ pattern: '.once', lifetime: FINALIZE }],
  calls: [{ call: 'a_text', undo: 'a_text' }],
}

const checkWorld = (options: Partial<LinkOptions>): number => check('world', WORLD, { ...WORLD_OPTIONS, ...options })

describe('replay of the life of memory', () => {
  it.each(['in-process', 'slab'] as const)('with the memory manager %s, to the end of its memory', (manager) => {
    expect(checkWorld({ manager })).toBeGreaterThan(60)
    expect(checkWorld({ manager, ending: 'live' })).toBeGreaterThan(50)
  })

  it.each(PLUGINS.map(({ id }) => id))('with the plugin %s alone', (id) => {
    expect(checkWorld({ plugins: new Set([id]) })).toBeGreaterThan(50)
  })

  it.each([0x7f00_1234_5000n, 0xffff_8000_0000_0000n])('at addresses of more than 32 bits, from %s on', (base) => {
    expect(checkWorld({ base })).toBeGreaterThan(50)
  })

  it('whose log tells whole values of more than 32 bits', () => {
    const base = 0x7f00_1234_5000n
    const { graph, log } = link(WORLD, { ...WORLD_OPTIONS, base, ending: 'live' }, { log: true })
    const told = new Set<bigint>()
    for (let r = 0 as RecordId; r < log!.records.length; r++) {
      if (log!.records.cell[r] !== CELL.blockAddress) continue
      told.add(log!.after(r))
    }
    for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
      const address = graph.blocks.address.big[b]
      if (address >= base) expect(told).toContain(address)
    }
    expect(told.size).toBeGreaterThan(2)
  })

  it('with all plugins', () => {
    expect(checkWorld({ plugins: new Set(PLUGINS.map(({ id }) => id)) })).toBeGreaterThan(60)
  })

  it.each(RULE_SETS.map(({ id }) => id))('with the rules %s', (rules) => {
    expect(checkWorld({ rules })).toBeGreaterThan(8)
  })

  it.each(['hold', 'live', 'off'] as const)('with metadata: %s', (keepNoAlloc) => {
    expect(checkWorld({ keepNoAlloc })).toBeGreaterThan(50)
  })

  it.each(PHASES.map(({ id }) => id))('abandoned at %s', (abandonAt) => {
    expect(checkWorld({ abandonAt })).toBeGreaterThan(0)
  })

  it.each([0, 1, 2])('when finalize action %i fails', (failAction) => {
    expect(checkWorld({ failAction })).toBeGreaterThan(50)
  })
})

/** The same as `stateOf`, as a digest: a large link's state is too large to be kept two hundred times. */
function digestOf(graph: LinkGraph): string {
  const hash = createHash('sha1')
  for (const name of TABLE_NAMES) {
    const { length, buffers } = graph[name].toTransfer()
    hash.update(`${name} ${length}`)
    for (const buffer of Object.values(buffers)) hash.update(new Uint8Array(buffer))
  }
  const { memory } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) if (memory[b] !== NO_MEMORY) hash.update(graph.content(b)!)
  return hash.digest('hex')
}

/** libcrypto.a in one object, where the benches have made it (`npm run bench`); else the largest object of the tests. */
const MERGED = 'build/bench/crypto.o'
const large = existsSync(join(ROOT, MERGED)) ? MERGED : 'tests/dwarf/objects/merged.o'
const PROBES = 200

describe(`replay of ${large}`, () => {
  it(`${PROBES} events by chance: columns and bytes from the log equal those of the link when it was there`, () => {
    const inputs = [{ name: 'large.o', bytes: readBytes(large) }]
    const { length } = link(inputs, PAGE_OPTIONS, { log: true }).log!
    const chosen = new Set([0, length, ...randomNumbers(PROBES, length)])
    const digests = new Map<number, string>()
    const watch = (graph: LinkGraph, events: number): void => {
      if (chosen.has(events)) digests.set(events, digestOf(graph))
    }
    const { graph, log } = link(inputs, PAGE_OPTIONS, { log: true, watch })
    digests.set(length, digestOf(graph))
    const replay = new Replay(graph, log!)
    for (const at of chosen) {
      replay.seek(at)
      expect(digestOf(graph), `at event ${at}`).toBe(digests.get(at))
    }
    expect(new Set(digests.values()).size).toBeGreaterThan(20)
  }, 600_000)
})
