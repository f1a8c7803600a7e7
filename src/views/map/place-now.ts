/** Where the map on the stage looks, for the bar above it. There is at most one. */

/** A step from the whole link down to what fills the map. */
export interface Crumb {
  readonly text: string
  /** Zooms out to it. */
  readonly go: () => void
}

export interface PlaceNow {
  readonly crumbs: readonly Crumb[]
  /** What edges are bundled between, in words; empty where that goes without saying. */
  readonly says: string
}

let now: PlaceNow | undefined
const listeners = new Set<() => void>()

export const placeNow = (): PlaceNow | undefined => now

/** `undefined` when the map goes. */
export function notePlace(place: PlaceNow | undefined): void {
  now = place
  for (const listener of listeners) listener()
}

/** Tells whenever the map looks elsewhere; returns how to stop that. */
export function onPlace(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
