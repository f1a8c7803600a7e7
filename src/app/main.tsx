/** Start-up: the desk, the worker that links for it, and the page around both. */
import '@fontsource/jetbrains-mono/latin-400.css'
import '@fontsource/jetbrains-mono/latin-700.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { DeskProvider } from '../store/context'
import { createDesk } from '../store/desk'
import { samplesAt } from '../store/samples'
import { KeeperProvider } from '../store/links/context'
import { elsewhereIn } from '../store/links/elsewhere'
import { createKeeper } from '../store/links/keeper'
import { startSpeaking } from '../store/language'
import { SchoolProvider } from '../store/lessons/context'
import { createSchool } from '../store/lessons/school'
import { PrinterProvider } from '../store/printer'
import { paperInWindow } from '../views/map/paper'
import { WorkerLinker } from '../worker/client'
import { addressBar } from './address'
import { App } from './App'
import { allowedOrigins, isEmbedded } from '../store/embed'
import { LastResort } from './LastResort'
import './styles/index.css'

const startWorker = (): Worker => new Worker(new URL('../worker/thread.ts', import.meta.url), { type: 'module' })
const linker = new WorkerLinker(startWorker)
const printer = new WorkerLinker(startWorker)
const SHELF = samplesAt('samples')
/** Milliseconds after which the page is probably as it will be. */
const IDLE = 600
const desk = createDesk(linker, SHELF)
const school = createSchool(desk, () => createDesk(new WorkerLinker(startWorker), samplesAt('samples')))
const keeper = createKeeper(desk, addressBar, !isEmbedded, elsewhereIn(school))
desk.getState().notePaper(paperInWindow({ width: innerWidth, height: innerHeight }))
desk
  .getState()
  .open()
  .catch((problem: Error) => desk.getState().say(`The samples could not be fetched: ${problem.message}`))
  .then(() => keeper.getState().start())
  .then(() => setTimeout(warmUp, IDLE))
  .then(async () => {
    if (allowedOrigins.length === 0) return
    const [{ speakWith }, { hostWindow }] = await Promise.all([import('../store/messages'), import('./host-window')])
    speakWith(hostWindow, desk, allowedOrigins)
  })

void startSpeaking()

/** Runs the linker on the first sample, which is small but has something of everything. Nothing is lost without it. */
async function warmUp(): Promise<void> {
  const { samples, inputs } = desk.getState()
  const [sample] = samples
  if (inputs.length > 0 || isEmbedded || !sample) return
  try {
    const read = sample.files.map(async (file) => ({ name: file.name, bytes: await SHELF.bytes(sample, file) }))
    await linker.warmUp({ inputs: await Promise.all(read), options: sample.settings })
  } catch {
    // Somebody was faster, or the sample cannot be had: whoever opens it will be told.
  }
}

// The document has a first screen of its own: people see that before React makes the same again.
await painted()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LastResort>
      <DeskProvider value={desk}>
        <KeeperProvider value={keeper}>
          <SchoolProvider value={school}>
            <PrinterProvider value={printer}>
              <App />
            </PrinterProvider>
          </SchoolProvider>
        </KeeperProvider>
      </DeskProvider>
    </LastResort>
  </StrictMode>,
)

/** When what the document holds is on screen. A tab in the background is never painted, and need not be. */
function painted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve()
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
