/** Asks the linker for a link and lays the page's half of the engine over its answer. */
import { lazy } from '../base/lazy'
import type { LaidOut } from '../scene/laid-out'
import { areHuge, withBytes } from '../worker/origins'
import type { FoundRecords, LayoutAsk, LinkAnswer, LinkService, LinkWish, Paper, WorkStep } from '../worker/protocol'
import { pictureIsThere } from './first-picture'
import type { Session } from './session'

export interface LinkedAndOpened {
  readonly answer: LinkAnswer
  readonly opened: Session
  /** The inputs with their bytes; for those of huge ones something stands. */
  readonly read: LinkWish['inputs']
}

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
): Promise<LinkedAndOpened> {
  // The page's half of the engine is fetched while the worker links.
  const half = import('./session')
  const reading = lazy(() => readInputs(ask.inputs))
  const linking = linker.link({ ...ask, paper }, (step) => {
    // The worker has read the files: from here on both work at once.
    reading().catch(() => {})
    progress(step)
  })
  // Asked for at once, so that the worker goes on without a pause. The answer of a huge link brings all of that.
  const held = areHuge(ask.inputs) ? undefined : paper
  const layingOut = held && linker.layout({ paper: held, byAddress: true })
  // Whoever changes settings may stand anywhere in time, and the first picture is of that moment.
  const finding = held && isShown ? linker.records({ number: ask.number }) : undefined
  // Should the link fail, nobody waits for these.
  for (const asked of [layingOut, finding]) asked?.catch(() => {})
  const answer = await linking
  const { openSession } = await half
  const read = await reading()
  const { number, inputs, options } = ask
  const { pictures, records } = answer
  const layOut = async (wish: LayoutAsk): Promise<LaidOut | undefined> =>
    // Nothing may be left of it in the worker: of a huge link at once, of another one in a while.
    (await linker.layout({ ...wish, number })) ?? linker.layout({ ...wish, number, inputs, options })
  const opened = openSession(
    answer,
    read.map(({ bytes }) => bytes),
    layOut,
  )
  if (pictures) {
    opened.layouts.put(true, pictures[0])
    opened.layouts.put(false, pictures[1])
    if (records) opened.layouts.know(records)
    return { answer, opened, read }
  }
  const coming = layingOut && opened.layouts.expect(true, held, layingOut)
  if (finding) await Promise.all([coming, learnRecords(opened, finding)])
  else if (held) void pictureIsThere().then(() => learnRecords(opened, linker.records({ number })))
  // To take over a large answer and to draw the desk around it are two tasks, each short enough by itself.
  if (opened.layouts.isLarge) await nextTask()
  return { answer, opened, read }
}

/** Inputs with their bytes. Of huge ones the page gets in the answer what it needs. */
async function readInputs(inputs: LinkWish['inputs']): Promise<LinkWish['inputs']> {
  return areHuge(inputs) ? inputs : Promise.all(inputs.map(withBytes))
}

/** What steps through time will look for; a step before that finds it for itself. */
async function learnRecords(opened: Session, finding: Promise<FoundRecords | undefined>): Promise<void> {
  const found = await finding.catch(() => undefined)
  if (found) opened.layouts.know(found.records)
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
