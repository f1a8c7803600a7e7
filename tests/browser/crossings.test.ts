/** Counters that open lists and figures that open sums; the verdict on an edge where it occurs. */
import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage, openSample, selectWorstEdge } from '../support/page'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe('a counter', () => {
  it('opens the list of its edges; a line selects its edge; Escape closes it', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    const counter = page.locator('.matrix').getByRole('button', { name: 'S→F' })
    await counter.click()
    expect(await counter.getAttribute('aria-expanded')).toBe('true')
    const drawer = page.locator('.drawer')
    expect(await drawer.locator('h2').innerText()).toContain('2 edges from Standard to Finalize')
    const verdicts = await drawer.locator('.verdict-line').allInnerTexts()
    expect(verdicts).toHaveLength(2)
    for (const verdict of verdicts) expect(verdict).toContain('warning (1)')
    expect(await drawer.locator('.edge-line').count()).toBe(2)
    await drawer.locator('.edge-line', { hasText: 'again' }).click()
    expect(await page.locator('.inspector h2').innerText()).toBe('again → once_init')
    await page.keyboard.press('Escape')
    expect(await drawer.count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('S→F')
    await close()
  })

  it('can be opened and walked by keyboard alone', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.matrix').getByRole('button', { name: 'N→F' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('.drawer').waitFor()
    for (let line = 0; line < 3; line++) await page.keyboard.press('ArrowDown')
    const selected = page.locator('.drawer .crossing.selected')
    expect(await selected.getAttribute('aria-level')).toBe('3')
    expect(await page.locator('.inspector h2').innerText()).toBe(await selected.innerText())
    expect(await page.locator('.inspector .verdict').innerText()).toContain('Stale after finalize')
    await close()
  })

  it('counts what only keeps alive apart', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.keep-alive').click()
    expect(await page.locator('.drawer h2').innerText()).toContain('never judged')
    expect(await page.locator('.drawer .edge-line').count()).toBe(3)
    await close()
  })
})

describe('a figure', () => {
  it('opens the sum that it is', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.figure', { hasText: 'after finalize' }).getByRole('button').click()
    const terms = page.locator('.drawer tbody tr')
    expect(await terms.count()).toBe(5)
    const numbers = (await terms.locator('.number').allInnerTexts()).map((text) => Number(text.replace(/[+, ]/g, '')))
    const total = await page.locator('.drawer tfoot .number').innerText()
    expect(Number(total.replace(/[=,B ]/g, ''))).toBe(numbers.reduce((sum, number) => sum + number, 0))
    expect(await page.locator('.figure', { hasText: 'after finalize' }).innerText()).toContain('16,384 B · 4 pages')
    await close()
  })
})

describe('the headline', () => {
  it('opens the list of what it counts, and closes it', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.warnings').click()
    expect(await page.locator('#drawer-title').innerText()).toContain('S→F')
    expect(await page.locator('.drawer .edge-line').allInnerTexts()).toEqual(
      expect.arrayContaining(['again → once_init', expect.stringContaining('FDE once_init')]),
    )
    await page.locator('.warnings').click()
    expect(await page.locator('.drawer').count()).toBe(0)
    await close()
  })
})

describe('a dangling pointer', () => {
  it('is explained where it occurs, with the moment from which it dangles', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await selectWorstEdge(page)
    const verdict = page.locator('.inspector .verdict').first()
    expect(await verdict.innerText()).toContain('Way out.')
    expect(await verdict.innerText()).toContain('went back at event')
    await verdict.getByRole('button', { name: 'just before' }).click()
    expect(await verdict.innerText()).toContain('are there until they go back')
    await verdict.getByRole('button', { name: /at event/ }).click()
    expect(await page.locator('.sentence').innerText()).toContain('go back to the executor')
    await close()
  })
})

describe('lists and sums for everyone', () => {
  for (const dark of [false, true]) {
    it(`have no finding of axe, ${dark ? 'dark' : 'light'}`, async () => {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await openSample(page, 'A first look')
      for (const name of ['S→F', 'N→N', 'F→N']) {
        await page.locator('.matrix').getByRole('button', { name }).click()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
      }
      await page.locator('.figure').first().getByRole('button').click()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
      await close()
    })
  }
})
