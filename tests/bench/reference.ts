/**
 * The anchors: llvm-jitlink's own "time to link object files", and JITLink without ORC around it, timed by a program of
 * ours. A run that does not say that it linked the object does not count: llvm-jitlink links nothing, quickly, when
 * nothing asks for the object.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { membersOf } from '../support/archive'
import { entryOf } from '../oracle/entry'
import { FOLDER } from './inputs'

const TOOL = process.env.LLVM_JITLINK ?? 'llvm-jitlink-22'
const CONFIG = process.env.LLVM_CONFIG ?? 'llvm-config-22'
const COMPILER = process.env.CLANGXX ?? 'clang++-22'
const ALONE_SOURCE = 'tests/bench/jitlink-alone.cpp'
const OPTIONS = [
  '-noexec',
  '-phony-externals',
  '-no-process-syms',
  '-slab-allocate=512Mb',
  '-slab-address=0x100000',
  '-slab-page-size=4096',
  '-show-times',
  '-show-linked-files',
]
const RUNS = 5
const SECONDS = 60
const TRIED_MEMBERS = 20
/** JITLink alone links about so many bytes in all: large objects fewer times, so that the time limit suffices. */
const ALONE_BYTES = 200e6
const FEWEST_ALONE = 3
const MOST_ALONE = 20

/** In milliseconds. */
export interface ReferenceTime {
  /** Its "time to link object files". */
  readonly link: number
  /** The whole process. */
  readonly process: number
}

/** The best of five runs; undefined if the tool is missing or does not link the object. */
export function referenceTime(path: string): ReferenceTime | undefined {
  const entry = entryOf(basename(path), new Uint8Array(readFileSync(path)))
  if (entry === undefined) return undefined
  const runs: ReferenceTime[] = []
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now()
    const { stdout, stderr } = spawnSync('timeout', [`${SECONDS}`, TOOL, ...OPTIONS, `-entry=${entry}`, path], {
      encoding: 'utf8',
    })
    const process = performance.now() - start
    const printed = `${stdout ?? ''}${stderr ?? ''}`
    const seconds = /([\d.]+) \([^)]*\) {2}time to link object files/.exec(printed)?.[1]
    if (!printed.includes(`Linking ${path}`) || seconds === undefined) return undefined
    runs.push({ link: Number(seconds) * 1000, process })
  }
  return { link: Math.min(...runs.map(({ link }) => link)), process: Math.min(...runs.map((run) => run.process)) }
}

/** Members of an archive, and milliseconds that one process of the reference takes for the first that it links. */
export function sweepAnchor(path: string): { readonly members: number; readonly reference: number | undefined } {
  const members = membersOf(path)
  const object = join(FOLDER, 'member.o')
  for (const { bytes } of members.slice(0, TRIED_MEMBERS)) {
    writeFileSync(object, bytes)
    const time = referenceTime(object)
    if (time) return { members: members.length, reference: time.process }
  }
  return { members: members.length, reference: undefined }
}

/** Milliseconds that JITLink alone takes, the best of some runs; undefined if it cannot be built or does not link. */
export function aloneTime(path: string): number | undefined {
  const program = buildAlone()
  if (program === undefined) return undefined
  const runs = Math.max(FEWEST_ALONE, Math.min(MOST_ALONE, Math.round(ALONE_BYTES / statSync(path).size)))
  const { stdout, status } = spawnSync('timeout', [`${SECONDS}`, program, `${runs}`, path], {
    encoding: 'utf8',
    // If it refuses the object, it says why.
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said, ...times] = (stdout ?? '').trim().split('\n')
  if (status !== 0 || said !== `Linking ${path}`) return undefined
  return Math.min(...times.map(Number))
}

function buildAlone(): string | undefined {
  const program = join(FOLDER, 'jitlink-alone')
  if (existsSync(program) && statSync(program).mtimeMs > statSync(ALONE_SOURCE).mtimeMs) return program
  try {
    const ask = (what: string): string => execFileSync(CONFIG, [what], { encoding: 'utf8' }).trim()
    const flags = ['-O2', '-std=c++17', '-fno-rtti', '-fno-exceptions', `-I${ask('--includedir')}`]
    const libraries = [`-L${ask('--libdir')}`, ...ask('--libs').split(/\s+/)]
    execFileSync(COMPILER, [...flags, ALONE_SOURCE, '-o', program, ...libraries], { stdio: 'pipe' })
    return program
  } catch {
    return undefined
  }
}
