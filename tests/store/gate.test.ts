/** The gate on a desk without a page: it asks, holds people back, keeps what was foretold, and lets them go. */
import { describe, expect, it, vi } from 'vitest'
import { answerText } from '../../src/lessons/questions/answers'
import { startOf } from '../../src/lessons/questions/moments'
import type { Given, Question } from '../../src/lessons/questions/question'
import { runCommand } from '../../src/store/commands/run-command'
import type { DeskStore } from '../../src/store/desk'
import type { Gate, GateStore } from '../../src/store/gate/gate'
import { createGate, isOpen } from '../../src/store/gate/gate'
import { offer, pick, picks, pickThing } from '../../src/store/picks'
import { deskWith } from '../support/desk'

vi.stubGlobal('document', { documentElement: { lang: 'en' } })

async function gateOn(id: string): Promise<{ desk: DeskStore; gate: GateStore }> {
  const desk = await deskWith(id)
  const gate = createGate(desk)
  await runCommand(desk, { id: 'gate', on: true })
  await expect.poll(() => gate.getState().now).toBeDefined()
  return { desk, gate }
}

const rightFor = ({ answer }: Question): Given =>
  answer.is === 'set' || answer.is === 'order' ? answer.keys : answerText(answer)

/** Answers all that is open before the present phase. */
function answerAll(gate: GateStore): void {
  for (let i = 0; i < gate.getState().now!.rounds.length; i++) {
    gate.getState().answer(rightFor(gate.getState().now!.rounds[i]!.question))
    if (isOpen(gate.getState())) gate.getState().goOn()
  }
}

const phaseOf = ({ now }: Gate): string | undefined => now?.phase

describe('the gate', () => {
  it('asks before the first phase, and nobody gets past', async () => {
    const { desk, gate } = await gateOn('dead-code')
    const { session } = desk.getState()
    expect(phaseOf(gate.getState())).toBe('build')
    expect(desk.getState().position).toBe(startOf(session!, 'build'))
    desk.getState().seek(session!.log.length)
    expect(desk.getState().position).toBe(startOf(session!, 'build'))
  })

  it('opens when all is answered, and keeps it', async () => {
    const { desk, gate } = await gateOn('dead-code')
    answerAll(gate)
    expect(gate.getState().book.map(({ phase }) => phase)).toEqual(['build'])
    expect(gate.getState().next).toBe('prepare')
    desk.getState().seek(desk.getState().session!.log.length)
    expect(phaseOf(gate.getState())).toBe('prepare')
    expect(desk.getState().position).toBe(startOf(desk.getState().session!, 'prepare'))
  })

  it('goes through every phase to the end, answered or skipped', async () => {
    const { desk, gate } = await gateOn('first-look')
    const asked: (string | undefined)[] = []
    for (let i = 0; i < 20 && isOpen(gate.getState()); i++) {
      asked.push(phaseOf(gate.getState()))
      if (i % 2 === 0) gate.getState().skipPhase()
      else {
        answerAll(gate)
        gate.getState().goOn()
      }
    }
    expect(asked).toEqual([
      'build',
      'prepare',
      'prune',
      'tables',
      'allocate',
      'resolve',
      'relax',
      'fixup',
      'finalize',
      'deallocate',
    ])
    expect(desk.getState().position).toBe(desk.getState().session!.log.length)
    expect(gate.getState().book.map(({ phase }) => phase)).toEqual(asked)
  })

  it('lets go when it is switched off, or a lesson takes over', async () => {
    const { desk, gate } = await gateOn('dead-code')
    await runCommand(desk, { id: 'gate', on: false })
    expect([desk.getState().rein, gate.getState().now]).toEqual([undefined, undefined])
    await runCommand(desk, { id: 'predict' })
    await expect.poll(() => gate.getState().now).toBeDefined()
    const own = { says: 'the lesson' }
    desk.getState().holdBack(own)
    expect([desk.getState().gating, desk.getState().rein]).toEqual([false, own])
  })

  it('keeps what was foretold when settings change, and begins anew with other files', async () => {
    const { desk, gate } = await gateOn('dead-code')
    answerAll(gate)
    gate.getState().goOn()
    await desk.getState().change({ base: 0x20000000n }, 'another base')
    await expect.poll(() => phaseOf(gate.getState())).toBe('prepare')
    expect(gate.getState().book).toHaveLength(1)
    await desk.getState().openSample('run-once')
    await expect.poll(() => phaseOf(gate.getState())).toBe('build')
    expect(gate.getState().book).toEqual([])
  })
})

describe('picks', () => {
  it('take rows for their blocks, and nothing that is not offered', async () => {
    const { graph } = (await deskWith('dead-code')).getState().session!
    const symbol = graph.symbols
    const s = [...Array(symbol.length).keys()].find((id) => graph.nameOf(id as never) === 'entry')! as never
    const withdraw = offer([{ key: 'entry', label: 'entry', thing: { kind: 'block', id: symbol.block[s] } }])
    expect(pickThing({ kind: 'symbol', id: s }, graph)).toBe(true)
    expect([...picks.getState().chosen]).toEqual(['entry'])
    expect(pickThing({ kind: 'edge', id: 0 as never }, graph)).toBe(false)
    pick('entry')
    expect(picks.getState().chosen.size).toBe(0)
    withdraw()
    expect(pickThing({ kind: 'symbol', id: s }, graph)).toBe(false)
  })
})
