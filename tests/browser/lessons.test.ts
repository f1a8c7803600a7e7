/** Lessons in the page: walked by keyboard alone, with a picture of each step; in two languages; for everyone. */
import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage } from '../support/page'
import {
  expectAccessible,
  expectAttribute,
  expectCount,
  expectFocus,
  expectFragment,
  expectText,
  settled,
} from '../support/waiting'

const PICTURES = '.screenshots/lessons'

let browser: Browser

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  browser = await launch()
})

afterAll(() => browser.close())

const picture = (page: Page, name: string) => page.screenshot({ path: `${PICTURES}/${name}.png` })

/** Presses Tab until what has the focus reads so. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    })
    if (focused.startsWith(text)) return
  }
  throw new Error(`nothing that can have the focus reads ${text}`)
}

async function press(page: Page, button: string): Promise<void> {
  await tabTo(page, button)
  await page.keyboard.press('Enter')
}

const heading = (page: Page) => page.locator('.lesson h2')

/** Goes on, and waits until the next step is there and has the focus. */
async function next(page: Page, title: string, button = 'Next'): Promise<void> {
  await page.keyboard.press('n')
  await expectFocus(page).toBe('lesson')
  await press(page, button)
  await heading(page).filter({ hasText: title }).waitFor()
  await expectFocus(page).toBe('lesson')
  await settled(page)
}

async function answer(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n')
  await expectFocus(page).toBe('lesson')
  await tabTo(page, 'Your answer')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** After a wrong answer the field still has the focus. */
async function answerAgain(page: Page, text: string): Promise<void> {
  await page.locator('.wrong-answer').first().waitFor()
  await page.locator('.answer input:focus').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Opens a lesson from the first screen by keyboard. */
async function openLesson(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'All lessons' }).waitFor()
  await press(page, 'All lessons')
  await page.locator('.lesson-card').first().waitFor()
  await settled(page)
  const cards = await page.locator('.lesson-card b').allInnerTexts()
  const wanted = cards.find((card) => title.test(card))!
  await press(page, wanted)
  await heading(page).waitFor()
  await settled(page)
}

describe('“Four bytes by hand”, by keyboard alone', () => {
  it('from the first screen to what stays', async () => {
    const { page, close } = await openPage(browser)
    await openLesson(page, /Four bytes by hand/)
    await page.locator('.spot-ring').waitFor()
    await expect.poll(() => page.locator('.lesson-ways .primary').isDisabled()).toBe(true)
    await picture(page, 'L02-1-holes')

    await page.keyboard.press('t')
    await expectFocus(page).toBe('outline')
    const done = page.locator('.task.done')
    for (let lines = 0; lines < 20 && (await done.count()) === 0; lines++) {
      const selected = page.locator('.outline .line.selected')
      if ((await selected.getAttribute('aria-expanded')) === 'false') {
        await page.keyboard.press('ArrowRight')
        await expectAttribute(selected, 'aria-expanded').toBe('true')
      }
      await page.keyboard.press('ArrowDown')
      await settled(page)
    }
    await picture(page, 'L02-1-holes-done')
    await expectText(done).toContain('This is the call')

    await next(page, 'First, addresses')
    for (let phases = 0; phases < 14 && (await done.count()) === 0; phases++) {
      await page.keyboard.press('Shift+ArrowRight')
      await settled(page)
    }
    await expectText(done).toContain('0x10001020')
    await picture(page, 'L02-2-addresses')

    await next(page, 'The call')
    await expectCount(page.locator('.side #side-panel')).toBe(0)
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await expectText(page.locator('.refusal')).toContain('First answer the question')
    await answer(page, '1f 00 00 00')
    await page.locator('.wrong-answer').waitFor()
    await picture(page, 'L02-3-call-wrong')
    await answerAgain(page, 'nonsense')
    await expectText(page.locator('.wrong-answer').first()).toContain('bytes')
    await answerAgain(page, '1b000000')
    await page.locator('.revealed.right').waitFor()
    await picture(page, 'L02-3-call-right')

    await next(page, 'A target further up')
    await answer(page, 'f4 ef ff ff')
    await page.locator('.revealed.right').waitFor()
    await picture(page, 'L02-4-behind')

    await next(page, 'A trap')
    await answer(page, 'f2 ef ff ff')
    await answerAgain(page, 'ef ef ff ff')
    await page.locator('.revealed:not(.right)').waitFor()
    await picture(page, 'L02-5-trap')

    await next(page, 'A pointer in data')
    await answer(page, '04 00 00 10 00 00 00 00')
    await page.locator('.revealed.right').waitFor()
    await picture(page, 'L02-6-pointer')

    await next(page, 'Move everything')
    await tabTo(page, 'Base address')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('0x50000000')
    await page.keyboard.press('Enter')
    await done.waitFor()
    await picture(page, 'L02-7-move')
    await page.locator('#tab-what-if').focus()
    await settled(page)

    await next(page, 'In another place')
    await answer(page, '00 10 00 50 00 00 00 00')
    await page.locator('.revealed.right').waitFor()
    await picture(page, 'L02-8-moved')

    await next(page, 'What stays', 'Finish')
    await expectText(page.locator('.lesson')).toContain('4 of 5 points')
    await picture(page, 'L02-9-end')
    await close()
  })
})

describe('“From file to graph”, by keyboard alone', () => {
  it('ticks an answer with the space bar, takes a file away, and finds it back', async () => {
    const { page, close } = await openPage(browser, { width: 1280, height: 720 })
    await openLesson(page, /From file to graph/)
    for (const title of ['What becomes a block?', 'A hole', 'Memory comes in pages', 'Who knows what'])
      await next(page, title, 'Skip')
    await next(page, 'Where is counter?', 'Skip')
    await next(page, 'The hole is filled', 'Skip')
    await next(page, 'The memory is handed over', 'Skip')
    const box = page.locator('.answer input[type=checkbox]').first()
    for (let tabs = 0; tabs < 20 && !(await box.evaluate((it) => it === document.activeElement)); tabs++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect.poll(() => box.isChecked()).toBe(true)
    await press(page, 'Answer')
    await page.locator('.revealed.right').waitFor()
    await picture(page, 'L01-7-locked')

    await next(page, 'Take a file away')
    await press(page, 'Remove b.o')
    await page.locator('.task.done').waitFor()
    await picture(page, 'L01-8-alone')
    await expectCount(page.locator('.files .chip')).toBe(1)
    // The next step wants the file away as well; the one after going back wants it there.
    await next(page, 'A name without a file')
    await expectCount(page.locator('.files .chip')).toBe(1)
    await next(page, 'Take a file away', 'Back')
    await expectCount(page.locator('.files .chip')).toBe(2)
    await close()
  })
})

describe('“Memory for a moment”, by keyboard alone', () => {
  it('asks what is left, takes ticks from the space bar, and lets pages go back', async () => {
    const { page, close } = await openPage(browser, { width: 1280, height: 720 })
    await openLesson(page, /Memory for a moment/)
    await page.getByRole('button', { name: /^Step 8/ }).focus()
    await page.keyboard.press('Enter')
    await heading(page).filter({ hasText: 'What is left?' }).waitFor()
    const boxes = page.locator('.answer input[type=checkbox]')
    for (const word of ['RW- Standard', 'R-X Standard']) {
      const box = page.locator('.option', { hasText: word }).locator('input')
      await box.focus()
      await page.keyboard.press('Space')
      await expect.poll(() => box.isChecked()).toBe(true)
    }
    await expectCount(boxes).toBe(4)
    await press(page, 'Answer')
    await page.locator('.revealed.right').waitFor()

    await next(page, 'The moment')
    const resident = page.locator('.figures dl > :nth-child(2)')
    await expectText(resident).toContain('4 pages')
    const done = page.locator('.task.done')
    // To the end of “check”, and of “finalize”.
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await done.waitFor()
    await expectText(resident).toContain('2 pages')
    await picture(page, 'L16-8-moment')
    await close()
  })
})

describe('a lesson', () => {
  it('does not show above the map what it asks', async () => {
    const { page, close } = await openPage(browser)
    await openLesson(page, /Fixed up, never shipped/)
    await page.getByRole('button', { name: /^Step 3/ }).click()
    await page.getByLabel('Your answer').waitFor()
    const sent = page.locator('.figure button').first()
    await expectText(sent).toBe('?')
    await page.getByLabel('Your answer').fill('22')
    await page.keyboard.press('Enter')
    await page.locator('.revealed.right').waitFor()
    await expectText(sent).toBe('22 B')
    await close()
  })

  it('goes back, is skipped, restarted, kept for the next visit, and closed', async () => {
    const { page, close } = await openPage(browser)
    await openLesson(page, /Four bytes by hand/)
    await next(page, 'First, addresses', 'Skip')
    await next(page, 'The call', 'Skip')
    await next(page, 'First, addresses', 'Back')
    // The address follows, and leads back to the step; so does what is kept.
    await expectFragment(page).toBe('#v=4&lesson=L02.addresses')
    await page.reload()
    await heading(page).filter({ hasText: 'First, addresses' }).waitFor()
    await page.evaluate(() => history.replaceState(null, '', location.pathname))
    await page.reload()
    await openLesson(page, /Four bytes by hand/)
    await heading(page).filter({ hasText: 'First, addresses' }).waitFor()
    await next(page, 'The compiler left holes', 'Restart')
    await press(page, 'Close the lesson')
    await expectCount(page.locator('.lesson')).toBe(0)
    await expectCount(page.locator('.timeline')).toBe(1)
    await close()
  })

  it('speaks German when asked to, with everything around it', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.language').selectOption('de')
    await page.getByRole('heading', { name: 'Sehen, wie ein Linker denkt.' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('de')
    await page.getByRole('button', { name: 'Alle Lektionen' }).click()
    await page.locator('.lesson-card', { hasText: 'Vier Bytes von Hand' }).click()
    await heading(page).filter({ hasText: 'Der Compiler ließ Lücken' }).waitFor()
    await page.getByRole('button', { name: 'Überspringen' }).click()
    await heading(page).filter({ hasText: 'Schritt 2' }).waitFor()
    await page.getByRole('button', { name: 'Überspringen' }).click()
    await heading(page).filter({ hasText: 'Schritt 3' }).waitFor()
    await page.getByLabel('Ihre Antwort').fill('1f 00 00 00')
    await page.keyboard.press('Enter')
    await page.locator('.wrong-answer').waitFor()
    await picture(page, 'L02-german')
    await page.getByRole('button', { name: /^Schritt 7/ }).click()
    await heading(page).filter({ hasText: 'Alles umziehen' }).waitFor()
    // What a ring goes around is found by what keeps, not by English words.
    await page.locator('.spot-ring').waitFor()
    await page.evaluate(() => history.replaceState(null, '', location.pathname))
    await page.reload()
    // The language is fetched behind the first screen.
    await page.getByRole('button', { name: 'Alle Lektionen' }).waitFor()
    await close()
  })

  for (const dark of [false, true]) {
    it(`is for everyone, ${dark ? 'dark' : 'light'}: axe finds nothing in list, step, question and end`, async () => {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await page.getByRole('button', { name: 'All lessons' }).click()
      await page.locator('.lesson-card').first().waitFor()
      await expectAccessible(page)
      await page.locator('.lesson-card', { hasText: 'Four bytes by hand' }).click()
      await heading(page).waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: /^Step 3/ }).click()
      await page.getByLabel('Your answer').fill('1f 00 00 00')
      await page.keyboard.press('Enter')
      await page.locator('.wrong-answer').waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Show the answer' }).click()
      await page.locator('.revealed').waitFor()
      await expectAccessible(page)
      await close()
    })
  }
})
