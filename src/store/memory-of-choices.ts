/** Small choices that outlive the page. A page inside another may be refused all storage: then they last as long as it. */

/** Under which keys the chosen language and the chosen theme are kept. */
export const LANGUAGE_CHOICE = 'linkscape.language'
export const THEME_CHOICE = 'linkscape.theme'

/** How long a choice is kept: on this computer until it is changed, or in this tab until it is closed. */
export type Keeping = 'always' | 'in tab'

const storage = (keeping: Keeping): Storage => (keeping === 'always' ? localStorage : sessionStorage)

export function recall(key: string, keeping: Keeping = 'always'): string | null {
  try {
    return storage(keeping).getItem(key)
  } catch {
    return null
  }
}

/** `undefined` forgets. */
export function remember(key: string, value: string | undefined, keeping: Keeping = 'always'): void {
  try {
    if (value === undefined) storage(keeping).removeItem(key)
    else storage(keeping).setItem(key, value)
  } catch {
    // It lasts as long as the page.
  }
}
