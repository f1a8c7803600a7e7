/** The browser's address bar, for the keeper: only the part behind the `#`, which no server ever sees. */
import type { AddressBar } from '../store/links/keeper'

const here = (): string => location.pathname + location.search

/** Browsers refuse addresses that change too often; the next change will carry what this one could not. */
function attempt(change: () => void): void {
  try {
    change()
  } catch {
    // The address is a little late, which nobody has to be told.
  }
}

const withHash = (fragment: string): string => `${here()}${fragment === '' ? '' : `#${fragment}`}`

export const addressBar: AddressBar = {
  read: () => location.hash.replace(/^#/, ''),
  push: (fragment) => attempt(() => history.pushState(null, '', withHash(fragment))),
  replace: (fragment) => attempt(() => history.replaceState(null, '', withHash(fragment))),
  onMove: (moved) => window.addEventListener('popstate', moved),
}
