/** One handout after the other: they share a desk. */
import type { Lesson } from '../../lessons/machine/lesson'
import type { DeskStore } from '../desk'
import type { Session } from '../session'
import type { Handout } from './handout'
import { handoutOf } from './handout'

let last: Promise<unknown> = Promise.resolve()

/** As `handoutOf`, but never while another one is made. */
export function makeHandout<Picture>(
  desk: DeskStore,
  lesson: Lesson,
  seed: string,
  draw: (session: Session, position: number) => Picture,
): Promise<Handout<Picture>> {
  const next = last.catch(() => undefined).then(() => handoutOf(desk, lesson, seed, draw))
  last = next
  return next
}
