/** The end of a lesson: what stays, what the questions brought in, and where to go from here. */
import { useEffect, useRef } from 'react'
import type { Walk } from '../../lessons/machine/walk'
import { scoreOfWalk } from '../../lessons/machine/walk'
import type { Say } from '../../store/language'
import { useDesk } from '../../store/context'
import { useSchool } from '../../store/lessons/context'
import { pointsSoFar } from '../../store/lessons/progress'
import type { Tutor } from '../../store/lessons/tutor'
import { Prose } from './Prose'

export function LessonEnd({ walk, tutor, say }: { walk: Walk; tutor: Tutor; say: Say }) {
  const lessons = useSchool((school) => school.lessons) ?? []
  const openSheet = useDesk((desk) => desk.openSheet)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const { of } = scoreOfWalk(walk)
  const points = pointsSoFar(tutor.progress[walk.lesson.id])
  const next = lessons[lessons.findIndex(({ id }) => id === walk.lesson.id) + 1]
  return (
    <>
      <div className="lesson-body">
        <h2 id="lesson" ref={heading} tabIndex={-1}>
          <span className="quiet">{say('lessons.finished')}</span>
          {say('lessons.what-stays')}
        </h2>
        <Prose text={say(`lessons.${walk.lesson.id}.stays`, tutor.values)} />
        {of > 0 && <p>{say('lessons.score', { points: pointsText(points), of })}</p>}
      </div>
      <footer className="lesson-ways">
        <button type="button" onClick={() => void tutor.back()}>
          {say('lessons.back')}
        </button>
        <span className="spring" />
        <button type="button" onClick={() => openSheet('lessons')}>
          {say('lessons.all')}
        </button>
        {next && (
          <button type="button" className="primary" onClick={() => void tutor.open(next, 0, tutor.seed)}>
            {say('lessons.next-lesson', { title: say(`lessons.${next.id}.title`) })}
          </button>
        )}
      </footer>
    </>
  )
}

/** Halves and thirds of a point are rounded to one place. */
export const pointsText = (points: number): string => String(Math.round(points * 10) / 10)
