/** A step in which something is built: goals are ticked while they hold, and the step is done once all hold together. */
import { describe, expect, it } from 'vitest'
import { readLesson } from '../../src/lessons/machine/lesson'
import { happened } from '../../src/lessons/machine/until'
import type { Until } from '../../src/lessons/machine/until'
import { runCommand } from '../../src/store/commands/run-command'
import { seenOn } from '../../src/store/lessons/seen'
import { deskWith } from '../support/desk'
import { classroom } from '../support/school'

const ONCE = { pattern: '.once.text', lifetime: 'Finalize' } as const
const DATA = { pattern: '.once.data', lifetime: 'Finalize' } as const

const building = {
  id: 'L98',
  minutes: 5,
  needs: [],
  sample: 'lesson-once',
  steps: [
    {
      id: 'moment',
      kind: 'build',
      app: [{ id: 'tab', tab: 'what-if' }],
      may: ['policies'],
      goals: [
        { id: 'code', until: { policy: { section: '.once.text', is: 'Finalize' } } },
        { id: 'pages', until: { figure: { of: 'pages-left', most: 2 } } },
      ],
      show: [{ id: 'change', settings: { policies: [ONCE, DATA] } }],
    },
  ],
}

describe('a building', () => {
  it('ticks each goal while it holds, and is done when all hold at the same time', async () => {
    const { desk, state, walk } = await classroom(readLesson(building))
    expect(state().met).toEqual([false, false])
    await runCommand(desk, { id: 'policy', ...ONCE })
    expect(state().met).toEqual([true, false])
    expect(walk().records[0]!.happened).toBe(false)
    await state().next()
    expect(walk().at).toBe(0)
    await runCommand(desk, { id: 'policy', ...DATA })
    expect(walk().records[0]!.happened).toBe(true)
    await state().next()
    expect(walk().at).toBe(1)
  })

  it('unticks a goal that does not hold any more', async () => {
    const { desk, state } = await classroom(readLesson(building))
    await runCommand(desk, { id: 'policy', ...ONCE })
    await runCommand(desk, { id: 'undo' })
    expect(state().met).toEqual([false, false])
  })

  it('can be shown', async () => {
    const { state, walk } = await classroom(readLesson(building))
    await state().show()
    expect(walk().records[0]).toMatchObject({ happened: true, shown: true })
  })

  it('has goals, each of a name of its own', () => {
    const [step] = building.steps
    const withGoals = (goals: unknown[]) => ({ ...building, steps: [{ ...step, goals }] })
    expect(() => readLesson(withGoals([]))).toThrow(/goals/)
    expect(() => readLesson(withGoals([step!.goals[0], step!.goals[0]]))).toThrow(/two goals of one name/)
  })
})

describe('conditions of a finished link', () => {
  it.each<[sample: string, yes: Until[], no: Until[]]>([
    [
      'lesson-dead-strip',
      [
        { alive: { kind: 'symbol', file: 'apart.o', symbol: 'twice' } },
        { gone: { kind: 'symbol', file: 'apart.o', symbol: 'leaf' } },
        { gone: { kind: 'section', file: 'apart.o', section: '.text.leaf' } },
        // `main`, `twice`, and the pointer between them.
        { figure: { of: 'to-transmit', least: 1, most: 40 } },
      ],
      [
        { alive: { kind: 'symbol', file: 'apart.o', symbol: 'leaf' } },
        { gone: { kind: 'block', file: 'apart.o', section: '.text.main' } },
        { gone: { kind: 'symbol', file: 'apart.o', symbol: 'nowhere' } },
        { figure: { of: 'to-transmit', least: 41, most: 1000 } },
      ],
    ],
    // 3 pages: data, code, constants; nothing goes back.
    [
      'lesson-once',
      [
        { figure: { of: 'pages', least: 3, most: 3 } },
        { figure: { of: 'pages-left', least: 3, most: 3 } },
        { worst: 'fine' },
      ],
      [{ figure: { of: 'pages', least: 0, most: 2 } }],
    ],
    ['dangling-pointer', [{ worst: 'warning' }], [{ worst: 'note' }]],
    [
      'debug-info',
      [{ figure: { of: 'graph-only', least: 1, most: 100_000 } }],
      [{ figure: { of: 'graph-only', least: 0, most: 0 } }],
    ],
  ])('of %s', async (sample, yes, no) => {
    const seen = seenOn(await deskWith(sample))
    expect(yes.filter((until) => !happened(until, seen))).toEqual([])
    expect(no.filter((until) => happened(until, seen))).toEqual([])
  })
})
