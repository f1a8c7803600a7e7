/** Two runs beside each other, by keyboard alone, at 1280 px. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { launch, openPage } from '../support/page'
import { expectAccessible, expectCount } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe('two runs', () => {
  it('stand beside each other after a change, count what differs at the moment, and go with the timeline', async () => {
    const { page, close } = await openPage(browser, {
      width: 1280,
      height: 720,
      at: '#v=2&sample=first-look&sel=section:once.o:.once.text&stage=runs',
    })
    await page.getByRole('heading', { name: 'There is one run so far' }).waitFor()
    await page.keyboard.press('Alt+ArrowRight')
    const before = page.getByRole('region', { name: 'Run A: before the change' })
    const after = page.getByRole('region', { name: 'Run B: after the change' })
    await before.getByText(/^8 blocks and \d+ edges differ now$/).waitFor()
    await after.getByText(/^8 blocks and \d+ edges differ now$/).waitFor()
    await expectCount(page.locator('.run canvas.map-canvas')).toBe(2)
    await page.keyboard.press('Home')
    await before.getByText('nothing differs at this moment').waitFor()
    await expectAccessible(page)
    await close()
  })
})
