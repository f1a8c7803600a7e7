/** Commands for a room: the projector, a clicker, and a picture that stands still. */
import * as v from 'valibot'
import type { Desk } from '../../desk'
import { project, projector, standStill } from '../../projector'
import type { Outcome } from '../outcome'
import { DONE } from '../outcome'
import { done, here, plain, row } from '../row'
import { seekPhase } from '../seek-phase'

export const ROOM = {
  projector: here(plain(() => done(project(!projector.getState().on)), 'R')),
  project: row({
    takes: v.strictObject({ on: v.boolean() }),
    here: true,
    run: (_, { on }) => done(project(on)),
  }),
  // Clickers send these keys: two for their two buttons, and B or a full stop for the third.
  'turn-on': here(plain((desk) => turn(desk, 1), 'PageDown')),
  'turn-back': here(plain((desk) => turn(desk, -1), 'PageUp')),
  freeze: here(plain((desk) => still(desk, 'frozen'), 'B', '.')),
  blank: here(plain((desk) => still(desk, 'blank'), ',')),
}

async function turn(desk: Desk, direction: 1 | -1): Promise<Outcome> {
  if (projector.getState().on && (await desk.hands?.turn(direction))) return DONE
  return seekPhase(desk, direction)
}

function still(desk: Desk, how: 'frozen' | 'blank'): Outcome {
  desk.play(false)
  standStill(how)
  return DONE
}
