/** The page for everyone: by keyboard alone, and without a finding of axe on any screen in either theme. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { addFiles, launch, openPage, openSample, selectWorstEdge } from '../support/page'
import { expectAccessible, expectAttribute, expectCount, expectFocus, expectText, settled } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

for (const dark of [false, true]) {
  describe(dark ? 'axe, dark' : 'axe, light', () => {
    it('finds nothing on the first screen', async () => {
      const { page, close } = await openPage(browser, { dark })
      await page.locator('.sample').first().waitFor()
      await expectAccessible(page)
      await close()
    })

    it('finds nothing on a loaded desk, with an edge, a block and a section explained', async () => {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 800 })
      await openSample(page, 'A first look')
      await expectAccessible(page)
      await selectWorstEdge(page)
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expectAccessible(page)
      await close()
    })

    it('finds nothing on an error and on the list of keys', async () => {
      const { page, close } = await openPage(browser, { dark })
      await addFiles(page, [{ name: 'notes.txt', bytes: new TextEncoder().encode('just a text') }])
      await page.locator('.problem').waitFor()
      await expectAccessible(page)
      await page.keyboard.press('?')
      await page.locator('dialog.keys').waitFor()
      await expectAccessible(page)
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
    await settled(page)
    await page.keyboard.press('t')
    await expectFocus(page).toBe('outline')
    const selected = page.locator('.outline .line.selected')
    for (let step = 0; step < 40; step++) {
      await settled(page)
      const kind = (await selected.getAttribute('class')) ?? ''
      if (kind.includes(' edge')) break
      if ((await selected.getAttribute('aria-expanded')) === 'false') {
        await page.keyboard.press('ArrowRight')
        await expectAttribute(selected, 'aria-expanded').toBe('true')
      }
      await page.keyboard.press('ArrowDown')
    }
    await expectAttribute(selected, 'class').toContain(' edge')
    await expectCount(page.locator('.inspector .before-after .written')).toBe(4)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await close()
  })

  it('does not move in time while somebody types', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    const before = await page.locator('.hints .count').innerText()
    await page.keyboard.press('/')
    await expectFocus(page).toBe('search')
    await page.keyboard.type('f0')
    await page.keyboard.press('ArrowLeft')
    await settled(page)
    await expectText(page.locator('.hints .count')).toBe(before)
    await close()
  })
})
