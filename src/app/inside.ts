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

/**
 * Fetches scripts as soon as the first screen is painted, without waiting for the first script to ask for them. Named in
 * the document's head they would come earlier, and compiling them would hold up the painting, which takes two frames (see
 * `start.ts`).
 */
export function fetchBehindPaint(scripts: readonly string[]): void {
  const ahead = (href: string): void =>
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', crossOrigin: '', href }))
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => scripts.forEach(ahead))))
}
