/** A paper on the page: waits for the linker, says what went wrong, or shows what prints. */
import type { Lesson } from '../../lessons/machine/lesson'
import type { Say } from '../../store/language'
import type { Paper } from '../../store/pages'
import { usePages } from '../../store/pages'
import { AnswerSheet } from './AnswerSheet'
import { Plan } from './Plan'
import { useHandout } from './use-handout'
import { Worksheet } from './Worksheet'

const PAPER_VIEWS = { plan: Plan, worksheet: Worksheet, answers: AnswerSheet }

export function PaperView({ lesson, paper, say }: { lesson: Lesson; paper: Paper; say: Say }) {
  const seed = usePages((state) => state.seed)
  const made = useHandout(lesson, seed)
  if (!made)
    return (
      <p className="paper-wait" role="status" aria-busy="true">
        {say('teacher.working')}
      </p>
    )
  if ('failed' in made) return <p className="wrong-answer">{say('teacher.failed', { why: made.failed })}</p>
  const View = PAPER_VIEWS[paper]
  return (
    <article className={`paper ${paper}`} aria-label={say(`teacher.paper.${paper}`)}>
      <View {...made.paperwork} say={say} />
    </article>
  )
}
