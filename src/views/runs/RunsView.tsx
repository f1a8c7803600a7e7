/** Two runs of the same files beside each other: before the last change and after it, with one cursor in both. */
import { useEffect, useMemo, useState } from 'react'
import type { Apart } from '../../scene/difference/apart'
import { sayWords } from '../../messages/messages'
import { DeskProvider, useDesk, useDeskStore } from '../../store/context'
import type { Say } from '../../store/language'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'
import { inSlices } from '../../store/slices'
import type { TwoRuns } from '../../store/two-runs'
import { createTwoRuns } from '../../store/two-runs'
import { MapView } from '../map/MapView'
import { NothingToCompare } from './NothingToCompare'

export function RunsView({ session, dark }: { session: Session; dark: boolean }) {
  const before = useDesk((desk) => desk.before)
  if (!before) return <NothingToCompare />
  return <TwoMaps before={before} after={session} dark={dark} />
}

function TwoMaps({ before, after, dark }: { before: Session; after: Session; dark: boolean }) {
  const say = useSay()
  const desk = useDeskStore()
  const runs = useMemo(() => createTwoRuns(desk), [desk])
  const [follows, setFollows] = useState(false)
  useEffect(() => {
    const leave = runs.follow()
    setFollows(true)
    return leave
  }, [runs])
  const apart = useApart(runs)
  const sentence = useDesk((state) => state.past.at(-1)?.sentence)
  return (
    <div className="runs">
      <section
        className="run"
        aria-label={say('runs.before-label')}
        onPointerEnter={() => runs.lead('before')}
        onFocus={() => runs.lead('before')}
      >
        <h2>
          <b>A</b> {say('runs.before')} <i>{apart && sayApart(say, apart.before.length, apart.edgesBefore.length)}</i>
        </h2>
        <DeskProvider value={runs.before}>{follows && <MapView session={before} dark={dark} />}</DeskProvider>
      </section>
      <section
        className="run"
        aria-label={say('runs.after-label')}
        onPointerEnter={() => runs.lead('after')}
        onFocus={() => runs.lead('after')}
      >
        <h2>
          <b>B</b> {sentence ? say('runs.after', { change: sayWords(say, sentence) }) : say('runs.back')}{' '}
          <i>{apart && sayApart(say, apart.after.length, apart.edgesAfter.length)}</i>
        </h2>
        <DeskProvider value={runs.after}>{follows && <MapView session={after} dark={dark} />}</DeskProvider>
      </section>
    </div>
  )
}

function sayApart(say: Say, blocks: number, edges: number): string {
  if (blocks + edges === 0) return say('runs.same')
  if (edges === 0) return say('runs.blocks', { blocks })
  return blocks === 0 ? say('runs.edges', { edges }) : say('runs.both', { blocks, edges })
}

/** Milliseconds at rest before differences are looked for: not at every event while somebody plays. */
const REST = 60

/** Where the runs are apart at this moment; marks it on both maps. */
function useApart(runs: TwoRuns): Apart | undefined {
  const comparison = useDesk((desk) => desk.comparison)
  const position = useDesk((desk) => desk.position)
  const [apart, setApart] = useState<Apart>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graphs are read as they are at `position`
  useEffect(() => {
    let stop = (): void => undefined
    const handle = setTimeout(() => {
      if (!comparison) return setApart(undefined)
      stop = inSlices(comparison.apart(), (found) => {
        setApart(found)
        runs.mark(found)
      })
    }, REST)
    return () => {
      clearTimeout(handle)
      stop()
    }
  }, [runs, comparison, position])
  return apart
}
