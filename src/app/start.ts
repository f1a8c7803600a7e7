/**
 * Opens the page where nothing is built, as in development. The build writes the same function into the document, with the
 * names of what it has made, so that the document alone paints the first screen and starts the linker.
 */
import { startBehindPaint } from './inside'

startBehindPaint(
  () => new Worker(new URL('../worker/thread.ts', import.meta.url), { type: 'module' }),
  () => import('./main'),
)
