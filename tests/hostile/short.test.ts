/** A short run of damaged inputs, drawn as well as linked; `npm run hostile -- COUNT` is the long one. */
import { describe, expect, it } from 'vitest'
import { Mutator } from '../support/mutate'
import { corpusOf } from './corpus'
import { judge, judgeInTime } from './judge'

const MUTANTS = 4000

const corpus = corpusOf()
const files = corpus.map(({ bytes }) => bytes)

describe('damaged inputs', () => {
  it('are refused or linked, never more', () => {
    const mutator = new Mutator(20260101)
    const problems: string[] = []
    for (let i = 0; i < MUTANTS; i++) {
      const { bytes, beside } = mutator.pick(corpus)
      const manner = { compat: i % 2 === 0, draw: i % 3 === 0, everything: i % 5 === 0, beside }
      const problem = judgeInTime(mutator.mutant(bytes, files), manner)
      if (problem) problems.push(`mutant ${i}: ${problem}`)
    }
    expect(problems).toEqual([])
  })

  it('undamaged, are all fine', () => {
    expect(
      corpus.map(({ bytes, beside }) => judge(bytes, { compat: false, draw: true, beside })).filter(Boolean),
    ).toEqual([])
  })
})
