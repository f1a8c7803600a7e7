/** Lessons in the page: walked by keyboard alone, with a picture of each step; in two languages; for everyone. */
import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage } from '../support/page'

const PICTURES = '.screenshots/lessons'

let browser: Browser

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  browser = await launch()
})

afterAll(() => browser.close())

const picture = (page: Page, name: string) => page.screenshot({ path: `${PICTURES}/${name}.png` })

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}

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
  await press(page, button)
  await heading(page).filter({ hasText: title }).waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'lesson')
}

async function answer(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n')
  await tabTo(page, 'Your answer')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Opens a lesson from the first screen by keyboard. */
async function openLesson(page: Page, title: RegExp): Promise<void> {
  await tabTo(page, 'All lessons')
  await page.keyboard.press('Enter')
  await page.locator('.lesson-card').first().waitFor()
  const cards = await page.locator('.lesson-card b').allInnerTexts()
  const wanted = cards.find((card) => title.test(card))!
  await press(page, wanted)
  await page.locator('.lesson h2').waitFor()
}

describe('“Four bytes by hand”, by keyboard alone', () => {
  it('from the first screen to what stays', async () => {
    const { page, close } = await openPage(browser)
    await openLesson(page, /Four bytes by hand/)
    await page.locator('.spot-ring').waitFor()
    expect(await page.locator('.lesson-ways .primary').isDisabled()).toBe(true)
    await picture(page, 'L02-1-holes')

    await page.keyboard.press('t')
    const done = page.locator('.task.done')
    for (let lines = 0; lines < 20 && (await done.count()) === 0; lines++) {
      const selected = page.locator('.outline .line.selected')
      if ((await selected.getAttribute('aria-expanded')) === 'false') await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowDown')
      await page.waitForTimeout(30)
    }
    await picture(page, 'L02-1-holes-done')
    expect(await done.innerText()).toContain('This is the call')

    await next(page, 'First, addresses')
    while ((await done.count()) === 0) await page.keyboard.press('Shift+ArrowRight')
    expect(await done.innerText()).toContain('0x10001020')
    await picture(page, 'L02-2-addresses')

    await next(page, 'The call')
    expect(await page.locator('.side #side-panel').count()).toBe(0)
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    expect(await page.locator('.refusal').innerText()).toContain('First answer the question')
    await answer(page, '1f 00 00 00')
    await page.locator('.wrong-answer').waitFor()
    await picture(page, 'L02-3-call-wrong')
    await answer(page, 'nonsense')
    expect(await page.locator('.wrong-answer').first().innerText()).toContain('bytes')
    await answer(page, '1b000000')
    await page.locator('.revealed.right').waitFor()
    await picture(page, 'L02-3-call-right')

    await next(page, 'A target further up')
    await answer(page, 'f4 ef ff ff')
    await page.locator('.revealed.right').waitFor()
    await picture(page, 'L02-4-behind')

    await next(page, 'A trap')
    await answer(page, 'f2 ef ff ff')
    await answer(page, 'ef ef ff ff')
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

    await next(page, 'In the new place')
    await answer(page, '00 10 00 50 00 00 00 00')
    await page.locator('.revealed.right').waitFor()
    await picture(page, 'L02-8-moved')

    await next(page, 'What stays', 'Finish')
    expect(await page.locator('.lesson').innerText()).toContain('4 of 5 points')
    await picture(page, 'L02-9-end')
    await close()
  })
})

describe('a lesson', () => {
  it('goes back, is skipped, restarted, kept for the next visit, and closed', async () => {
    const { page, close } = await openPage(browser)
    await openLesson(page, /Four bytes by hand/)
    await next(page, 'First, addresses', 'Skip')
    await next(page, 'The call', 'Skip')
    await next(page, 'First, addresses', 'Back')
    await page.reload()
    await openLesson(page, /Four bytes by hand/)
    await heading(page).filter({ hasText: 'First, addresses' }).waitFor()
    await next(page, 'The compiler left holes', 'Restart')
    await press(page, 'Close the lesson')
    expect(await page.locator('.lesson').count()).toBe(0)
    expect(await page.locator('.timeline').count()).toBe(1)
    await close()
  })

  it('speaks German when asked to, with everything around it', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.language').selectOption('de')
    await page.getByRole('heading', { name: 'Sehen, wie ein Linker denkt.' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
    await page.getByRole('button', { name: 'Alle Lektionen' }).click()
    await page.locator('.lesson-card', { hasText: 'Vier Bytes von Hand' }).click()
    await heading(page).filter({ hasText: 'Der Compiler ließ Lücken' }).waitFor()
    await page.getByRole('button', { name: 'Überspringen' }).click()
    await page.getByRole('button', { name: 'Überspringen' }).click()
    await page.getByLabel('Ihre Antwort').fill('1f 00 00 00')
    await page.keyboard.press('Enter')
    await page.locator('.wrong-answer').waitFor()
    await picture(page, 'L02-german')
    await page.reload()
    // The language is fetched behind the first screen.
    await page.getByRole('button', { name: 'Alle Lektionen' }).waitFor()
    expect(await page.getByRole('button', { name: 'Alle Lektionen' }).count()).toBe(1)
    await close()
  })

  for (const dark of [false, true]) {
    it(`is for everyone, ${dark ? 'dark' : 'light'}: axe finds nothing in list, step, question and end`, async () => {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await page.getByRole('button', { name: 'All lessons' }).click()
      await page.locator('.lesson-card').first().waitFor()
      expect(await findings(page)).toEqual([])
      await page.locator('.lesson-card', { hasText: 'Four bytes by hand' }).click()
      await heading(page).waitFor()
      expect(await findings(page)).toEqual([])
      await page.getByRole('button', { name: /^Step 3/ }).click()
      await page.getByLabel('Your answer').fill('1f 00 00 00')
      await page.keyboard.press('Enter')
      await page.locator('.wrong-answer').waitFor()
      expect(await findings(page)).toEqual([])
      await page.getByRole('button', { name: 'Show the answer' }).click()
      await page.locator('.revealed').waitFor()
      expect(await findings(page)).toEqual([])
      await close()
    })
  }
})
