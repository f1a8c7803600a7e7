/** How fast the link plays: a factor that people choose. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** Factors to choose from; 1 is normal. */
export const SPEEDS = [0.25, 0.5, 1, 2, 4, 16] as const

const store = createStore<{ readonly speed: number }>(() => ({ speed: 1 }))

export const useSpeed = (): number => useStore(store, ({ speed }) => speed)

export const playAt = (speed: number): void => store.setState({ speed })
