/** The desk: all panels around one link. */
import { useEffect } from 'react'
import { useDesk, useDeskStore, useIsLinking } from '../store/context'
import { notePicture } from '../store/first-picture'
import { useSay } from '../store/language'
import { useSchool } from '../store/lessons/context'
import { usePrinter } from '../store/printer'
import { useSearching } from '../store/searching'
import { Drawer } from '../views/crossings/Drawer'
import { Figures } from '../views/figures/Figures'
import { chrome, isEmbedded } from '../store/embed'
import { EmbedHeader, WholePageLink } from '../views/header/EmbedHeader'
import { PickRings } from '../views/gate/PickRings'
import { Header } from '../views/header/Header'
import { MapView } from '../views/map/MapView'
import { MatrixView } from '../views/matrix/MatrixView'
import { MemoryView } from '../views/memory/MemoryView'
import { RunsView } from '../views/runs/RunsView'
import { Outside } from '../views/outside/Outside'
import { Spotlight } from '../views/lessons/Spotlight'
import { ExportToast } from '../views/share/ExportProgress'
import { saverFor } from '../views/share/saver'
import { Share } from '../views/share/Share'
import { StageBar } from '../views/stage/StageBar'
import { Timeline } from '../views/timeline/Timeline'
import { CommandPalette } from './CommandPalette'
import { Jumps } from './Jumps'
import { KeyList } from './KeyList'
import { handsWith, useKeys } from './keys'
import { Side } from './Side'

/** Header, figures and side are there. */
const isFull = chrome === 'full'

export default function Desk({ dark, onTheme }: { dark: boolean; onTheme: () => void }) {
  useKeys()
  useSearching()
  const store = useDeskStore()
  const printer = usePrinter()
  const lend = useDesk((desk) => desk.lend)
  const tutor = useSchool((school) => school.tutor)
  useEffect(() => {
    lend(handsWith(store, tutor, saverFor(store, printer)))
    return () => lend(undefined)
  }, [lend, store, printer, tutor])
  const say = useSay()
  const sheet = useDesk((desk) => desk.sheet)
  const openSheet = useDesk((desk) => desk.openSheet)
  const session = useDesk((desk) => desk.session)
  const stage = useDesk((desk) => desk.stage)
  const isLinking = useIsLinking()
  useEffect(() => {
    // Nobody waits for a map that is not shown.
    if (session && stage !== 'map') notePicture()
  }, [session, stage])
  return (
    <>
      {isFull && <Jumps />}
      {isFull ? isEmbedded ? <EmbedHeader /> : <Header dark={dark} onTheme={onTheme} /> : <WholePageLink />}
      {isFull && session && <Figures session={session} />}
      <main className="stage" id="stage" tabIndex={-1} aria-busy={isLinking}>
        {session ? (
          <>
            {isFull && <StageBar />}
            {stage === 'map' && <MapView session={session} dark={dark} />}
            {stage === 'memory' && <MemoryView session={session} />}
            {stage === 'matrix' && <MatrixView session={session} />}
            {stage === 'runs' && <RunsView session={session} dark={dark} />}
            <Drawer session={session} />
            <Outside session={session} />
            {chrome !== 'none' && <Timeline session={session} />}
          </>
        ) : (
          <p className="empty-map">{isLinking ? say('stage.linking') : say('stage.empty')}</p>
        )}
      </main>
      {isFull && <Side session={session} />}
      {sheet === 'keys' && <KeyList onClose={() => openSheet(undefined)} />}
      <Spotlight />
      <PickRings />
      {sheet === 'share' && <Share />}
      {sheet === 'palette' && <CommandPalette />}
      <ExportToast />
    </>
  )
}
