/** The stops of the zoom: where the map looks is said above it, and every step up leads back out. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage, openSample } from '../support/page'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

const place = (page: Page) => page.getByRole('navigation', { name: 'Where the map looks' })
const steps = (page: Page) => place(page).getByRole('listitem')
const zoomIn = (page: Page) => page.getByRole('button', { name: 'Zoom in' })

describe('the place of the map', () => {
  it('is the link at first, a block from near by, and the link again after one click', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    await expect.poll(() => steps(page).allInnerTexts()).toEqual(['Link'])
    for (let i = 0; i < 7; i++) await zoomIn(page).click()
    await expect.poll(() => steps(page).count()).toBeGreaterThan(1)
    await place(page).getByRole('button', { name: 'Link' }).click()
    await expect.poll(() => steps(page).allInnerTexts()).toEqual(['Link'])
    await close()
  })

  it('can be left step by step with the keyboard', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    for (let i = 0; i < 7; i++) await zoomIn(page).click()
    const link = place(page).getByRole('button', { name: 'Link' })
    await link.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => place(page).locator('[aria-current]').innerText()).toBe('Link')
    await close()
  })
})
