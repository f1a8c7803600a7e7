/** Where a link can lead besides the desk: into a lesson, or to a page in place of the desk. */
import type { Message } from '../../messages/messages'
import { later } from '../../messages/messages'
import { isFinished, stepOf } from '../../lessons/machine/walk'
import type { SchoolStore } from '../lessons/school'
import { closePage, openPage, pages } from '../pages'
import type { Elsewhere, LinkElsewhere } from './keeper'
import type { PageLink } from './page-link'
import { END_OF_LESSON } from './page-link'

export function elsewhereIn(school: SchoolStore): Elsewhere {
  return {
    now() {
      const { page, seed } = pages.getState()
      if (page) return { page, ...(seed === '' ? {} : { seed }) }
      return lessonNow(school)
    },

    async go({ page, lesson, seed }) {
      if (page) {
        openPage(page, seed ?? '')
        return []
      }
      closePage()
      if (!lesson) {
        school.getState().tutor?.getState().close()
        return []
      }
      const { walk, seed: present } = school.getState().tutor?.getState() ?? {}
      const isThere = walk !== undefined && present === (seed ?? '') && sameLesson(lessonNow(school).lesson, lesson)
      return isThere ? [] : openLesson(school, lesson, seed)
    },

    onChange(changed) {
      pages.subscribe(changed)
      let heard = false
      const hear = (): void => {
        const { tutor } = school.getState()
        if (!tutor || heard) return
        heard = true
        tutor.subscribe(changed)
      }
      school.subscribe(hear)
      hear()
    },
  }
}

function lessonNow(school: SchoolStore): LinkElsewhere {
  const { walk, seed } = school.getState().tutor?.getState() ?? {}
  if (!walk) return {}
  const step = isFinished(walk) ? END_OF_LESSON : stepOf(walk)!.id
  return { lesson: { id: walk.lesson.id, step }, ...(seed ? { seed } : {}) }
}

const sameLesson = (a: PageLink['lesson'], b: PageLink['lesson']): boolean => a?.id === b?.id && a?.step === b?.step

async function openLesson(
  school: SchoolStore,
  { id, step }: NonNullable<PageLink['lesson']>,
  seed: string | undefined,
): Promise<Message[]> {
  await school.getState().load()
  const lesson = school.getState().lessons?.find((one) => one.id === id)
  if (!lesson) return [later('links.no-such-lesson', { id })]
  const named = lesson.steps.findIndex((one) => one.id === step)
  const isOver = step === END_OF_LESSON
  await school.getState().open(id, isOver ? lesson.steps.length - 1 : Math.max(0, named), seed ?? '')
  if (isOver) await school.getState().tutor!.getState().go(lesson.steps.length)
  return step !== undefined && !isOver && named < 0 ? [later('links.no-such-step', { id, step })] : []
}
