/** What every paper is given, and how it begins. */
import type { Say } from '../../store/language'
import type { Paperwork } from './use-handout'

export interface PaperProps extends Paperwork {
  readonly say: Say
}

/** Title, and which class the numbers are for. */
export function PaperHead({
  handout: { lesson, seed },
  what,
  say,
}: Pick<PaperProps, 'handout' | 'say'> & { what: string }) {
  return (
    <header className="paper-head">
      <h2>{say(`lessons.${lesson.id}.title`)}</h2>
      <p>
        <span>
          {lesson.id} · {what} · {say('teacher.minutes', { n: lesson.minutes })}
        </span>
        <span>{seed === '' ? say('teacher.usual') : say('teacher.seed-is', { seed })}</span>
      </p>
    </header>
  )
}
