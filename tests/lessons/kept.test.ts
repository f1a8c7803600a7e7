/** What of a lesson outlives a visit: which steps were done, until it is begun again. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lessonById } from '../../src/lessons/content/index'
import { readProgress, wasDone } from '../../src/store/lessons/progress'
import { classroom } from '../support/school'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})

const lesson = lessonById('L02')!
const doneNow = (seed: string): string[] =>
  lesson.steps.map(({ id }) => id).filter((id) => wasDone(readProgress().L02, seed, id))

describe('a lesson that somebody comes back to', () => {
  it('knows the steps that were done, and not those that were left', async () => {
    const first = await classroom(lesson, 0, 'class 3')
    await first.state().show()
    await first.state().next()
    await first.state().skip()
    await first.state().reveal()
    expect(doneNow('class 3')).toEqual(['holes', 'call'])

    // Another visit, which begins further on.
    const second = await classroom(lesson, 3, 'class 3')
    await second.state().answer('00 00 00 00')
    expect(doneNow('class 3')).toEqual(['holes', 'call'])
    await second.state().reveal()
    expect(doneNow('class 3')).toEqual(['holes', 'call', 'behind'])
    expect(doneNow('class 4')).toEqual([])
  })

  it('begins again when asked to, and with another seed', async () => {
    const room = await classroom(lesson, 0, 'class 3')
    await room.state().show()
    expect(doneNow('class 3')).toEqual(['holes'])
    await room.state().restart()
    expect(doneNow('class 3')).toEqual([])
    await room.state().show()
    const other = await classroom(lesson, 2, 'class 4')
    await other.state().reveal()
    expect(doneNow('class 4')).toEqual(['call'])
  })
})
