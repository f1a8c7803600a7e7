/** Small windows, and what 200 % and 400 % of zoom make of a window: panels stack, and nothing is out of reach. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage, openSample, selectWorstEdge } from '../support/page'
import { drawn, expectAccessible, expectFocus, settled } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

/** Pixels by which the page is wider than its window. */
const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Buttons, fields and links that stand beyond an edge of the window and cannot be scrolled to. */
const beyondReach = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      ((element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX)) ||
        scrolls(element.parentElement))
    return [...document.querySelectorAll('button, input, select, a[href]')]
      .filter((element) => element.checkVisibility() && !scrolls(element.parentElement))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 1 && (right > innerWidth + 1 || left < -1)
      })
      .map((element) => element.outerHTML.slice(0, 120))
  })

/** 1280 × 720 at 200 % and at 400 %, and sizes in between. */
const SIZES = [
  [640, 360],
  [320, 568],
  [800, 600],
  [1024, 640],
] as const

describe.each(SIZES)('a window of %i × %i', (width, height) => {
  it('shows every stage, list and tab without scrolling sideways', async () => {
    const { page, close } = await openPage(browser, { width, height })
    await page.locator('.sample').first().waitFor()
    await expect.poll(() => tooWide(page)).toBe(0)
    await openSample(page, 'A first look')
    const fits = async (): Promise<void> => {
      await settled(page)
      await expect.poll(() => tooWide(page)).toBe(0)
      await expect.poll(() => beyondReach(page)).toEqual([])
    }
    await fits()
    for (const stage of ['Memory', 'Matrix', 'Two runs', 'Map']) {
      await page.locator('.stages').getByRole('button', { name: stage }).click()
      await fits()
    }
    await selectWorstEdge(page)
    await page.locator('.inspector .formula').waitFor()
    await fits()
    for (const tab of ['Inputs', 'What if', 'Differences']) {
      await page.getByRole('tab', { name: tab }).click()
      await fits()
    }
    await close()
  })
})

describe('200 % of zoom', () => {
  it('leaves the figure usable, and a key press away from its explanation', async () => {
    const { page, close } = await openPage(browser, { width: 640, height: 360 })
    await openSample(page, 'A first look')
    const map = await page.locator('.map-canvas').boundingBox()
    expect(map!.width).toBeGreaterThan(560)
    expect(map!.height).toBeGreaterThanOrEqual(220)
    await selectWorstEdge(page)
    const way = page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('button', { name: 'Explanation' })
    await way.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.inspector h2').boundingBox()).toMatchObject({ width: expect.any(Number) })
    await expect
      .poll(async () => {
        const box = await page.locator('.inspector h2').boundingBox()
        return box !== null && box.y >= 0 && box.y < 320
      })
      .toBe(true)
    // From there Tab goes on in the side, not back in the header.
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('aside')?.id)).toBe('side')
    await expectAccessible(page)
    await close()
  })

  it('keeps what has the focus clear of the bar at the lower edge', async () => {
    const { page, close } = await openPage(browser, { width: 640, height: 360 })
    await openSample(page, 'A first look')
    const bar = await page.locator('.jumps').boundingBox()
    for (let tabs = 0; tabs < 60; tabs++) {
      await page.keyboard.press('Tab')
      await drawn(page)
      const [inBar, bottom] = await page.evaluate(() => {
        const { activeElement } = document
        const box = activeElement?.getBoundingClientRect()
        return [activeElement?.closest('.jumps') !== null, box ? box.bottom - Math.max(0, box.height - 40) : 0] as const
      })
      if (!inBar) expect(bottom).toBeLessThanOrEqual(bar!.y + 1)
    }
    await close()
  })
})

describe('a timeline with sentences of one line and of two', () => {
  it('makes room for the first long one, and keeps it', async () => {
    const { page, close } = await openPage(browser, { width: 1280, height: 800 })
    await openSample(page, 'A first look')
    const { heights, lines } = await page.evaluate(async () => {
      const scrubber = document.querySelector<HTMLInputElement>('.scrubber')!
      const timeline = document.querySelector('.timeline')!
      const sentence = document.querySelector('.sentence')!
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
      const found = { heights: [] as number[], lines: [] as number[] }
      for (let position = Number(scrubber.max); position >= 0; position--) {
        set.call(scrubber, String(position))
        scrubber.dispatchEvent(new Event('input', { bubbles: true }))
        // The frame in which it is laid out, and the one in which what follows from that is.
        for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)
        found.heights.push(timeline.clientHeight)
        const tops = [...sentence.firstElementChild!.getClientRects()].map(({ top }) => Math.round(top))
        found.lines.push(new Set(tops).size)
      }
      return found
    })
    expect(new Set(lines)).toEqual(new Set([1, 2]))
    expect([...heights].sort((a, b) => a - b)).toEqual(heights)
    await close()
  })
})

describe('a large window', () => {
  it('offers ways past the header to those who come by Tab', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    const way = page.getByRole('button', { name: 'Outline', exact: true })
    await way.focus()
    await expect.poll(async () => (await way.boundingBox())!.width).toBeGreaterThan(40)
    await page.keyboard.press('Enter')
    await expectFocus(page).toBe('outline')
    await close()
  })
})
