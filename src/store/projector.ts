/**
 * For a room: larger text and higher contrast, and a picture that stands still while people argue. It is how this screen is
 * used, not what is on the desk, so no link holds it.
 */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** `frozen`: what is seen stays, answers are covered, and nothing but one key does anything. `blank`: nothing is seen. */
export type Stillness = 'no' | 'frozen' | 'blank'

export interface Projector {
  readonly on: boolean
  readonly still: Stillness
}

export const projector = createStore<Projector>(() => ({ on: false, still: 'no' }))

export const useProjector = <T>(select: (state: Projector) => T): T => useStore(projector, select)

export const useIsProjected = (): boolean => useProjector(({ on }) => on)

export const project = (on: boolean): void => projector.setState({ on })

export const isStill = (): boolean => projector.getState().still !== 'no'

/** Stands still in this way, or goes on if it does already. */
export const standStill = (how: 'frozen' | 'blank'): void =>
  projector.setState(({ still }) => ({ still: still === 'no' ? how : 'no' }))
