/** The list of lessons as a dialog over the desk; progress can be taken along as a file, or forgotten. */
import { useEffect, useRef, useState } from 'react'
import { useDesk } from '../../store/context'
import { useSayAll } from '../../store/language'
import { useSchool, useTutor } from '../../store/lessons/context'
import type { Progress } from '../../store/lessons/progress'
import { forgetProgress } from '../../store/lessons/progress'
import { MOST_SEED, openPage } from '../../store/pages'
import { SeedField } from '../../widgets/SeedField'
import { save } from '../share/save'
import { LessonCards } from './LessonCards'

export default function LessonSheet() {
  const say = useSayAll()
  const lessons = useSchool((school) => school.lessons)
  const load = useSchool((school) => school.load)
  const progress = useTutor((tutor) => tutor.progress) ?? {}
  const noteProgress = useTutor((tutor) => tutor.noteProgress)
  const close = useDesk((desk) => desk.openSheet)
  const dialog = useRef<HTMLDialogElement>(null)
  // Whoever came by a link for a class, or was here before, need not know the seed.
  const known = useTutor((tutor) => (tutor.walk ? tutor.seed : lastSeed(tutor.progress))) ?? ''
  const [typed, setSeed] = useState<string>()
  const seed = typed ?? known
  const ready = say !== undefined && lessons !== undefined
  useEffect(() => {
    void load()
  }, [load])
  useEffect(() => {
    if (!ready) return
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('.suggested, .lesson-card')?.focus()
  }, [ready])
  if (!ready) return null
  const isEmpty = Object.keys(progress).length === 0
  return (
    <dialog ref={dialog} className="sheet lessons" aria-label={say('lessons.all')} onClose={() => close(undefined)}>
      <div className="sheet-head">
        <h2>{say('lessons.all')}</h2>
        <SeedField
          label={say('lessons.seed')}
          hint={say('lessons.seed-hint')}
          value={seed}
          most={MOST_SEED}
          onChange={setSeed}
        />
      </div>
      <LessonCards lessons={lessons} say={say} seed={seed} onOpen={() => close(undefined)} />
      <form method="dialog" className="sheet-ways">
        <button
          type="button"
          disabled={isEmpty}
          onClick={() => save(JSON.stringify(progress, null, 2), 'linkscape-progress.json', 'application/json')}
        >
          {say('lessons.save-progress')}
        </button>
        <button type="button" disabled={isEmpty} onClick={() => noteProgress?.(forgetProgress())}>
          {say('lessons.forget-progress')}
        </button>
        <span className="spring" />
        <button
          type="button"
          onClick={() => {
            close(undefined)
            openPage({ is: 'teach' })
          }}
        >
          {say('lessons.for-teachers')}
        </button>
        <button type="submit" className="primary">
          {say('lessons.close-list')}
        </button>
      </form>
    </dialog>
  )
}

/** The seed with which the lesson that was begun last was begun. */
const lastSeed = (progress: Progress): string => Object.values(progress).at(-1)?.seed ?? ''
