/** The page: first screen, or the desk with its panels; drops anywhere; progress; the list of keys. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { PHASES } from '../engine/graph/events'
import { phaseSays, phaseTitle } from '../scene/phase-words'
import { afterFrames } from '../store/after-frame'
import { useDesk } from '../store/context'
import { useKeeper } from '../store/links/context'
import { LanguageSwitch } from '../views/header/LanguageSwitch'
import { LinkNote } from '../views/share/LinkNote'
import { Refusal } from '../views/share/Refusal'
import { readFiles } from '../views/welcome/files'
import { Welcome } from '../views/welcome/Welcome'
import { speakPart, useSay } from '../store/language'
import { chrome, isEmbedded } from '../store/embed'
import { closePage, usePages } from '../store/pages'
import { useIsProjected, useProjector } from '../store/projector'
import { NewerNote } from './NewerNote'
import { StillFrame } from './StillFrame'
import { useTheme } from './theme'
import { useSmall } from './use-small'
import { ThemeSign } from '../widgets/ThemeSign'

/** Everything but the first screen is fetched behind it, with the styles that the first screen does without. */
async function withStyles<T>(load: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([load, import('./styles/desk.css')])
  return loaded
}

/** With the desk's words as well. */
async function withWords<T>(load: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([withStyles(load), speakPart('desk')])
  return loaded
}
const loadDesk = () => withWords(import('./Desk'))
const Desk = lazy(loadDesk)
const LessonSheet = lazy(() => withStyles(import('../views/lessons/LessonSheet')))
const TeachPage = lazy(() => withStyles(import('../views/teach/TeachPage')))
const MakePage = lazy(() => withStyles(import('../views/make/MakePage')))
const Landing = lazy(() => withWords(import('../views/share/Landing')))

export function App() {
  const hasInputs = useDesk((desk) => desk.inputs.length > 0)
  const notice = useDesk((desk) => desk.notice)
  const sheet = useDesk((desk) => desk.sheet)
  const page = usePages((state) => state.page)
  const say = useSay()
  const { dark, toggle } = useTheme()
  const over = useDrop()
  const small = useSmall()
  const landing = useKeeper((keeper) => keeper.landing !== undefined)
  const still = useProjector((state) => state.still !== 'no')
  const projected = useIsProjected()
  const play = useDesk((desk) => desk.play)
  const isReady = useDesk((desk) => desk.catalogue !== undefined)
  useEffect(() => {
    // The samples are to be seen first.
    return isReady ? afterFrames(1, () => void loadDesk()) : undefined
  }, [isReady])
  useEffect(() => {
    document.documentElement.toggleAttribute('data-projector', projected)
  }, [projected])
  useEffect(() => {
    if (page) play(false)
  }, [page, play])
  return (
    <>
      <div
        inert={still}
        className={`app${hasInputs && !page ? ' desk' : ''}${small ? ' small' : ''}${isEmbedded ? ` embed chrome-${chrome}` : ''}`}
      >
        {page ? (
          <Suspense fallback={<Fetching />}>
            {page.is === 'teach' ? (
              <TeachPage dark={dark} onTheme={toggle} />
            ) : (
              <MakePage dark={dark} onTheme={toggle} />
            )}
          </Suspense>
        ) : landing ? (
          <Suspense fallback={<Fetching />}>
            <Landing />
          </Suspense>
        ) : hasInputs ? (
          <Suspense fallback={<Fetching />}>
            <Desk dark={dark} onTheme={toggle} />
          </Suspense>
        ) : isEmbedded ? (
          <EmptyFrame />
        ) : (
          <Welcome />
        )}
        {!hasInputs && !isEmbedded && !page && (
          <header className="corner">
            <LanguageSwitch />
            <button
              type="button"
              className="plain"
              onClick={toggle}
              aria-label={say(dark ? 'page.light' : 'page.dark')}
            >
              <ThemeSign />
            </button>
          </header>
        )}
        {sheet === 'lessons' && (
          <Suspense fallback={<Fetching />}>
            <LessonSheet />
          </Suspense>
        )}
        <Progress />
        <LinkNote />
        <NewerNote />
        <p className="notice" role="status">
          {notice}
        </p>
        <Refusal />
        {over && (
          <div className="drop-veil" aria-hidden="true">
            <b>{say('page.drop-veil')}</b>
          </div>
        )}
      </div>
      <StillFrame say={say} />
    </>
  )
}

/** In place of a part of the page that is still being fetched: nothing to see, and not yet the whole page. */
const Fetching = () => <div aria-busy="true" />

/** Nothing to show yet in a page that is part of another: it takes no files, so there is only the way to the whole page. */
function EmptyFrame() {
  const say = useSay()
  return (
    <main className="embed-empty">
      <h1>Linkscape</h1>
      <p>
        <a href={location.pathname + location.hash} target="_blank" rel="noopener">
          {say('page.open-whole')}
        </a>
      </p>
    </main>
  )
}

/** Milliseconds before progress shows: shorter work would only flicker. */
const PATIENCE = 400

function Progress() {
  const say = useSay()
  const working = useDesk((desk) => desk.working)
  const cancel = useDesk((desk) => desk.cancel)
  const [patient, setPatient] = useState(true)
  const since = working?.since
  useEffect(() => {
    setPatient(true)
    if (since === undefined) return undefined
    const handle = setTimeout(() => setPatient(false), PATIENCE)
    return () => clearTimeout(handle)
  }, [since])
  if (!working || patient) return null
  const step = PHASES.find(({ id }) => id === working.phase)
  return (
    <div className="progress" role="status">
      <p>
        {step ? (
          <>
            <b>{phaseTitle(say, step.id)}</b> {phaseSays(say, step.id)}
          </>
        ) : (
          <>
            <b>{say('page.comparing')}</b> {say('page.comparing-says')}
          </>
        )}
      </p>
      <progress
        max={PHASES.length - 2}
        value={step ? PHASES.indexOf(step) : PHASES.length - 2}
        aria-label={say('page.phases-done')}
      />
      <button type="button" onClick={cancel}>
        {say('page.cancel')}
      </button>
    </div>
  )
}

/** Files dropped anywhere on the page; true while they are held over it. */
function useDrop(): boolean {
  const addFiles = useDesk((desk) => desk.addFiles)
  const offer = useKeeper((keeper) => keeper.offer)
  const landing = useKeeper((keeper) => keeper.landing !== undefined)
  const add = landing ? offer : addFiles
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (isEmbedded) return undefined
    const onOver = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      event.preventDefault()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      void readFiles(files).then((read) => {
        if (read.length === 0) return
        // They are to be seen on the desk, whatever page was in its place.
        closePage()
        void add(read)
      })
    }
    document.addEventListener('dragover', onOver)
    document.addEventListener('dragleave', onLeave)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('dragover', onOver)
      document.removeEventListener('dragleave', onLeave)
      document.removeEventListener('drop', onDrop)
    }
  }, [add])
  return over
}
