/**
 * The first of the page's scripts, small enough to run at once. The document holds the first screen: when people see it,
 * the linker's script starts in its own thread, and the page's beside it.
 */

await painted()
const startWorker = (): Worker => new Worker(new URL('../worker/thread.ts', import.meta.url), { type: 'module' })
let early: Worker | undefined = startWorker()
// Whoever needs it then starts another one, and hears why it breaks.
early.addEventListener('error', () => (early = undefined), { once: true })
const { openPage } = await import('./main')
openPage(() => {
  const worker = early ?? startWorker()
  early = undefined
  return worker
})

/**
 * When what the document holds is on screen: its first sentence with the first frame, all of it with the second. A tab in
 * the background is never painted, and need not be.
 */
function painted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve()
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))
}
