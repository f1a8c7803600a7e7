/** Asks the linker for a link and lays the page's half of the engine over its answer. */
import type { LaidOut } from '../scene/laid-out'
import { areHuge } from '../worker/origins'
import type { LayoutAsk, LinkAnswer, LinkService, LinkWish, Paper, WorkStep } from '../worker/protocol'
import type { Session } from './session'

/**
 * Links and opens the session. Of a large link the worker makes the picture. Where an older one is still shown, the session
 * comes with it; else it comes at once, and everything around the picture is there first.
 */
export async function linkAndOpen(
  linker: LinkService,
  ask: LinkWish,
  paper: Paper | undefined,
  isShown: boolean,
  progress: (step: WorkStep) => void,
): Promise<{ readonly answer: LinkAnswer; readonly opened: Session }> {
  // The page's half of the engine is fetched while the worker links.
  const half = import('./session')
  const linking = linker.link({ ...ask, paper }, progress)
  // Asked for at once, so that the worker goes on without a pause. The answer of a huge link brings all of that.
  const held = areHuge(ask.inputs) ? undefined : paper
  const layingOut = held && linker.layout({ paper: held, byAddress: true })
  const finding = held && linker.records({ number: ask.number })
  // Should the link fail, nobody waits for these.
  for (const asked of [layingOut, finding]) asked?.catch(() => {})
  const answer = await linking
  const { openSession } = await half
  const files = ask.inputs.map(({ bytes }) => bytes)
  const { number, inputs, options } = ask
  const { pictures, records } = answer
  const layOut = async (wish: LayoutAsk): Promise<LaidOut | undefined> =>
    // Of a huge link nothing is left in the worker.
    (await linker.layout({ ...wish, number })) ?? (pictures && linker.layout({ ...wish, number, inputs, options }))
  const opened = openSession(answer, files, layOut)
  if (pictures) {
    opened.layouts.put(true, pictures[0])
    opened.layouts.put(false, pictures[1])
    if (records) opened.layouts.know(records)
    return { answer, opened }
  }
  const coming = layingOut && opened.layouts.expect(true, held, layingOut)
  void finding?.then((found) => found && opened.layouts.know(found.records)).catch(() => {})
  if (isShown) await coming
  return { answer, opened }
}
