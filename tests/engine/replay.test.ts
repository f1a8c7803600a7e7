/** Time travel: the state at any event, played from the log, equals a link that was stopped there. */
import { describe, expect, it } from 'vitest'
import { hexBytes } from '../../src/base/hex'
import type { BlockId } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { TABLE_NAMES } from '../../src/engine/graph/cells'
import { Replay } from '../../src/engine/graph/replay'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import type { Sample } from '../../src/store/samples'
import { optionsOf } from '../../src/worker/server'
import { sampleInputs, samples } from '../support/link-files'

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

/** Links a sample and keeps the state before each event, then plays the log to each of them in both directions. */
function check(sample: Sample, options: LinkOptions): number {
  const states: string[] = []
  const watch = (graph: LinkGraph, events: number): void => {
    states[events] = stateOf(graph)
  }
  const { graph, log } = link(sampleInputs(sample), options, { log: true, watch })
  states[log!.length] = stateOf(graph)
  const replay = new Replay(graph, log!)
  for (let at = log!.length; at >= 0; at--) {
    replay.seek(at)
    expect(stateOf(graph) === states[at], `${sample.id}, back at event ${at}`).toBe(true)
  }
  for (let at = 0; at <= log!.length; at += 7) {
    replay.seek(at)
    expect(stateOf(graph) === states[at], `${sample.id}, forward at event ${at}`).toBe(true)
  }
  return new Set(states).size
}

describe('replay', () => {
  for (const sample of samples()) {
    it(`${sample.id}: every event, backwards and forwards`, () => {
      expect(check(sample, optionsOf(sample.settings))).toBeGreaterThan(20)
    })

    it(`${sample.id}: with the quirks of LLVM 22, and when the link fails`, () => {
      expect(check(sample, { ...COMPAT_OPTIONS, undefined: 'zero' })).toBeGreaterThan(15)
      expect(check(sample, { ...PAGE_OPTIONS, undefined: 'strict' })).toBeGreaterThan(15)
      expect(check(sample, { ...PAGE_OPTIONS, slabSize: 4096n })).toBeGreaterThan(15)
    })
  }
})
