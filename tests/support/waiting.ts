/**
 * How the browser tests look at a page. It answers an action when it can, so nothing that changes is read just once: each
 * of these looks again until what is expected is there, and gives up only after the time that vite.config.ts allows.
 */
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

export const expectText = (where: Locator) => expect.poll(() => where.innerText())

export const expectTexts = (where: Locator) => expect.poll(() => where.allInnerTexts())

export const expectCount = (where: Locator) => expect.poll(() => where.count())

export const expectAttribute = (where: Locator, name: string) => expect.poll(() => where.getAttribute(name))

export const expectValue = (where: Locator) => expect.poll(() => where.inputValue())

/** What stands in the address behind `#`. */
export const expectFragment = (page: Page) => expect.poll(() => page.evaluate(() => location.hash))

/** The id of what has the focus: keys that are pressed before it is there go elsewhere. */
export const expectFocus = (page: Page) => expect.poll(() => page.evaluate(() => document.activeElement?.id))

/**
 * Waits until nothing on the page is under way: no link, no layout, no map that still moves, no part or font that is
 * still being fetched. To be called before looking at how things look, or before saying that nothing has happened.
 */
export async function settled(page: Page): Promise<void> {
  for (const frame of page.frames()) await expect.poll(() => frame.evaluate(busyParts)).toEqual([])
}

/** Runs in the page. What was busy in any of a few frames: what an action has set off may begin a frame or two later. */
async function busyParts(): Promise<string[]> {
  const FRAMES = 4
  const LONG = 2000
  await document.fonts.ready
  const busy = new Set<string>()
  for (let frame = 0; frame < FRAMES; frame++) {
    await new Promise(requestAnimationFrame)
    for (const part of document.querySelectorAll('[aria-busy=true]')) busy.add(`${part.tagName}.${part.className}`)
  }
  // Nothing that is ready to run is left over then, such as what React does after it has drawn.
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: LONG }))
  return [...busy]
}

/** Waits until what has just been done is drawn, though the page may not have come to rest. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame)
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }))
  })
}

/** Expects no finding of axe on the page as it is once it has settled. */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
  expect(findings).toEqual([])
}
