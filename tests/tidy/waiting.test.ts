/**
 * No test fails because a machine is slow. Browser tests read nothing just once and wait for no clock: what changes is
 * looked at again until it is as expected. And no test measures time: work can be counted, and what hangs, the runner ends.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const FOLDER = 'tests/browser'

/** What is not to be written, and what to write for it (`tests/support/waiting.ts`). */
const HASTY: readonly (readonly [RegExp, string])[] = [
  [/expect\(\s*await /, 'expectText(…), expectCount(…) or expect.poll(…)'],
  [/expect\([^)]*\b(?:innerText|allInnerTexts|textContent|inputValue|count)\(\)/, 'expectText(…) or expectCount(…)'],
  [/new AxeBuilder/, 'expectAccessible(page)'],
  [
    /(?<!\/\/ Time has to pass here.*\n\s*)await \w+\.waitForTimeout/,
    'settled(page), or a comment “Time has to pass here” that says why',
  ],
]

describe('a test', () => {
  const clock = /performance\.now|Date\.now|process\.hrtime/
  const tests = readdirSync('tests', { recursive: true, encoding: 'utf8' }).filter((name) => /\.test\.tsx?$/.test(name))

  it('is no stopwatch', () => {
    expect(tests.length).toBeGreaterThan(50)
    expect(tests.filter((name) => clock.test(readFileSync(join('tests', name), 'utf8')))).toEqual([])
  })

  it('waits with expect.poll, whose patience is in vite.config.ts, and not with vi.waitFor, which has one second', () => {
    const hasty = /\bvi\.(?:waitFor|waitUntil)\(/
    expect(tests.filter((name) => hasty.test(readFileSync(join('tests', name), 'utf8')))).toEqual([])
  })
})

describe('browser tests', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'))

  it.each(files)('%s waits for what it expects', (name) => {
    const source = readFileSync(join(FOLDER, name), 'utf8')
    const hasty = HASTY.flatMap(([pattern, instead]) => {
      const found = pattern.exec(source)
      return found ? [`line ${source.slice(0, found.index).split('\n').length}: write ${instead}`] : []
    })
    expect(hasty).toEqual([])
  })
})
