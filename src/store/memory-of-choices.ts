/** Small choices that outlive a visit. A page inside another may be refused all storage: then they last as long as it. */

/** Under which keys the chosen language and the chosen theme are kept. */
export const LANGUAGE_CHOICE = 'linkscape.language'
export const THEME_CHOICE = 'linkscape.theme'

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** `undefined` forgets. */
export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // It lasts as long as the page.
  }
}
