/**
 * The long run of damaged inputs: `npm run hostile -- [COUNT [SEED [KIND]]]`. KIND takes files of one kind alone:
 * `elf`, `mach-o`, `coff`, also with the processor (`elf-aarch64_be`), `archive`, `import-library`, `universal`. Mutants are linked and drawn in a worker that is
 * killed if it is silent for long; what hangs, is slow, throws or takes too much memory is written down.
 */
import { writeFileSync } from 'node:fs'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { fileURLToPath } from 'node:url'
import { Mutator } from '../support/mutate'
import { corpusOf } from './corpus'
import { judgeInTime } from './judge'

/** Milliseconds in which one mutant is over even on a busy machine; how slow it was itself, the worker knows. */
const SILENCE = 30_000
const REPORT_EVERY = 20_000

interface Task {
  readonly first: number
  readonly count: number
  readonly seed: number
  readonly kind: string | undefined
}

/** In the worker: judges mutants one after the other and says which one it is at. */
function work(): void {
  const { first, count, seed, kind } = workerData as Task
  const corpus = corpusOf(kind)
  const files = corpus.map(({ bytes }) => bytes)
  for (let i = first; i < count; i++) {
    parentPort!.postMessage({ at: i })
    const mutator = new Mutator(seed + i)
    const { bytes, beside } = mutator.pick(corpus)
    const manner = { compat: i % 2 === 0, draw: i % 3 === 0, everything: i % 5 === 0, beside }
    const problem = judgeInTime(mutator.mutant(bytes, files), manner)
    if (problem) parentPort!.postMessage({ at: i, problem })
  }
  parentPort!.postMessage({ done: true })
}

/** Runs from mutant `first` on; resolves with the mutant that hung, or with `count`. */
function run(task: Task, onProblem: (at: number, problem: string) => void): Promise<number> {
  const { first, count } = task
  return new Promise((resolve) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: task })
    let at = first
    // Counted from the worker's first word: how long it takes to start is no mutant's doing.
    let timer: NodeJS.Timeout | undefined
    function stop(): void {
      onProblem(at, `silent for ${SILENCE / 1000} seconds`)
      void worker.terminate().then(() => resolve(at + 1))
    }
    worker.on('message', (message: { at?: number; problem?: string; done?: boolean }) => {
      clearTimeout(timer)
      if (message.at !== undefined) at = message.at
      if (message.problem) onProblem(at, message.problem)
      if (message.done) void worker.terminate().then(() => resolve(count))
      else timer = setTimeout(stop, SILENCE)
      if (at % REPORT_EVERY === 0 && !message.problem) process.stdout.write(`${at} mutants\n`)
    })
    worker.on('error', (error) => {
      clearTimeout(timer)
      onProblem(at, `the worker died: ${error.message}`)
      resolve(at + 1)
    })
  })
}

async function main(count: number, seed: number, kind: string | undefined): Promise<void> {
  const problems: string[] = []
  const note = (at: number, problem: string): void => {
    problems.push(`mutant ${at} of seed ${seed}: ${problem}`)
  }
  for (let next = 0; next < count; ) next = await run({ first: next, count, seed, kind }, note)
  process.stdout.write(`${count} mutants, ${problems.length} problems\n${problems.slice(0, 20).join('\n')}\n`)
  if (problems.length > 0) writeFileSync('build/hostile.txt', problems.join('\n'))
  process.exitCode = problems.length === 0 ? 0 : 1
}

if (isMainThread) await main(Number(process.argv[2] ?? 200_000), Number(process.argv[3] ?? 1), process.argv[4])
else work()
