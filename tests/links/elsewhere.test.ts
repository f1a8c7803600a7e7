/** Links into lessons and to pages: where they lead, what the address says meanwhile, going back. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SchoolStore } from '../../src/store/lessons/school'
import { createSchool } from '../../src/store/lessons/school'
import { sayNow } from '../../src/store/language'
import type { DeskStore } from '../../src/store/desk'
import { elsewhereIn } from '../../src/store/links/elsewhere'
import type { KeeperStore } from '../../src/store/links/keeper'
import { createKeeper } from '../../src/store/links/keeper'
import { closePage, openPage, pages } from '../../src/store/pages'
import { deskWith } from '../support/desk'

vi.stubGlobal('document', { documentElement: { lang: 'en' } })
afterEach(closePage)

interface Visit {
  readonly desk: DeskStore
  readonly school: SchoolStore
  readonly keeper: KeeperStore
  /** What the address has said, the latest last. */
  readonly said: string[]
  /** Goes where the address says now. */
  follow(fragment: string): Promise<void>
}

async function visit(fragment: string): Promise<Visit> {
  const desk = await deskWith()
  const school = createSchool(desk)
  const said: string[] = [fragment]
  let moved = (): void => {}
  const bar = {
    read: () => said.at(-1)!,
    push: (next: string) => void said.push(next),
    replace: (next: string) => void said.push(next),
    onMove: (listener: () => void) => {
      moved = listener
    },
  }
  const keeper = createKeeper(desk, bar, true, elsewhereIn(school))
  await keeper.getState().start()
  return {
    desk,
    school,
    keeper,
    said,
    async follow(next) {
      said.push(next)
      moved()
    },
  }
}

const walkOf = ({ school }: Visit) => school.getState().tutor?.getState().walk
const stepOf = (here: Visit) => walkOf(here)?.lesson.steps[walkOf(here)!.at]?.id

describe('a link into a lesson', () => {
  it('leads to its step, with the numbers of its seed', async () => {
    const here = await visit('v=4&lesson=L02.pointer&seed=class%203')
    expect(stepOf(here)).toBe('pointer')
    const { values, seed } = here.school.getState().tutor!.getState()
    expect(seed).toBe('class 3')
    const plain = await visit('v=4&lesson=L02.pointer')
    expect(plain.school.getState().tutor!.getState().values).not.toEqual(values)
    expect(here.keeper.getState().problems).toEqual([])
  })

  it('leads to the first step, or behind the last', async () => {
    expect(stepOf(await visit('v=4&lesson=L02'))).toBe('holes')
    const { at, lesson } = walkOf(await visit('v=4&lesson=L02.END'))!
    expect(at).toBe(lesson.steps.length)
  })

  it('says which lesson or step there is not', async () => {
    const lost = await visit('v=4&lesson=L99')
    expect(lost.keeper.getState().problems.map(sayNow)).toEqual(['There is no lesson L99 here.'])
    const late = await visit('v=4&lesson=L02.weather')
    expect(stepOf(late)).toBe('holes')
    expect(late.keeper.getState().problems.map(sayNow).join()).toContain('no step weather')
  })

  it('is what the address says while somebody walks, and each step can be gone back to', async () => {
    const here = await visit('v=4&lesson=L02&seed=s')
    await here.school.getState().tutor!.getState().skip()
    await expect.poll(() => here.said.at(-1)).toBe('v=4&lesson=L02.addresses&seed=s')
    await here.follow('v=4&lesson=L02&seed=s')
    await expect.poll(() => stepOf(here)).toBe('holes')
  })

  it('is left by a link to something else', async () => {
    const here = await visit('v=4&lesson=L02')
    await here.follow('v=4&sample=first-look')
    await expect.poll(() => here.desk.getState().sample?.id).toBe('first-look')
    expect(walkOf(here)).toBeUndefined()
  })
})

describe('a link to a page', () => {
  it('opens it for a class, and leaves the desk as it is', async () => {
    const here = await visit('v=4&sample=first-look')
    openPage({ is: 'teach', lesson: 'L02', paper: 'worksheet' }, '10 b')
    await expect.poll(() => here.said.at(-1)).toBe('v=4&page=teach.L02.worksheet&seed=10%20b')
    await here.follow('v=4&sample=first-look')
    await expect.poll(() => pages.getState().page).toBeUndefined()
    expect(here.desk.getState().sample?.id).toBe('first-look')
    await here.follow('v=4&page=teach.L02.worksheet&seed=10%20b')
    await expect
      .poll(() => pages.getState())
      .toEqual({ page: { is: 'teach', lesson: 'L02', paper: 'worksheet' }, seed: '10 b' })
    expect(here.desk.getState().sample?.id).toBe('first-look')
  })

  it('says what is damaged in it', async () => {
    const { keeper } = await visit('v=4&page=teach.L02.essay')
    expect(keeper.getState().problems.map(sayNow).join()).toContain('the page cannot be used')
  })
})

describe('a link with the gate', () => {
  it('switches it on, and one without switches it off', async () => {
    const here = await visit('v=4&sample=first-look&gate=on')
    expect(here.desk.getState().gating).toBe(true)
    await here.follow('v=4&sample=first-look')
    await expect.poll(() => here.desk.getState().gating).toBe(false)
    here.desk.getState().setGating(true)
    await expect.poll(() => here.said.at(-1)).toBe('v=4&sample=first-look&gate=on')
  })
})
