/** Asks the linker for a link and lays the page's half of the engine over its answer. */
import type { LaidOut } from '../scene/laid-out'
import type { LayoutAsk, LinkAnswer, LinkService, LinkWish, Paper, WorkStep } from '../worker/protocol'
import type { Session } from './session'

/** Links and opens the session, with its first picture if the link is so large that the worker makes it. */
export async function linkAndOpen(
  linker: LinkService,
  ask: LinkWish,
  paper: Paper | undefined,
  progress: (step: WorkStep) => void,
): Promise<{ readonly answer: LinkAnswer; readonly opened: Session }> {
  // The page's half of the engine is fetched while the worker links.
  const half = import('./session')
  const linking = linker.link(ask, progress)
  // Asked for at once, so that the worker goes on without a pause.
  const layingOut = paper && linker.layout({ paper, byAddress: true }).catch(() => undefined)
  const answer = await linking
  const { openSession } = await half
  const files = ask.inputs.map(({ bytes }) => bytes)
  const { number } = ask
  const layOut = (wish: LayoutAsk): Promise<LaidOut | undefined> => linker.layout({ ...wish, number })
  const opened = openSession(answer, files, layOut)
  const laid = await layingOut
  if (laid) opened.layouts.put(true, laid)
  return { answer, opened }
}
