/** Counters that open lists and figures that open sums; the verdict on an edge where it occurs. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage, openSample, selectWorstEdge } from '../support/page'
import { expectAccessible, expectAttribute, expectCount, expectText, expectTexts, settled } from '../support/waiting'

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
    await expectAttribute(counter, 'aria-expanded').toBe('true')
    const drawer = page.locator('.drawer')
    await expectText(drawer.locator('h2')).toContain('2 edges from Standard to Finalize')
    const warning = expect.stringContaining('warning (1)')
    await expectTexts(drawer.locator('.verdict-line')).toEqual([warning, warning])
    await expectTexts(drawer.locator('.way-out-line')).toEqual([
      expect.stringMatching(/^Way out\. Give the target the policy Standard.*used it last\.$/),
      expect.stringMatching(/^Way out\. Give both ends the same policy/),
    ])
    await expectCount(drawer.locator('.edge-line')).toBe(2)
    await drawer.locator('.edge-line', { hasText: 'again' }).click()
    await expectText(page.locator('.inspector h2')).toBe('again → once_init')
    await page.keyboard.press('Escape')
    await expectCount(drawer).toBe(0)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('S→F')
    await close()
  })

  it('can be opened and walked by keyboard alone', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.matrix').getByRole('button', { name: 'N→F' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('.drawer').waitFor()
    // Verdict, way out, kind, edge.
    for (let line = 0; line < 4; line++) await page.keyboard.press('ArrowDown')
    const selected = page.locator('.drawer .crossing.selected')
    await expectAttribute(selected, 'aria-level').toBe('3')
    const edge = await selected.innerText()
    await expectText(page.locator('.inspector h2')).toBe(edge)
    await expectText(page.locator('.inspector .verdict')).toContain('Stale after finalize')
    await close()
  })

  it('counts what only keeps alive apart', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.keep-alive').click()
    await expectText(page.locator('.drawer h2')).toContain('never judged')
    await expectCount(page.locator('.drawer .edge-line')).toBe(3)
    await close()
  })
})

describe('a figure', () => {
  it('opens the sum that it is', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.figure', { hasText: 'after finalize' }).getByRole('button').click()
    const terms = page.locator('.drawer tbody tr')
    await expectCount(terms).toBe(5)
    await settled(page)
    const numbers = (await terms.locator('.number').allInnerTexts()).map((text) => Number(text.replace(/[+, ]/g, '')))
    const total = await page.locator('.drawer tfoot .number').innerText()
    expect(Number(total.replace(/[=,B ]/g, ''))).toBe(numbers.reduce((sum, number) => sum + number, 0))
    await expectText(page.locator('.figure', { hasText: 'after finalize' })).toContain('16,384 B · 4 pages')
    await close()
  })
})

describe('the headline', () => {
  it('opens the list of what it counts, and closes it', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.warnings').click()
    await expectText(page.locator('#drawer-title')).toContain('S→F')
    await expectTexts(page.locator('.drawer .edge-line')).toEqual(
      expect.arrayContaining(['again → once_init', expect.stringContaining('FDE once_init')]),
    )
    await page.locator('.warnings').click()
    await expectCount(page.locator('.drawer')).toBe(0)
    await close()
  })
})

describe('a dangling pointer', () => {
  it('is explained where it occurs, with the moment from which it dangles', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await selectWorstEdge(page)
    const verdict = page.locator('.inspector .verdict').first()
    await expectText(verdict).toContain('Way out.')
    await expectText(verdict).toContain('went back at event')
    await verdict.getByRole('button', { name: 'just before' }).click()
    await expectText(verdict).toContain('are there until they go back')
    await verdict.getByRole('button', { name: /at event/ }).click()
    await expectText(page.locator('.sentence')).toContain('go back to the executor')
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
        await expectAccessible(page)
      }
      await page.locator('.figure').first().getByRole('button').click()
      await expectAccessible(page)
      await close()
    })
  }
})
