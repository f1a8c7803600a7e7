/**
 * What runs inside the document, before any script of the page is there: the build writes these functions into it, each
 * with its argument. Each therefore stands alone and uses nothing that is not its own or the browser's.
 */

/** By language, by message: the words of the first screen. Those that the document has itself are missing. */
export type FirstWords = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface FirstScreen {
  readonly words: FirstWords
  /** The language of the document. */
  readonly language: string
  /** Under which key a choice of language is kept, see `store/language.ts`. */
  readonly choice: string
}

/**
 * Puts the first screen in the colours that the address asks for, or that were chosen: what the page does later (`theme.ts`).
 * `choice`: under which key a choice is kept.
 */
export function dressFirst(choice: string): void {
  const chosen = (): string | null => {
    try {
      return localStorage.getItem(choice)
    } catch {
      return null
    }
  }
  const isTheme = (wish: string | null): boolean => wish === 'light' || wish === 'dark'
  const asked = new URLSearchParams(location.search).get('theme')
  const theme = isTheme(asked) ? asked : chosen()
  if (isTheme(theme)) document.documentElement.dataset.theme = theme!
}

/** Says the first screen in the language that was chosen, or that the browser asks for: what the page does later. */
export function speakFirst({ words, language, choice }: FirstScreen): void {
  const chosen = (): string | null => {
    try {
      return localStorage.getItem(choice)
    } catch {
      return null
    }
  }
  const wanted = [chosen(), ...navigator.languages].map((one) => one?.split('-')[0] ?? '')
  const found = wanted.find((one) => one === language || words[one] !== undefined) ?? language
  const own = words[found]
  if (!own) return
  document.documentElement.lang = found
  for (const element of document.querySelectorAll<HTMLElement>('[data-say]'))
    element.textContent = own[element.dataset.say!] ?? element.textContent
}

/** Attributes of a link in the document's head. */
export type HeadLink = Readonly<Record<string, string>>

/**
 * Starts the linker's thread and the page's scripts when the first frame has been handed over to be painted. Started
 * earlier they would compete with it; the processor is free while it is painted. `ahead`: what the page will ask for, which
 * is fetched beside its script instead of after it.
 */
export function startBehindPaint(
  startWorker: () => Worker,
  fetchPage: () => Promise<{ openPage(startWorker: () => Worker): void }>,
  ahead: readonly HeadLink[] = [],
): void {
  let early: Worker | undefined
  const takeWorker = (): Worker => {
    const worker = early ?? startWorker()
    early = undefined
    return worker
  }
  const start = (): void => {
    early = startWorker()
    // Whoever needs it then starts another one, and hears why it breaks.
    early.addEventListener('error', () => (early = undefined), { once: true })
    for (const attributes of ahead) {
      const link = document.createElement('link')
      for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value)
      document.head.append(link)
    }
    void fetchPage().then(({ openPage }) => openPage(takeWorker))
  }
  // A tab in the background is never painted, and need not be.
  if (document.visibilityState === 'hidden') start()
  else requestAnimationFrame(() => setTimeout(start))
}
