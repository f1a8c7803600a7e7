/** A short run of damaged inputs, drawn as well as linked; `npm run hostile -- COUNT` is the long one. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BIG_COFF_OBJECT } from '../support/coff-objects'
import { Mutator } from '../support/mutate'
import { readBytes, sampleInputs, samples } from '../support/link-files'
import { judge, judgeInTime } from './judge'
import { universalFile } from './universal-file'

const MUTANTS = 4000

const corpus = [
  ...samples().flatMap((sample) => sampleInputs(sample).map(({ bytes }) => bytes)),
  ...readdirSync('tests/corpus', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.o'))
    .map((name) => readBytes(`tests/corpus/${name}`)),
  BIG_COFF_OBJECT,
  universalFile(readBytes),
]

describe('damaged inputs', () => {
  it('are refused or linked, never more', () => {
    const mutator = new Mutator(20260101)
    const problems: string[] = []
    for (let i = 0; i < MUTANTS; i++) {
      const bytes = mutator.mutant(mutator.pick(corpus), corpus)
      const problem = judgeInTime(bytes, i % 2 === 0, i % 3 === 0)
      if (problem) problems.push(`mutant ${i}: ${problem}`)
    }
    expect(problems).toEqual([])
  })

  it('undamaged, are all fine', () => {
    expect(corpus.map((bytes) => judge(bytes, false, true)).filter(Boolean)).toEqual([])
  })
})
