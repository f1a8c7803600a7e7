/** The page: the desk, the workers that link for it, and all that is seen of them. What stands in the document (`inside.ts`) fetches and opens it. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { DeskProvider } from '../store/context'
import type { DeskStore } from '../store/desk'
import { createDesk } from '../store/desk'
import type { SampleShelf } from '../store/samples'
import { samplesHere } from '../store/samples'
import { KeeperProvider } from '../store/links/context'
import { elsewhereIn } from '../store/links/elsewhere'
import { createKeeper } from '../store/links/keeper'
import { speakPart, startSpeaking } from '../store/language'
import { wordsOf } from '../store/misread'
import { SchoolProvider } from '../store/lessons/context'
import { createSchool } from '../store/lessons/school'
import { PrinterProvider } from '../store/printer'
import { retellDifferences } from '../store/retell'
import { paperInWindow } from '../views/map/paper'
import { WorkerLinker } from '../worker/client'
import { addressBar } from './address'
import { App } from './App'
import { allowedOrigins, isEmbedded } from '../store/embed'
import { LastResort } from './LastResort'

/** Milliseconds after which the page is probably as it will be. */
const IDLE = 600

/** Puts the page in the place of the document's first screen. */
export function openPage(startWorker: () => Worker): void {
  const linker = new WorkerLinker(startWorker)
  const shelf = samplesHere()
  const desk = createDesk(linker, shelf)
  const school = createSchool(desk, () => createDesk(new WorkerLinker(startWorker), samplesHere()))
  const keeper = createKeeper(desk, addressBar, !isEmbedded, elsewhereIn(school))
  desk.getState().notePaper(paperInWindow({ width: innerWidth, height: innerHeight }))
  const speaking = startSpeaking()
  retellDifferences(desk)
  desk
    .getState()
    .open()
    .catch((problem: unknown) => desk.getState().say({ id: 'page.notice.no-samples', args: { why: wordsOf(problem) } }))
    // What a link says is told in the words of the desk.
    .then(() => (location.hash === '' ? undefined : speakPart('desk')))
    .then(() => keeper.getState().start())
    .then(() => setTimeout(() => warmUp(desk, linker, shelf), IDLE))
    .then(() => speakWithHost(desk))
  const render = (): void =>
    createRoot(document.getElementById('root')!).render(
      <StrictMode>
        <LastResort>
          <DeskProvider value={desk}>
            <KeeperProvider value={keeper}>
              <SchoolProvider value={school}>
                <PrinterProvider value={new WorkerLinker(startWorker)}>
                  <App />
                </PrinterProvider>
              </SchoolProvider>
            </KeeperProvider>
          </DeskProvider>
        </LastResort>
      </StrictMode>,
    )
  // The document's own first screen stays until its words are there: it speaks the same language. Else English does.
  speaking.then(render, render)
}

async function speakWithHost(desk: DeskStore): Promise<void> {
  if (allowedOrigins.length === 0) return
  const [{ speakWith }, { hostWindow }] = await Promise.all([import('../store/messages'), import('./host-window')])
  speakWith(hostWindow, desk, allowedOrigins)
}

/** Runs the linker on the first sample, which is small but has something of everything. Nothing is lost without it. */
async function warmUp(desk: DeskStore, linker: WorkerLinker, shelf: SampleShelf): Promise<void> {
  const { samples, inputs } = desk.getState()
  const [sample] = samples
  if (inputs.length > 0 || isEmbedded || !sample) return
  try {
    const read = sample.files.map(async (file) => ({ name: file.name, bytes: await shelf.bytes(sample, file) }))
    await linker.warmUp({ inputs: await Promise.all(read), options: sample.settings })
  } catch {
    // Somebody was faster, or the sample cannot be had: whoever opens it will be told.
  }
}
