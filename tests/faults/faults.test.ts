/** The list of planted faults: each fits the sources, and a sample of them is noticed. `npm run faults` tries all. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plant, sourceOf, test } from './fault'
import { FAULTS } from './index'
import { checkBaseline, runTests, tryFault } from './try'

const SAMPLE = ['noalloc-allocated', 'finalize-freed-early', 'wrong-family-for-dangling', 'fixup-before-copy']
const sample = FAULTS.filter(({ id }) => SAMPLE.includes(id))

describe('planted faults', () => {
  it('are many, each with an id of its own', () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(60)
    expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length)
  })

  it.each(FAULTS)('$id: its text stands in its file exactly once, and it names a test', (fault) => {
    const source = readFileSync(sourceOf(fault), 'utf8')
    expect(plant(fault, source)).not.toBe(source)
    expect(fault.red.length).toBeGreaterThan(0)
  })

  it('cannot be planted where their text does not stand', () => {
    expect(() => plant(FAULTS[0]!, 'something else')).toThrow('0 times')
    expect(() => plant(FAULTS[0]!, FAULTS[0]!.text.repeat(2))).toThrow('2 times')
  })
})

describe('a sample of the faults', () => {
  it('names tests that are green without them', async () => expect(await checkBaseline(sample)).toEqual([]))

  it.each(sample)('$id turns its tests red', async (fault) => expect(await tryFault(fault)).toEqual([]))

  it('would not be noticed by a test that has nothing to do with it, or that is not there', async () => {
    const others = ['parseFormula reads sums, signs and parentheses', 'nothing'].map((name) => test('formula', name))
    expect(await runTests(others, sample[0])).toEqual(['passed', 'missing'])
  })
})
