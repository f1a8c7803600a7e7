/**
 * For a room: larger text and higher contrast, and a picture that stands still while people argue. It is how this screen is
 * used, not what is on the desk, so no link holds it. A tab stays in the mode when it is loaded again; the next visit, which
 * may be somebody else's at the same computer, begins as usual.
 */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { isEmbedded } from './embed'
import { recall, remember } from './memory-of-choices'

const CHOICE = 'linkscape.projector'

/** `frozen`: what is seen stays, answers are covered, and nothing but one key does anything. `blank`: nothing is seen. */
export type Stillness = 'no' | 'frozen' | 'blank'

export interface Projector {
  readonly on: boolean
  readonly still: Stillness
}

export const projector = createStore<Projector>(() => ({
  // A page in a frame shares the tab's memory with others, which may be in another mode.
  on: !isEmbedded && recall(CHOICE, 'in tab') === 'on',
  still: 'no',
}))

export const useProjector = <T>(select: (state: Projector) => T): T => useStore(projector, select)

export const useIsProjected = (): boolean => useProjector(({ on }) => on)

export function project(on: boolean): void {
  if (!isEmbedded) remember(CHOICE, on ? 'on' : undefined, 'in tab')
  projector.setState({ on })
}

export const isStill = (): boolean => projector.getState().still !== 'no'

/** Stands still in this way, or goes on if it does already. */
export const standStill = (how: 'frozen' | 'blank'): void =>
  projector.setState(({ still }) => ({ still: still === 'no' ? how : 'no' }))
