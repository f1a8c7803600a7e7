/** A clicker: one button leads through every lesson, showing what is open before it goes on; the other leads back. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { LESSONS } from '../../src/lessons/content/index'
import { isDone, isFinished } from '../../src/lessons/machine/walk'
import { runCommand } from '../../src/store/commands/run-command'
import { createGate } from '../../src/store/gate/gate'
import { turn, turnGate } from '../../src/store/lessons/turn'
import { projector } from '../../src/store/projector'
import { deskWith } from '../support/desk'
import { classroom, presentRecord, presentStep } from '../support/school'

afterEach(() => projector.setState({ on: false, still: 'no' }))

describe.each(LESSONS)('$id by clicker', (lesson) => {
  it('is shown whole: each step first done, then left', async () => {
    const room = await classroom(lesson)
    for (let presses = 0; !isFinished(room.walk()); presses++) {
      expect(presses).toBeLessThan(2 * lesson.steps.length)
      const { at } = room.walk()
      const done = isDone(presentStep(room), presentRecord(room))
      await turn(room.state(), 1)
      expect(room.walk().at).toBe(done ? at + 1 : at)
      if (!done) expect(isDone(presentStep(room), presentRecord(room))).toBe(true)
      expect(room.state().problem).toBeUndefined()
    }
    await turn(room.state(), 1)
    expect(isFinished(room.walk())).toBe(true)
  })
})

describe('a clicker', () => {
  it('leads back', async () => {
    const room = await classroom(LESSONS[0]!, 1)
    await turn(room.state(), -1)
    expect(room.walk().at).toBe(0)
    await turn(room.state(), -1)
    expect(room.walk().at).toBe(0)
  })

  it('waits for a step that is on its way', async () => {
    const room = await classroom(LESSONS[0]!, 0)
    const onItsWay = room.state().go(1)
    expect(room.state().preparing).toBe(true)
    await turn(room.state(), 1)
    expect(room.walk().records[1]!.shown).toBe(false)
    await onItsWay
  })

  it('moves time where no lesson is on the projector', async () => {
    expect(await turn(undefined, 1)).toBe(false)
    const { desk, tutor, walk } = await classroom(LESSONS[0]!, 0)
    desk.getState().lend({
      focus() {},
      turn: (direction) => turn(tutor.getState(), direction),
      save: async () => ({ done: true }),
    })
    const { position } = desk.getState()
    await runCommand(desk, { id: 'turn-on' })
    expect(walk().records[0]!.shown).toBe(false)
    expect(desk.getState().position).toBeGreaterThan(position)
    await runCommand(desk, { id: 'project', on: true })
    await runCommand(desk, { id: 'turn-on' })
    expect(walk().records[0]!.shown).toBe(true)
  })
})

describe('the gate by clicker', () => {
  it('shows each answer, goes on to the next question and the next phase, and then leaves time to move', async () => {
    vi.stubGlobal('document', { documentElement: { lang: 'en' } })
    const desk = await deskWith('two-files')
    const gate = createGate(desk)
    await runCommand(desk, { id: 'gate', on: true })
    await expect.poll(() => gate.getState().now).toBeDefined()
    const phases = new Set<string>()
    let presses = 0
    while (turnGate(gate.getState(), 1)) {
      phases.add(gate.getState().now!.phase)
      expect(presses++).toBeLessThan(100)
    }
    expect(phases.size).toBeGreaterThan(3)
    expect(gate.getState().book.map(({ phase }) => phase)).toEqual([...phases])
    expect(turnGate(gate.getState(), -1)).toBe(false)
  })
})
