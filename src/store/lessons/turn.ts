/**
 * A lesson by clicker, which has two buttons: forward shows what is still open in a step (the answer to its question, or
 * what it asks for), and goes on once nothing is; back goes back. So one button leads a room through a whole lesson.
 */
import { isDone, isFinished, recordOf, stepOf } from '../../lessons/machine/walk'
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
