/**
 * Records the second witness: builds recorder.cpp against llvm-22-dev and has it link every case of cases.ts.
 *
 *   npm run record:lifetimes [-- ID...]
 *
 * Needs clang++ 22 (CLANGXX) and llvm-config 22 (LLVM_CONFIG) on Linux. Every run is bounded in time and output. Names
 * of this machine do not enter the record: files are named relative to their folder.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LifetimeCase } from './cases'
import { CASES } from './cases'
import { folderOf, GOLDEN_FOLDER } from './golden'

const SOURCES = 'tests/oracle/lifetimes'
const PROGRAM = 'build/tools/lifetimes'
const SECONDS = 20
/** Bytes. */
const MOST_OUTPUT = 16 << 20

function build(): void {
  const config = process.env.LLVM_CONFIG ?? 'llvm-config-22'
  const flags = (...names: string[]): string[] =>
    execFileSync(config, names, { encoding: 'utf8' }).split(/\s+/).filter(Boolean)
  const sources = readdirSync(SOURCES).filter((name) => name.endsWith('.cpp'))
  mkdirSync('build/tools', { recursive: true })
  execFileSync(
    process.env.CLANGXX ?? 'clang++-22',
    [
      ...['-O1', '-DNDEBUG', ...flags('--cxxflags'), ...sources.map((name) => join(SOURCES, name))],
      ...[...flags('--ldflags', '--libs'), '-o', PROGRAM],
    ],
    { stdio: 'inherit' },
  )
}

/** The recorder's answer. A crash of LLVM is an answer as well; anything else that goes wrong is not. */
function ask(kase: LifetimeCase): object {
  const { stdout, stderr, status, signal, error } = spawnSync('setarch', ['-R', resolve(PROGRAM)], {
    cwd: folderOf(kase),
    input: JSON.stringify(kase),
    encoding: 'utf8',
    timeout: SECONDS * 1000,
    maxBuffer: MOST_OUTPUT,
  })
  if (error) throw error
  if (signal === 'SIGSEGV') return { crashed: signal, files: [], events: [] }
  if (status !== 0) throw new Error(`${kase.id}: status ${status ?? signal}\n${stderr.slice(0, 2000)}`)
  return JSON.parse(stdout) as object
}

/** One line for each file and each event, so that a change shows where it is. */
function compact(kase: LifetimeCase, answer: object): string {
  const fields = Object.entries({ case: kase, ...answer }).map(([name, value]) => {
    const text =
      Array.isArray(value) && value.length > 0
        ? `[\n${value.map((v) => JSON.stringify(v)).join(',\n')}\n]`
        : JSON.stringify(value)
    return `${JSON.stringify(name)}:${text}`
  })
  return `{${fields.join(',\n')}}\n`
}

build()
mkdirSync(GOLDEN_FOLDER, { recursive: true })
const wanted = process.argv.slice(2)
for (const kase of CASES) {
  if (wanted.length > 0 && !wanted.includes(kase.id)) continue
  const answer = ask(kase)
  writeFileSync(`${GOLDEN_FOLDER}/${kase.id}.json`, compact(kase, answer))
  const failed = 'files' in answer ? (answer.files as { failed?: string }[]).map((file) => file.failed).join(' ') : ''
  process.stdout.write(`${kase.id}: ${'crashed' in answer ? answer.crashed : failed || 'linked'}\n`)
}
