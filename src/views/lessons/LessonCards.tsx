/** The lessons as a list: what each is about, how long it takes, and how far somebody is in it. */
import type { Lesson } from '../../lessons/machine/lesson'
import type { Say } from '../../store/language'
import { useSchool, useTutor } from '../../store/lessons/context'
import { pointsText } from './LessonEnd'

export interface LessonCardsProps {
  readonly lessons: readonly Lesson[]
  readonly say: Say
  /** That of the class; a lesson that was begun with another one begins anew. */
  readonly seed: string
  readonly onOpen: () => void
}

export function LessonCards({ lessons, say, seed, onOpen }: LessonCardsProps) {
  const open = useSchool((school) => school.open)
  const progress = useTutor((tutor) => tutor.progress) ?? {}
  const suggested = lessons.find(({ id }) => !progress[id]?.finished)
  return (
    <ol className="lesson-cards">
      {lessons.map((lesson, i) => {
        const own = progress[lesson.id]
        return (
          <li key={lesson.id}>
            <button
              type="button"
              className={`lesson-card${own?.finished ? ' finished' : ''}${lesson === suggested ? ' suggested' : ''}`}
              onClick={() => {
                onOpen()
                void open(lesson.id, own?.seed === seed ? own.step : 0, seed)
              }}
            >
              <b>
                {i + 1}. {say(`lessons.${lesson.id}.title`)}
              </b>
              <span>{say(`lessons.${lesson.id}.goal`)}</span>
              <i>
                {lesson.id} · {say('lessons.minutes', { n: lesson.minutes })}
                {lesson === suggested && !own && ` · ${say('lessons.suggested')}`}
                {own?.finished && ` · ● ${say('lessons.score', { points: pointsText(own.points), of: own.of })}`}
                {own && own.step > 0 && ` · ${say('lessons.goes-on', { n: own.step + 1, of: lesson.steps.length })}`}
              </i>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
