/** What `llvm-jitlink -check` was recorded saying about thousands of rules, valid and broken, is what we say. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadDisassembler } from '../../src/disassembler/capstone'
import type { Judged } from './case'
import { judgeOurs } from './case'

const recorded = JSON.parse(readFileSync('tests/golden/check/instructions.json', 'utf8')) as Judged[]

describe('recorded answers of llvm-jitlink -check', () => {
  it('are many, of all kinds', () => {
    const said = recorded.map(([, message]) => message ?? 'holds')
    expect(recorded.length).toBeGreaterThan(4000)
    for (const piece of [
      'holds',
      'is false',
      'unexpected token',
      'not an immediate',
      'Invalid operand index',
      'no stub',
    ])
      expect(said.some((message) => message.includes(piece))).toBe(true)
  })

  it('are ours', async () => {
    const ours = judgeOurs(
      recorded.map(([rule]) => rule),
      await loadDisassembler('x86-64'),
    )
    expect(ours.filter(([, said], i) => said !== recorded[i]![1])).toEqual([])
  })
})
