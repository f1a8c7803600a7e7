/** The page for everyone: by keyboard alone, and without a finding of axe on any screen in either theme. */
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addFiles, launch, openPage, openSample, selectWorstEdge } from '../support/page'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}

for (const dark of [false, true]) {
  describe(dark ? 'axe, dark' : 'axe, light', () => {
    it('finds nothing on the first screen', async () => {
      const { page, close } = await openPage(browser, { dark })
      await page.locator('.sample').first().waitFor()
      expect(await findings(page)).toEqual([])
      await close()
    })

    it('finds nothing on a loaded desk, with an edge, a block and a section explained', async () => {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 800 })
      await openSample(page, 'A first look')
      expect(await findings(page)).toEqual([])
      await selectWorstEdge(page)
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Escape')
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Escape')
      expect(await findings(page)).toEqual([])
      await close()
    })

    it('finds nothing on an error and on the list of keys', async () => {
      const { page, close } = await openPage(browser, { dark })
      await addFiles(page, [{ name: 'notes.txt', bytes: new TextEncoder().encode('just a text') }])
      await page.locator('.problem').waitFor()
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('?')
      await page.locator('dialog.keys').waitFor()
      expect(await findings(page)).toEqual([])
      await close()
    })
  })
}

describe('the keyboard alone', () => {
  it('leads from the first screen to the bytes of a fixup', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.sample').first().waitFor()
    for (let tabs = 0; tabs < 8; tabs++) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => document.activeElement?.textContent ?? '')
      if (focused.startsWith('Calls and globals')) break
    }
    await page.keyboard.press('Enter')
    await page.locator('.timeline').waitFor()
    await page.keyboard.press('t')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('outline')
    const selected = page.locator('.outline .line.selected')
    for (let step = 0; step < 40; step++) {
      const kind = (await selected.getAttribute('class')) ?? ''
      if (kind.includes(' edge')) break
      if ((await selected.getAttribute('aria-expanded')) === 'false') await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowDown')
    }
    expect(await selected.getAttribute('class')).toContain(' edge')
    expect(await page.locator('.inspector .before-after .written').count()).toBe(4)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await close()
  })

  it('does not move in time while somebody types', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    const before = await page.locator('.hints .count').innerText()
    await page.keyboard.press('/')
    await page.keyboard.type('f0')
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('.hints .count').innerText()).toBe(before)
    await close()
  })
})
