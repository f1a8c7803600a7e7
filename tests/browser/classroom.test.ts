/**
 * In a classroom: a lesson by keyboard with its answers handed in, the gate, the projector with its clicker, what teachers
 * print. With axe, in both themes.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gradeAnswers } from '../../src/grade/grade'
import { questionsOf } from '../../src/grade/lesson-questions'
import { readAnswers } from '../../src/grade/read-answers'
import { lessonById } from '../../src/lessons/content/index'
import { answerText } from '../../src/lessons/questions/answers'
import type { Question } from '../../src/lessons/questions/question'
import { loadMessages } from '../../src/messages/languages'
import { writeObject } from '../support/object-writer'
import { launch, openPage } from '../support/page'
import { expectAccessible, expectAttribute, expectCount, expectFragment, expectText, settled } from '../support/waiting'

const PICTURES = '.screenshots/classroom'
const messages = await loadMessages('en', 'all')

let browser: Browser

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  browser = await launch()
})

afterAll(() => browser.close())

const picture = (page: Page, name: string) => page.screenshot({ path: `${PICTURES}/${name}.png` })

/** Puts the focus on something by Tab alone, from wherever it is. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const wanted = page.locator(selector).first()
  await wanted.waitFor()
  for (let tabs = 0; tabs < 160; tabs++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${selector} cannot be reached with Tab`)
}

/** Answers the open question rightly, by keyboard. */
async function answerRightly(page: Page, { answer, form }: Question): Promise<void> {
  await page.keyboard.press('n')
  if (answer.is === 'choice' || answer.is === 'yes-no') {
    // A group of radio buttons is one stop of the Tab key: arrows go round in it.
    await tabTo(page, '.answer input[type=radio]')
    const keys = form.is === 'choice' ? form.options.map(({ key }) => key) : ['yes', 'no']
    await page.keyboard.press('Space')
    for (let down = keys.indexOf(answerText(answer)); down > 0; down--) await page.keyboard.press('ArrowDown')
    await tabTo(page, '.answer button[type=submit]')
  } else {
    await tabTo(page, '.answer input')
    await page.keyboard.type(answerText(answer))
  }
  await page.keyboard.press('Enter')
  await page.locator('.revealed.right').waitFor()
}

describe('“Fixed up, never shipped”, by keyboard alone', () => {
  it('from a link for a class to a file that the grader gives all points', async () => {
    const lesson = lessonById('L12')!
    const questions = await questionsOf(lesson, 'public/samples', 'class 3', messages)
    const { page, close } = await openPage(browser, { at: '#v=4&lesson=L12&seed=class%203', width: 1280, height: 720 })
    for (const [at, step] of lesson.steps.entries()) {
      const title = messages.text(`lessons.L12.${step.id}.title`)
      await page.locator('.lesson h2', { hasText: title }).waitFor()
      // A link that was followed stays as it is until somebody does something.
      const hash = `#v=4&lesson=L12${at === 0 ? '' : `.${step.id}`}&seed=class%203`
      await expectFragment(page).toBe(hash)
      await settled(page)
      const asked = questions.find((one) => one.step === step.id)
      if (asked) await answerRightly(page, asked.question)
      else {
        await page.keyboard.press('n')
        await tabTo(page, '.lesson-ways button:has-text("Show me")')
        await page.keyboard.press('Enter')
        await page.locator('.task.done').waitFor()
      }
      await picture(page, `L12-${at + 1}-${step.id}`)
      await page.keyboard.press('n')
      await tabTo(page, '.lesson-ways .primary:enabled')
      await page.keyboard.press('Enter')
    }
    await page.locator('.lesson', { hasText: `${questions.length} of ${questions.length} points` }).waitFor()
    await tabTo(page, '.lesson-ways button:has-text("Lessons")')
    await page.keyboard.press('Enter')
    await page.locator('.lesson-card.finished').waitFor()
    await picture(page, 'L12-list')
    await tabTo(page, 'button:has-text("Save my progress")')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    const file = readAnswers(readFileSync(await (await download).path(), 'utf8'), 'L12')
    expect(file.seed).toBe('class 3')
    expect(gradeAnswers(questions, file, messages).map(({ status }) => status)).toEqual(questions.map(() => 'right'))
    await close()
  })
})

describe('the gate', () => {
  it('calls things in a file that was dropped as its author did, each by a name of its own', async () => {
    const { page, close } = await openPage(browser, { width: 1280, height: 720 })
    const constructors = ['_ZN5StackIiEC1Ev', '_ZN5StackIiEC2Ev']
    const bytes = writeObject({
      sections: [{ name: '.text', flags: 'ax', bytes: [0xc3, 0xc3, 0xc3] }],
      symbols: [...constructors, '_ZN5StackIiE4pushERKi'].map((name, at) => ({ name, in: '.text', at, size: 1 })),
    })
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'stack.o', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
    await page.locator('.gate-switch').click()
    const phase = page.locator('.gate h2', { hasText: 'Before the phase “prepare”' })
    for (let phases = 0; phases < 4 && (await phase.count()) === 0; phases++) {
      await page.locator('.gate .lesson-ways button').first().click()
      await settled(page)
    }
    await phase.waitFor()
    const push = page.locator('.option', { hasText: 'Stack<int>::push(int const&)' })
    await push.waitFor()
    await expectAttribute(push, 'title').toBe('_ZN5StackIiE4pushERKi')
    // Two constructors read alike: the linker's name tells them apart.
    for (const name of constructors)
      await page.locator('.option', { hasText: `Stack<int>::Stack() · ${name}` }).waitFor()
    await close()
  })

  for (const dark of [false, true])
    it(`asks by keyboard, ${dark ? 'dark' : 'light'}, and axe finds nothing in question, answer and book`, async () => {
      const { page, close } = await openPage(browser, {
        at: '#v=4&sample=two-files&gate=on',
        dark,
        width: 1280,
        height: 720,
      })
      await page.locator('.gate h2').waitFor()
      await settled(page)
      await tabTo(page, '.gate .answer input')
      await page.keyboard.type('99')
      await page.keyboard.press('Enter')
      await page.locator('.gate .wrong-answer').waitFor()
      await tabTo(page, '.gate .give-up')
      await page.keyboard.press('Enter')
      await page.locator('.gate .revealed').waitFor()
      await picture(page, `gate-${dark ? 'dark' : 'light'}`)
      // On to the next phase: what was foretold is in the book by then.
      for (let on = 0; on < 4 && (await page.locator('.book li').count()) === 0; on++) {
        await tabTo(page, '.gate .lesson-ways button')
        await page.keyboard.press('Enter')
        await settled(page)
      }
      await page.locator('.book li').first().waitFor()
      await expectAccessible(page)
      await close()
    })
})

describe('the projector', () => {
  it('leads through a lesson by clicker, and stands still', async () => {
    const { page, close } = await openPage(browser, { at: '#v=4&lesson=L02.call', width: 1280, height: 720 })
    await page.locator('.lesson h2', { hasText: 'The call' }).waitFor()
    await settled(page)
    await page.keyboard.press('r')
    const size = () =>
      page
        .locator('.lesson-body p')
        .first()
        .evaluate((element) => element.getBoundingClientRect().height)
    await expect.poll(size).toBeGreaterThan(60)
    await picture(page, 'projector-1280')
    await page.keyboard.press('PageDown')
    await page.locator('.revealed').waitFor()
    // One key: nothing moves, and the answer is covered.
    await page.keyboard.press('b')
    await page.locator('.still-frame.frozen').waitFor()
    await page.locator('.revealed').waitFor({ state: 'hidden' })
    await page.keyboard.press('PageDown')
    await page.keyboard.press('v')
    await picture(page, 'projector-frozen')
    await expectAccessible(page)
    await page.keyboard.press('.')
    await page.locator('.still-frame').waitFor({ state: 'detached' })
    await page.locator('.revealed').waitFor()
    await page.locator('.lesson h2', { hasText: 'The call' }).waitFor()
    await page.locator('.map-canvas').waitFor()
    await page.keyboard.press('PageDown')
    await page.locator('.lesson h2', { hasText: 'A target further up' }).waitFor()
    await settled(page)
    await page.keyboard.press('PageUp')
    await page.locator('.lesson h2', { hasText: 'The call' }).waitFor()
    await page.keyboard.press(',')
    await page.locator('.still-frame.blank').waitFor()
    await page.keyboard.press(',')
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.locator('.still-frame').waitFor({ state: 'detached' })
    await picture(page, 'projector-1920')
    await close()
  })
})

describe('the projector mode', () => {
  it('stays when its tab is loaded again, and no other tab has it', async () => {
    const { page, close } = await openPage(browser, { at: '#v=4&sample=first-look' })
    const mode = page.locator('html[data-projector]')
    await page.locator('.timeline').waitFor()
    await expectCount(mode).toBe(0)
    await page.keyboard.press('r')
    await expectCount(mode).toBe(1)
    await page.reload()
    await expectCount(mode).toBe(1)
    await page.locator('.leave-projector').waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.locator('.timeline').waitFor()
    await expectCount(other.locator('html[data-projector]')).toBe(0)
    await page.locator('.leave-projector').click()
    await expectCount(mode).toBe(0)
    await page.reload()
    await page.locator('.timeline').waitFor()
    await expectCount(mode).toBe(0)
    await close()
  })
})

describe('the pages for teachers', () => {
  it('lead from the first screen to a worksheet with the numbers of the class, and print it whole', async () => {
    const { page, close } = await openPage(browser, { width: 1280, height: 720 })
    await page.getByRole('button', { name: 'For teachers' }).click()
    await page.locator('.lesson-table').waitFor()
    await expectAccessible(page)
    await page.getByLabel('Seed of the class').fill('class 3')
    await page.getByRole('button', { name: 'L02: Worksheet' }).click()
    const sheet = page.getByRole('article', { name: 'Worksheet' })
    await sheet.getByText('Seed: class 3').waitFor()
    await expectFragment(page).toBe('#v=4&page=teach.L02.worksheet&seed=class%203')
    const fields = sheet.locator('.byte-table .field')
    // Four bytes three times, and eight twice.
    await expectCount(fields).toBe(3 * 4 + 2 * 8)
    await sheet.locator('.sheet-figure img').first().waitFor()
    await expectAccessible(page)
    await page.emulateMedia({ media: 'print' })
    await page.locator('.paper-bar').waitFor({ state: 'hidden' })
    for (const format of ['A4', 'Letter']) {
      const pdf = (await page.pdf({ format })).toString('latin1')
      const sheets = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length
      expect(sheets).toBeGreaterThan(1)
      expect(sheets).toBeLessThan(8)
    }
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: 'Answers', exact: true }).click()
    await page.getByRole('article', { name: 'Answers' }).getByText('1b 00 00 00').first().waitFor()
    await close()
  })

  it('are for everyone in the dark as well, and so is how to make an object', async () => {
    const { page, close } = await openPage(browser, {
      dark: true,
      at: '#v=4&page=teach.L12.plan',
      width: 1280,
      height: 720,
    })
    await page.getByRole('article', { name: 'Plan' }).waitFor()
    await picture(page, 'plan-dark')
    await expectAccessible(page)
    await page.getByRole('button', { name: '‹ All lessons' }).click()
    await page.getByRole('button', { name: 'Make an object on your computer' }).click()
    await page.getByLabel('macOS, clang').check()
    await page.getByText('clang -arch arm64 -c first.c -o first.o').waitFor()
    await picture(page, 'make-dark')
    await expectAccessible(page)
    // What was made is dropped here, and seen on the desk.
    const dropped = await page.evaluateHandle(
      (bytes) => {
        const data = new DataTransfer()
        data.items.add(new File([Uint8Array.from(bytes)], 'pong.o'))
        return data
      },
      [...readFileSync('public/samples/two-files/pong.o')],
    )
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped })
    await page.locator('.timeline').waitFor()
    await expectText(page.locator('.files')).toContain('pong.o')
    await close()
  })
})
