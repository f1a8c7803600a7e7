/**
 * The teacher's pages, in place of the desk: all lessons with paths through them, and of each lesson a plan, a worksheet
 * and its answers, which print.
 */
import { useEffect } from 'react'
import { pages, PAPERS, openPage, usePages } from '../../store/pages'
import type { Paper } from '../../store/pages'
import { useLanguage, useSayAll } from '../../store/language'
import type { Say } from '../../store/language'
import { useSchool } from '../../store/lessons/context'
import { writeLink } from '../../store/links/write-link'
import { ClassSeed } from './ClassSeed'
import { CopyText } from './CopyText'
import { PageBar } from './PageBar'
import { Overview } from './Overview'
import { PaperView } from './PaperView'

export default function TeachPage({ dark, onTheme }: { dark: boolean; onTheme: () => void }) {
  const say = useSayAll()
  const language = useLanguage()
  const lessons = useSchool((school) => school.lessons)
  const load = useSchool((school) => school.load)
  const page = usePages((state) => state.page)
  useEffect(() => {
    void load()
  }, [load])
  if (!say || !lessons || page?.is !== 'teach') return null
  const lesson = lessons.find(({ id }) => id === page.lesson)
  return (
    <div className="page teach" lang={language}>
      <PageBar title={say('teacher.title')} say={say} dark={dark} onTheme={onTheme} />
      <main className="page-body">
        {page.lesson === undefined ? (
          <Overview lessons={lessons} say={say} />
        ) : lesson ? (
          <>
            <PaperBar lesson={lesson.id} paper={page.paper ?? 'plan'} ids={lessons.map(({ id }) => id)} say={say} />
            <PaperView lesson={lesson} paper={page.paper ?? 'plan'} say={say} />
          </>
        ) : (
          <p className="wrong-answer">{say('teacher.no-lesson', { id: page.lesson })}</p>
        )}
      </main>
    </div>
  )
}

/** Which lesson, which paper, for which class; and the way to the printer. */
function PaperBar({ lesson, paper, ids, say }: { lesson: string; paper: Paper; ids: readonly string[]; say: Say }) {
  return (
    <div className="paper-bar">
      <button type="button" className="plain" onClick={() => openPage({ is: 'teach' })}>
        ‹ {say('teacher.all')}
      </button>
      <label>
        {say('teacher.lesson')}{' '}
        <select value={lesson} onChange={({ target }) => openPage({ is: 'teach', lesson: target.value, paper })}>
          {ids.map((id) => (
            <option key={id} value={id}>
              {id} · {say(`lessons.${id}.title`)}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="paper-choice" aria-label={say('teacher.papers')}>
        {PAPERS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === paper}
            onClick={() => openPage({ is: 'teach', lesson, paper: one })}
          >
            {say(`teacher.paper.${one}`)}
          </button>
        ))}
      </fieldset>
      <ClassSeed say={say} />
      <span className="spring" />
      <CopyText
        key={lesson}
        say={say}
        label="teacher.class-link"
        done="teacher.class-link-copied"
        text={() => classLink(lesson)}
      />
      <button type="button" className="primary" onClick={() => print()}>
        {say('teacher.print')}
      </button>
    </div>
  )
}

/** Where a class begins a lesson, with its own numbers. */
function classLink(lesson: string): string {
  const { seed } = pages.getState()
  const link = writeLink({ lesson: { id: lesson }, ...(seed === '' ? {} : { seed }) })
  return `${location.origin}${location.pathname}#${link}`
}
