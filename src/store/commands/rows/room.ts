/** Commands for a room: the projector, a clicker, and a picture that stands still. */
import * as v from 'valibot'
import type { Desk } from '../../desk'
import { project, projector, standStill } from '../../projector'
import type { Outcome } from '../outcome'
import { DONE } from '../outcome'
import { done, here, plain, row } from '../row'
import { seekPhase } from '../seek-phase'

export const ROOM = {
  projector: here(
    plain(
      'projector: larger text and higher contrast, or as before',
      () => done(project(!projector.getState().on)),
      'R',
    ),
  ),
  project: row({
    says: 'show everything for a room, or for one reader',
    takes: v.strictObject({ on: v.boolean() }),
    here: true,
    run: (_, { on }) => done(project(on)),
  }),
  // Clickers send these keys: two for their two buttons, and B or a full stop for the third.
  'turn-on': here(
    plain(
      'clicker: in a lesson on the projector show what is open, then go on; else the next phase',
      (desk) => turn(desk, 1),
      'PageDown',
    ),
  ),
  'turn-back': here(
    plain(
      'clicker: in a lesson on the projector a step back; else the previous phase',
      (desk) => turn(desk, -1),
      'PageUp',
    ),
  ),
  freeze: here(
    plain(
      'freeze: everything stands still and answers are covered, until the same key again',
      (desk) => still(desk, 'frozen'),
      'B',
      '.',
    ),
  ),
  blank: here(plain('show nothing, until the same key again', (desk) => still(desk, 'blank'), ',')),
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
