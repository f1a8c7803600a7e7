/**
 * `?embed=1`: this page is a part of another. `chrome=` says how much of it is shown, `theme=light` or `theme=dark` in
 * which colours, `origins=` which pages may speak to it. docs/embedding.md is for those who embed.
 */

/** How much is shown around the stage: nothing, the timeline, or everything. */
export const CHROMES = ['none', 'timeline', 'full'] as const
export type Chrome = (typeof CHROMES)[number]

export interface EmbedWish {
  readonly isEmbedded: boolean
  readonly chrome: Chrome
  readonly theme: 'light' | 'dark' | undefined
  /** Origins of pages that may send commands and are told what happens. None unless the address names them. */
  readonly origins: readonly string[]
}

/** What a query asks for. Whatever is not understood counts as not said. */
export function embedWishOf(query: string): EmbedWish {
  const asked = new URLSearchParams(query)
  const isEmbedded = asked.get('embed') === '1'
  const theme = asked.get('theme')
  return {
    isEmbedded,
    chrome: (isEmbedded && CHROMES.find((chrome) => chrome === asked.get('chrome'))) || 'full',
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    origins: isEmbedded ? originsIn(asked.get('origins') ?? '') : [],
  }
}

/** Whole origins only, `https://example.org`: a `*`, a path or a part of a name would let in more than was meant. */
const originsIn = (text: string): string[] =>
  text.split(',').filter((one) => URL.canParse(one) && new URL(one).origin === one && one !== 'null')

const wish = embedWishOf(globalThis.location?.search ?? '')

export const { isEmbedded, chrome } = wish

/** The theme that the address asks for; undefined: as the reader has it. */
export const askedTheme = wish.theme

export const allowedOrigins = wish.origins
