/** Asks the linker for a link and lays the page's half of the engine over its answer. */
import type { LaidOut } from '../scene/laid-out'
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
  const linking = linker.link(ask, progress)
  // Asked for at once, so that the worker goes on without a pause.
  const layingOut = paper && linker.layout({ paper, byAddress: true })
  const finding = paper && linker.records({ number: ask.number })
  // Should the link fail, nobody waits for these.
  for (const asked of [layingOut, finding]) asked?.catch(() => {})
  const answer = await linking
  const { openSession } = await half
  const files = ask.inputs.map(({ bytes }) => bytes)
  const { number } = ask
  const layOut = (wish: LayoutAsk): Promise<LaidOut | undefined> => linker.layout({ ...wish, number })
  const opened = openSession(answer, files, layOut)
  const coming = layingOut && opened.layouts.expect(true, paper, layingOut)
  void finding?.then((found) => found && opened.layouts.know(found.records)).catch(() => {})
  if (isShown) await coming
  return { answer, opened }
}
