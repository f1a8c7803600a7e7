/** `?embed=1`: this page is a part of another. `theme=light` or `theme=dark` says in which colours. */

const asked = new URLSearchParams(globalThis.location?.search)

export const isEmbedded = asked.get('embed') === '1'

/** The theme that the address asks for; undefined: as the reader has it. */
export const askedTheme: 'light' | 'dark' | undefined = ['light', 'dark'].includes(asked.get('theme') ?? '')
  ? (asked.get('theme') as 'light' | 'dark')
  : undefined
