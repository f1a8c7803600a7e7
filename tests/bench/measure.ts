/**
 * Measures links: the first one of this thread (cold), the best of many (warm), the best with a log, phase by phase. Runs
 * in Node and in a worker alike. The minimum counts: other work on the machine only ever adds.
 */
import { readFile } from '../../src/engine/formats/index'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { Workshop } from '../../src/engine/table/workshop'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { buffersOf, handle } from '../../src/worker/server'
import type { LinkAnswer } from '../../src/worker/protocol'

/** All times in milliseconds. */
export interface Run {
  readonly total: number
  readonly phases: readonly (readonly [phase: string, time: number])[]
}

export interface Measured {
  readonly ok: boolean
  /** Of the file: section headers and relocations, without what the linker adds. */
  readonly sections: number
  readonly relocations: number
  readonly blocks: number
  readonly edges: number
  readonly bytesPerEdge: number
  readonly cold: Run
  readonly warm: Run
  readonly warmMedian: number
  readonly logged: number
}

const DISCARDED_RUNS = 5
const LOGGED_RUNS = 15
/** Large objects get fewer runs: about this long in all, but never less than the fewest. */
const WARM_BUDGET = 4000
const FEWEST_RUNS = 8
const MOST_RUNS = 40

const OPTIONS = { ...DEFAULT_OPTIONS, undefined: 'zero' } as const

/** Links of one thread share their memory, as in the page's worker. */
const WORKSHOP = new Workshop()

function once(input: LinkInput, log: boolean): Run & { readonly result: LinkResult } {
  const marks: [string, number][] = []
  const start = performance.now()
  const result = link([input], OPTIONS, {
    log,
    workshop: WORKSHOP,
    progress: (phase) => marks.push([phase, performance.now()]),
  })
  const end = performance.now()
  const phases = marks.map(([phase, at], i) => [phase, (marks[i + 1]?.[1] ?? end) - at] as const)
  return { total: end - start, phases, result }
}

/** Times and phases only: a run that is kept must not keep its graph. */
const timesOf = ({ total, phases }: Run): Run => ({ total, phases })

export function measure(input: LinkInput): Measured {
  const first = once(input, false)
  const { graph, ok } = first.result
  const runs: Run[] = []
  const wanted = Math.min(MOST_RUNS, Math.max(FEWEST_RUNS, Math.round(WARM_BUDGET / first.total)))
  for (let i = 0; i < DISCARDED_RUNS; i++) once(input, false)
  for (let i = 0; i < wanted; i++) runs.push(timesOf(once(input, false)))
  runs.sort((a, b) => a.total - b.total)
  for (let i = 0; i < DISCARDED_RUNS; i++) once(input, true)
  const logged = Array.from({ length: LOGGED_RUNS }, () => once(input, true).total)
  return {
    ok,
    ...sizesOf(input),
    blocks: graph.blocks.length,
    edges: graph.edges.length,
    bytesPerEdge: graph.bytes / graph.edges.length,
    cold: timesOf(first),
    warm: runs[0]!,
    warmMedian: runs[runs.length >> 1]!.total,
    logged: Math.min(...logged),
  }
}

function sizesOf({ name, bytes }: LinkInput): Pick<Measured, 'sections' | 'relocations'> {
  const { sections, relocations } = readFile(name, bytes)
  return { sections, relocations }
}

/** Only the first link of this thread. */
export function measureCold(input: LinkInput): Run {
  return timesOf(once(input, false))
}

/** Links every input on its own: the first pass over all of them, and the best of five more. */
export function measureSweep(inputs: readonly LinkInput[]): { readonly cold: number; readonly warm: number } {
  const pass = (): number => {
    const start = performance.now()
    for (const input of inputs) link([input], OPTIONS, { log: false, workshop: WORKSHOP })
    return performance.now() - start
  }
  const cold = pass()
  return { cold, warm: Math.min(...Array.from({ length: 5 }, pass)) }
}

/** What the page gets for an input, and the buffers that move with it. */
export function answerFor({ name, bytes }: LinkInput): { answer: LinkAnswer; buffers: ArrayBuffer[] } {
  const ask = { inputs: [{ name, bytes: bytes as Uint8Array<ArrayBuffer> }], options: NO_WISHES }
  const answer = handle({ id: 0, call: 'link', ask }, () => {}) as LinkAnswer
  return { answer, buffers: buffersOf(answer) }
}

const NO_WISHES = { absolutes: new Map<string, bigint>(), policies: [], compat: false }
