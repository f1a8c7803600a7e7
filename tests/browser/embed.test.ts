/** The page as a part of another page, from another origin: it shows, it plays, and touches nothing that is not its own. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openContext } from '../support/page'
import type { StaticSite } from '../support/static-site'
import { serveSite } from '../support/static-site'
import { expectAccessible, expectAttribute, expectCount, expectText, settled } from '../support/waiting'

let browser: Browser
let site: StaticSite
let host: StaticSite

beforeAll(async () => {
  browser = await launch()
  site = await serveSite()
  const source = `${site.url}?embed=1&theme=dark#v=1&sample=two-files&at=fixup&sel=symbol:ping.o::ping`
  const frame = `<iframe src="${source}" width="900" height="560" title="Linkscape"></iframe>`
  host = await serveSite({
    '/': `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Host</title><section aria-label="Host"><h1>Host</h1>${frame}</section>`,
  })
})

afterAll(async () => {
  await browser.close()
  await site.stop()
  await host.stop()
})

/** What the page around the frame has heard from it. */
type Heard = Record<string, unknown>

describe('an embedded page', () => {
  it('speaks with the page around it, if its address names that page’s origin', async () => {
    const context = await openContext(browser, { viewport: { width: 1000, height: 700 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(host.url)
    const origin = new URL(host.url).origin
    const heard = (): Promise<Heard[]> => page.evaluate(() => (globalThis as never as { heard: Heard[] }).heard)
    await page.evaluate(
      ([src]) => {
        const all: unknown[] = []
        Object.assign(globalThis, { heard: all })
        addEventListener('message', ({ data, source }) => {
          if (source === document.querySelector('iframe')!.contentWindow) all.push(data)
        })
        document.querySelector('iframe')!.src = src!
      },
      [`${site.url}?embed=1&chrome=timeline&origins=https://other.example,${origin}#v=2&sample=two-files`],
    )
    await expect.poll(heard).toContainEqual({ linkscape: 1, event: 'ready', files: ['ping.o', 'pong.o'] })
    const say = (ask: number, command: object): Promise<void> =>
      page.evaluate(
        ([message, target]) => document.querySelector('iframe')!.contentWindow!.postMessage(message, target as string),
        [{ linkscape: 1, ask, command }, new URL(site.url).origin] as const,
      )
    await say(1, { id: 'select', kind: 'symbol', file: 'ping.o', symbol: 'ping' })
    await say(2, { id: 'seek', phase: 'prune' })
    await say(3, { id: 'search' })
    await expect.poll(heard).toContainEqual({
      linkscape: 1,
      answer: 3,
      done: false,
      why: 'The command “search” is for somebody at the page.',
    })
    await expect.poll(heard).toContainEqual({ linkscape: 1, answer: 2, done: true })
    await expect
      .poll(async () => (await heard()).find(({ event }) => event === 'selection'))
      .toMatchObject({ thing: { kind: 'symbol', symbol: 'ping' } })
    await expect
      .poll(async () => (await heard()).findLast(({ event }) => event === 'event'))
      .toMatchObject({ moment: { phase: 'prune' } })
    const frame = page.frameLocator('iframe')
    await expectCount(frame.locator('.timeline')).toBe(1)
    for (const missing of ['.header', '.side', '.stage-bar']) await expectCount(frame.locator(missing)).toBe(0)
    const way = frame.getByRole('link', { name: 'Open in Linkscape' })
    await expectAttribute(way, 'href').toContain('sel=symbol')
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('shows what its address says, plays, takes no files, writes no history', async () => {
    const context = await openContext(browser, { viewport: { width: 1000, height: 700 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(host.url)
    const frame = page.frameLocator('iframe')
    await frame.locator('.timeline').waitFor()
    await frame.locator('.inspector h2', { hasText: 'ping' }).waitFor()
    await expectAttribute(frame.locator('html'), 'data-theme').toBe('dark')
    for (const missing of ['.search', 'input[type=file]', '.chip-remove'])
      await expectCount(frame.locator(missing)).toBe(0)
    const inner = page.frames()[1]!
    const before = inner.url()
    const entries = await page.evaluate(() => history.length)
    await frame.locator('.timeline').click()
    await frame.locator('body').press('ArrowLeft')
    await frame.locator('body').press('Shift+ArrowLeft')
    const way = frame.getByRole('link', { name: 'Open in Linkscape' })
    await expectAttribute(way, 'href').toMatch(new RegExp(`^${site.url}#v=4&sample=two-files&at=(?!fixup&)`))
    // Time has to pass here, to show that nothing happens in it: a whole page writes its address after a third of this.
    await page.waitForTimeout(1000)
    expect(inner.url()).toBe(before)
    await expect(page.evaluate(() => history.length)).resolves.toBe(entries)
    await inner.evaluate(() => {
      const data = new DataTransfer()
      data.items.add(new File(['x'], 'x.o'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    })
    // Time has to pass here as well: a whole page would have read and linked the file.
    await page.waitForTimeout(500)
    await settled(page)
    await expectText(frame.locator('.embed-files')).toBe('ping.o, pong.o')
    await expect
      .poll(() => inner.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
      .toBe(0)
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await context.close()
  })
})
