/**
 * Whether the window is too small for the figure and the side beside each other: a small screen, or a page zoomed to
 * 200 % and more. Then panels stack and the page scrolls.
 */
import { useSyncExternalStore } from 'react'
import { chrome, isEmbedded } from '../store/embed'

/** CSS pixels. A frame in another page is as high as that page made it, so only its width counts. */
const SMALL = isEmbedded ? '(max-width: 699.98px)' : '(max-width: 959.98px), (max-height: 519.98px)'

const query = globalThis.matchMedia?.(SMALL)

/** A frame without a side has nothing to stack. */
const isSmall = (): boolean => chrome === 'full' && query?.matches === true

function subscribe(onChange: () => void): () => void {
  query?.addEventListener('change', onChange)
  return () => query?.removeEventListener('change', onChange)
}

export const useSmall = (): boolean => useSyncExternalStore(subscribe, isSmall)
