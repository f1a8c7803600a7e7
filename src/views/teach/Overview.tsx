/** All lessons with their papers, and the paths through them. */
import type { Lesson } from '../../lessons/machine/lesson'
import type { Say } from '../../store/language'
import { useSchool } from '../../store/lessons/context'
import { closePage, openPage, pages, PAPERS } from '../../store/pages'
import { project, useIsProjected } from '../../store/projector'
import { Inline, Prose } from '../lessons/Prose'
import { ClassSeed } from './ClassSeed'

export function Overview({ lessons, say }: { lessons: readonly Lesson[]; say: Say }) {
  const projected = useIsProjected()
  return (
    <>
      <p className="lead">{say('teacher.lead')}</p>
      <ClassSeed say={say} />
      <h2>{say('teacher.lessons')}</h2>
      <LessonTable lessons={lessons} say={say} />
      <h2>{say('teacher.paths')}</h2>
      <Paths lessons={lessons} say={say} />
      <div className="two-notes">
        <section>
          <h2>{say('teacher.projector')}</h2>
          <Prose text={say('teacher.projector.text')} />
          <button type="button" className="underlined" onClick={() => project(!projected)}>
            {say(projected ? 'teacher.projector-off' : 'teacher.projector-on')}
          </button>
        </section>
        <section>
          <h2>{say('teacher.collect')}</h2>
          <Prose text={say('teacher.collect.text')} />
        </section>
      </div>
      <p>
        <button type="button" className="plain underlined" onClick={() => openPage({ is: 'make' })}>
          {say('teacher.make')}
        </button>
      </p>
    </>
  )
}

function LessonTable({ lessons, say }: { lessons: readonly Lesson[]; say: Say }) {
  const open = useSchool((school) => school.open)
  return (
    <table className="lesson-table">
      <thead>
        <tr>
          <th>{say('teacher.table.lesson')}</th>
          <th>{say('teacher.table.minutes')}</th>
          <th>{say('teacher.table.questions')}</th>
          <th>{say('teacher.table.needs')}</th>
          <th>{say('teacher.papers')}</th>
        </tr>
      </thead>
      <tbody>
        {lessons.map((lesson) => (
          <tr key={lesson.id}>
            <th scope="row">
              <button
                type="button"
                className="underlined"
                title={say('teacher.open')}
                onClick={() => {
                  const { seed } = pages.getState()
                  closePage()
                  void open(lesson.id, 0, seed)
                }}
              >
                {lesson.id} · {say(`lessons.${lesson.id}.title`)}
              </button>
              <span className="quiet">{say(`lessons.${lesson.id}.goal`)}</span>
            </th>
            <td>{lesson.minutes}</td>
            <td>{lesson.steps.filter(({ kind }) => kind === 'predict').length}</td>
            <td>{lesson.needs.join(', ')}</td>
            <td className="papers">
              {PAPERS.map((paper) => (
                <button
                  key={paper}
                  type="button"
                  className="underlined"
                  aria-label={`${lesson.id}: ${say(`teacher.paper.${paper}`)}`}
                  onClick={() => openPage({ is: 'teach', lesson: lesson.id, paper })}
                >
                  {say(`teacher.paper.${paper}`)}
                </button>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Paths({ lessons, say }: { lessons: readonly Lesson[]; say: Say }) {
  const paths = useSchool((school) => school.paths) ?? []
  return (
    <ul className="paths">
      {paths.map(({ id, lessons: wanted }) => {
        const here = wanted.flatMap((one) => lessons.find((lesson) => lesson.id === one) ?? [])
        const minutes = here.reduce((sum, lesson) => sum + lesson.minutes, 0)
        return (
          <li key={id}>
            <h3>{say(`teacher.path.${id}`)}</h3>
            <p>
              <Inline text={say(`teacher.path.${id}.for`)} />
            </p>
            <p className="quiet">
              {say('teacher.lessons-count', { n: here.length })}, {say('teacher.minutes', { n: minutes })}
            </p>
            <ol>
              {here.map((lesson) => (
                <li key={lesson.id}>
                  <button
                    type="button"
                    className="underlined"
                    onClick={() => openPage({ is: 'teach', lesson: lesson.id, paper: 'plan' })}
                  >
                    {lesson.id} · {say(`lessons.${lesson.id}.title`)}
                  </button>
                </li>
              ))}
            </ol>
          </li>
        )
      })}
    </ul>
  )
}
