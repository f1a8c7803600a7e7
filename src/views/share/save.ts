/** Hands a file to the reader. Nothing leaves the tab. */

/** Milliseconds after which the browser has surely taken the file. */
const TAKEN = 10_000

export function save(content: Blob | string, name: string, type = 'text/plain'): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), TAKEN)
}
