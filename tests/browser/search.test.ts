/** The search in a real browser: terms, results by keyboard, and what it leaves on the map. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage, openSample } from '../support/page'
import { expectAccessible } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

const results = (page: Page) => page.locator('.result')

describe('the search', () => {
  it('says what can be asked, groups and counts what it finds, and goes there', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.keyboard.press('/')
    await page.locator('.query-terms').getByText('size>1k').waitFor()
    await page.keyboard.type('once')
    await page.getByRole('group', { name: '2 sections' }).waitFor({ state: 'attached' })
    await expect.poll(() => results(page).locator('mark').first().innerText()).toBe('once')
    await expectAccessible(page)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.locator('.result[aria-selected=true]').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.locator('.inspector h2').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).not.toBe('search')
    await close()
  })

  it('is emptied by Escape, and left by Escape once it is empty', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    const here = () => page.evaluate(() => document.activeElement?.id)
    await page.keyboard.press('/')
    await expect.poll(here).toBe('search')
    await page.keyboard.type('once')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('#search').inputValue()).toBe('')
    await expect.poll(here).toBe('search')
    await page.keyboard.press('Escape')
    await expect.poll(here).not.toBe('search')
    await page.keyboard.press('m')
    await page.locator('.matrix').first().waitFor()
    await close()
  })

  it('finds edges by terms, and leaves only them on the map until they are taken back', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('#search').fill('verdict:warning')
    await page.getByRole('group', { name: '2 edges' }).waitFor({ state: 'attached' })
    await page.locator('#search').press('Control+Enter')
    const bar = page.getByRole('region', { name: 'Edges shown' })
    await expect.poll(() => bar.innerText()).toContain('showing 2 of')
    await page.locator('#search').press('Enter')
    await page.locator('.inspector .verdict').waitFor()
    await bar.getByRole('button', { name: /^verdict:warning/ }).click()
    await bar.waitFor({ state: 'detached' })
    await close()
  })

  it('finds names by a regular expression, and says what is wrong with one', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('#search').fill('re:^(main|again)$')
    await page.getByRole('group', { name: '2 symbols' }).waitFor({ state: 'attached' })
    await page.locator('#search').fill('re:(')
    await page.locator('.query-problem').getByText('a closing ) is missing').waitFor()
    await close()
  })

  it('says how a term is to be written, and that nothing fits', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('#search').fill('size>many')
    await page.locator('.query-problem').getByText('size>1k asks for what is').waitFor()
    await page.locator('#search').fill('crossing: kind:nonsense')
    await page.locator('.results').getByText('Nothing fits all of this.').waitFor()
    await close()
  })
})
