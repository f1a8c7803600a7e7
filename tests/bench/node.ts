/** Measures in Node, each input in a process of its own, so that the first link is a cold one. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { membersOf } from '../support/archive'
import type { Measured } from './measure'
import { measure, measureSweep } from './measure'

/** First argument of the process that measures. */
const CHILD = '--measure'
const LARGEST_ANSWER = 1 << 24

export function measureInNode(path: string): Measured {
  return ask(path, 'object') as Measured
}

export function sweepInNode(path: string): { readonly cold: number; readonly warm: number } {
  return ask(path, 'archive') as { cold: number; warm: number }
}

function ask(path: string, what: 'object' | 'archive'): unknown {
  const program = process.argv[1]!
  const answer = execFileSync(process.execPath, [program, CHILD, what, path], { maxBuffer: LARGEST_ANSWER })
  return JSON.parse(answer.toString()) as unknown
}

/** In the process that measures: answers and returns true. */
export function answerAsChild([flag, what, path]: readonly string[]): boolean {
  if (flag !== CHILD || path === undefined) return false
  const input = (): { name: string; bytes: Uint8Array } => ({
    name: basename(path),
    bytes: new Uint8Array(readFileSync(path)),
  })
  process.stdout.write(JSON.stringify(what === 'archive' ? measureSweep(membersOf(path)) : measure(input())))
  return true
}
