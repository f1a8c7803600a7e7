/** The list of lessons as a dialog over the desk; progress can be taken along as a file, or forgotten. */
import { useEffect, useRef } from 'react'
import { useDesk } from '../../store/context'
import { useSayAll } from '../../store/language'
import { useSchool, useTutor } from '../../store/lessons/context'
import { forgetProgress } from '../../store/lessons/progress'
import { openPage } from '../../store/pages'
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
  const ready = say !== undefined && lessons !== undefined
  useEffect(() => {
    void load()
  }, [load])
  useEffect(() => {
    if (ready) dialog.current?.showModal()
  }, [ready])
  if (!ready) return null
  const isEmpty = Object.keys(progress).length === 0
  return (
    <dialog ref={dialog} className="sheet lessons" aria-label={say('lessons.all')} onClose={() => close(undefined)}>
      <h2>{say('lessons.all')}</h2>
      <LessonCards lessons={lessons} say={say} onOpen={() => close(undefined)} />
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
