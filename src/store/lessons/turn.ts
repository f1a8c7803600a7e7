/**
 * A lesson or the gate by clicker, which has two buttons: forward shows what is still open (the answer to a question, or
 * what a step asks for), and goes on once nothing is; back goes back. So one button leads a room through everything.
 */
import { isDone, isFinished, recordOf, stepOf } from '../../lessons/machine/walk'
import { isOver } from '../../lessons/questions/round'
import type { Gate } from '../gate/gate'
import { isOpen } from '../gate/gate'
import type { Tutor } from './tutor'

/** False if no lesson is open. Settles when the page shows what came of it. */
export async function turn(tutor: Tutor | undefined, direction: 1 | -1): Promise<boolean> {
  if (!tutor?.walk) return false
  // A second press while a step is on its way would skip what nobody has seen.
  if (tutor.preparing) return true
  if (direction < 0) await tutor.back()
  else await forward(tutor)
  return true
}

async function forward({ walk, ...tutor }: Tutor): Promise<void> {
  const step = walk && stepOf(walk)
  if (!walk || !step || isFinished(walk)) return
  const record = recordOf(walk)
  if (isDone(step, record)) await tutor.next()
  else if (step.kind === 'predict') await (record.round ? tutor.reveal() : tutor.skip())
  else await tutor.show()
}

/** The same for the gate, which knows no way back. False if it has nothing to ask any more. */
export function turnGate(gate: Gate, direction: 1 | -1): boolean {
  const { now, at, next } = gate
  if (direction < 0 || (now === undefined && next === undefined)) return false
  const round = now?.rounds[at]
  if (round && !isOver(round)) gate.reveal()
  else if (isOpen(gate) || next !== undefined) gate.goOn()
  else return false
  return true
}
