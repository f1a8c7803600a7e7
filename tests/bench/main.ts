/**
 * Benchmarks of the engine: `npm run bench [-- FILE.o...]`. Without files, merges distribution libraries into big objects
 * (needs ld.lld). Prints for each the cold and the best warm link, phase by phase, the cost of keeping a log, and, where
 * llvm-jitlink is installed, the ratio to its link time; all figures of one run.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'
import { entryOf } from '../oracle/entry'

const WARM_RUNS = 12
const TOOL = process.env.LLVM_JITLINK ?? 'llvm-jitlink-22'
const LLD = process.env.LLD ?? 'ld.lld-22'
const FOLDER = 'build/bench'

const RECIPES: Readonly<Record<string, readonly string[]>> = {
  'crypto.o': ['/usr/lib/x86_64-linux-gnu/libcrypto.a'],
  'codegen.o': ['CodeGen', 'X86CodeGen', 'SelectionDAG'].map((name) => `/usr/lib/llvm-22/lib/libLLVM${name}.a`),
}

/** Merged objects whose libraries are installed. */
function inputs(): string[] {
  mkdirSync(FOLDER, { recursive: true })
  return Object.entries(RECIPES).flatMap(([name, archives]) => {
    const path = join(FOLDER, name)
    if (!archives.every((archive) => existsSync(archive))) return []
    if (!existsSync(path)) execFileSync(LLD, ['-r', '--whole-archive', ...archives, '-o', path])
    return [path]
  })
}

interface Run {
  readonly total: number
  readonly phases: ReadonlyMap<string, number>
  readonly result: LinkResult
}

function once(input: LinkInput, log: boolean): Run {
  const marks: [string, number][] = []
  const start = performance.now()
  const result = link(
    [input],
    { ...DEFAULT_OPTIONS, undefined: 'zero' },
    { log, progress: (phase) => marks.push([phase, performance.now()]) },
  )
  const end = performance.now()
  const phases = new Map(marks.map(([phase, at], i) => [phase, (marks[i + 1]?.[1] ?? end) - at]))
  return { total: end - start, phases, result }
}

const best = (runs: readonly Run[]): Run => runs.reduce((a, b) => (b.total < a.total ? b : a))

/** The reference tool's "time to link object files", in milliseconds; undefined if it is not installed. */
function referenceTime(path: string, entry: string): number | undefined {
  const options = [
    '-noexec',
    '-phony-externals',
    '-no-process-syms',
    '-slab-allocate=512Mb',
    '-slab-address=0x100000',
    '-slab-page-size=4096',
  ]
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const { stdout, stderr } = spawnSync(
      'timeout',
      ['60', TOOL, ...options, '-show-times', '-show-linked-files', `-entry=${entry}`, path],
      { encoding: 'utf8' },
    )
    const printed = `${stdout ?? ''}${stderr ?? ''}`
    const seconds = /([\d.]+) \([^)]*\) {2}time to link object files/.exec(printed)?.[1]
    if (printed.includes('Linking ') && seconds !== undefined) times.push(Number(seconds) * 1000)
  }
  return times.length > 0 ? Math.min(...times) : undefined
}

function report(path: string): void {
  const input = { name: basename(path), bytes: new Uint8Array(readFileSync(path)) }
  const cold = once(input, false)
  const warm = best(Array.from({ length: WARM_RUNS }, () => once(input, false)))
  const logged = best(Array.from({ length: 3 }, () => once(input, true)))
  const { graph, ok } = warm.result
  const reference = referenceTime(path, entryOf(input.name, input.bytes) ?? 'main')
  const ms = (value: number): string => `${value.toFixed(1)} ms`
  const phases = [...warm.phases].map(([phase, time]) => `${phase} ${time.toFixed(1)}`).join(', ')
  const lines = [
    `${input.name}: ${input.bytes.length} bytes, ${graph.blocks.length} blocks, ${graph.edges.length} edges${ok ? '' : ', FAILED'}`,
    `  cold ${ms(cold.total)}, warm ${ms(warm.total)} (${phases})`,
    `  with a log ${(logged.total / warm.total).toFixed(2)} times that; ${(graph.bytes / graph.edges.length).toFixed(1)} bytes of tables per edge`,
    reference === undefined
      ? '  no reference tool'
      : `  llvm-jitlink ${ms(reference)}; ratio warm ${(warm.total / reference).toFixed(3)}, cold ${(cold.total / reference).toFixed(3)}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

const files = process.argv.slice(2)
for (const path of files.length > 0 ? files : inputs()) report(path)
