/** Numbers that texts mention, and steps that are about a sample of their own. */
import { describe, expect, it } from 'vitest'
import { COMPAT_OPTIONS } from '../../src/engine/session/options'
import { lessonById } from '../../src/lessons/content/index'
import type { Lesson } from '../../src/lessons/machine/lesson'
import { commandsFor, readLesson, valuesFor } from '../../src/lessons/machine/lesson'
import { valuesOf } from '../../src/lessons/machine/values'
import { askedLink } from '../../src/lessons/questions/asked-link'
import { link } from '../../src/engine/session/link'
import { sampleInputs, samples } from '../support/link-files'
import { classroom } from '../support/school'

const four = lessonById('L02')!
const debug = samples().find(({ id }) => id === 'lesson-debug-information')!
const plain = (): object => JSON.parse(JSON.stringify(four))

/** The values of the link of a sample with debug information, all of which is stripped. */
function valuesWith(...values: object[]): Record<string, string> {
  const read = readLesson({ ...plain(), values: values.map((value, i) => ({ name: `v${i}`, is: '?', ...value })) })
  const options = { ...COMPAT_OPTIONS, entries: [debug.entry] }
  const result = link(sampleInputs(debug), options, { log: true })
  return valuesOf(askedLink(result, options.pageSize), read.values)
}

describe('a value', () => {
  it('is the size of a section or of a name, also of what is thrown away later', () => {
    expect(
      valuesWith(
        { size: { section: '.debug_info' } },
        { size: { file: 'answer.o', section: '.text' } },
        { size: { symbol: 'answer' } },
        { size: { file: 'other.o', section: '.text' } },
        { size: { symbol: 'nothing' } },
      ),
    ).toEqual({ v0: '114', v1: '22', v2: '4', v3: '(nothing of that name)', v4: '(nothing of that name)' })
  })

  it('counts edges by what is named of their ends', () => {
    expect(
      valuesWith(
        { edges: {} },
        { edges: { from: { policy: 'NoAlloc' }, to: { policy: 'Standard' } } },
        { edges: { from: { section: '.debug_info' }, to: { section: '.text' } } },
        { edges: { from: { symbol: 'main' } } },
      ),
    ).toEqual({ v0: '17', v1: '6', v2: '3', v3: '0' })
  })

  it('is a headline figure behind a phase', () => {
    expect(
      valuesWith(
        { figure: { of: 'toTransmit' } },
        { figure: { of: 'graphOnly', behind: 'build' } },
        { figure: { of: 'graphOnly' } },
        { figure: { of: 'resident', behind: 'build' } },
        { figure: { of: 'resident' } },
      ),
    ).toEqual({ v0: '22', v1: '465', v2: '0', v3: '0', v4: '4096' })
  })

  it.each([
    ['of a section and a symbol', { size: { section: '.text', symbol: 'main' } }],
    ['of nothing', { size: {} }],
    ['of two kinds', { size: { section: '.text' }, edges: {} }],
    ['of an unknown figure', { figure: { of: 'happiness' } }],
  ])('is not one %s', (_, value) => expect(() => valuesWith(value)).toThrow(/values/))
})

describe('a step with a sample of its own', () => {
  const own = {
    id: 'own',
    kind: 'watch',
    sample: 'lesson-detours',
    app: [{ id: 'seek', phase: 'build' }],
    values: [{ name: 'size', size: { section: '.text' }, is: '14' }],
  }
  const lesson: Lesson = readLesson({ ...plain(), steps: [...four.steps.slice(0, 1), own, four.steps[1]] })

  it('opens it, and not the lesson’s', async () => {
    expect(commandsFor(lesson, lesson.steps[1]!)[0]).toEqual({ id: 'open', sample: 'lesson-detours' })
    const room = await classroom(lesson, 1)
    expect(room.desk.getState().sample?.id).toBe('lesson-detours')
    await room.state().back()
    expect(room.desk.getState().sample?.id).toBe('lesson-four-bytes')
    await room.state().go(1)
    expect(room.state().problem).toBeUndefined()
    await room.state().next()
    expect(room.desk.getState().sample?.id).toBe('lesson-four-bytes')
  })

  it('mentions numbers of its own, and not those of the lesson', async () => {
    expect(valuesFor(lesson, lesson.steps[1]!).map(({ name }) => name)).toEqual(['size'])
    const room = await classroom(lesson, 1)
    expect(room.state().values).toEqual({ size: '14' })
    await room.state().back()
    expect(Object.keys(room.state().values)).toEqual(four.values.map(({ name }) => name))
  })

  it('says so if there is no such sample', async () => {
    const lost = readLesson({ ...plain(), steps: [{ ...own, sample: 'lost' }] })
    expect((await classroom(lost)).state().problem).toContain('lost')
  })
})

describe('what a step says when it is done', () => {
  it('has the numbers of the link that the learner made, also when somebody comes back', async () => {
    const at = four.steps.findIndex(({ id }) => id === 'move')
    const room = await classroom(four, at)
    expect(room.state().values.main).toBe('0x10001000')
    await room.state().show()
    expect(room.walk().records[at]!.found!.main).toBe('0x50001000')
    await room.state().next()
    await room.state().back()
    expect(room.state().values.main).toBe('0x10001000')
    expect(room.walk().records[at]!.found!.main).toBe('0x50001000')
  })
})
