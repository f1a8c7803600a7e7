/** Two runs beside each other, by keyboard alone, at 1280 px. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage } from '../support/page'
import { expectAccessible, expectCount, settled } from '../support/waiting'

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

  it('are moved together, while the hand is still on one of them, and neither is cut off at 1280 px', async () => {
    const { page, close } = await openPage(browser, {
      width: 1280,
      height: 720,
      at: '#v=2&sample=first-look&sel=section:once.o:.once.text&stage=runs',
    })
    await page.getByRole('heading', { name: 'There is one run so far' }).waitFor()
    await page.keyboard.press('Alt+ArrowRight')
    await expectCount(page.locator('.run canvas.map-canvas')).toBe(2)
    await settled(page)
    const canvas = (name: string) => page.getByRole('region', { name }).locator('canvas.map-canvas')
    for (const [own, other] of [
      ['Run A', 'Run B'],
      ['Run B', 'Run A'],
    ] as const) {
      const start = await canvas(other).evaluate(viewOf)
      // The narrowest paper is 660 units wide: all of it is in the window.
      expect(start.k * 660).toBeLessThanOrEqual((await canvas(own).evaluate(({ clientWidth }) => clientWidth)) + 1)
      const { x, y } = (await canvas(own).boundingBox())!
      await page.mouse.move(x + 300, y + 300)
      await page.mouse.down()
      await page.mouse.move(x + 300, y + 220, { steps: 4 })
      await expect.poll(async () => (await canvas(other).evaluate(viewOf)).y).toBeLessThan(start.y - 40)
      await expect
        .poll(async () => {
          const [a, b] = await Promise.all([canvas(own).evaluate(viewOf), canvas(other).evaluate(viewOf)])
          return Math.hypot(a.x - b.x, a.y - b.y)
        })
        .toBeLessThan(1)
      await page.mouse.up()
    }
    await close()
  })
})

/** Where a map looks: D3 keeps that on the element. */
const viewOf = (canvas: unknown): { k: number; x: number; y: number } => {
  const { k, x, y } = (canvas as { __zoom: { k: number; x: number; y: number } }).__zoom
  return { k, x, y }
}
