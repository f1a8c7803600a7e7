/** The page as a part of another page, from another origin: it shows, it plays, and touches nothing that is not its own. */
import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from '../support/page'
import type { StaticSite } from '../support/static-site'
import { serveSite } from '../support/static-site'

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
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, reducedMotion: 'reduce' })
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
    const all = await heard()
    expect(all).toContainEqual({ linkscape: 1, answer: 2, done: true })
    expect(all.find(({ event }) => event === 'selection')).toMatchObject({ thing: { kind: 'symbol', symbol: 'ping' } })
    expect(all.findLast(({ event }) => event === 'event')).toMatchObject({ moment: { phase: 'prune' } })
    const frame = page.frameLocator('iframe')
    expect(await frame.locator('.timeline').count()).toBe(1)
    for (const missing of ['.header', '.side', '.stage-bar']) expect(await frame.locator(missing).count()).toBe(0)
    const way = frame.getByRole('link', { name: 'Open in Linkscape' })
    await expect.poll(() => way.getAttribute('href')).toContain('sel=symbol')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('shows what its address says, plays, takes no files, writes no history', async () => {
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(host.url)
    const frame = page.frameLocator('iframe')
    await frame.locator('.timeline').waitFor()
    await frame.locator('.inspector h2', { hasText: 'ping' }).waitFor()
    expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark')
    for (const missing of ['.search', 'input[type=file]', '.chip-remove'])
      expect(await frame.locator(missing).count()).toBe(0)
    const inner = page.frames()[1]!
    const before = inner.url()
    const entries = await page.evaluate(() => history.length)
    await frame.locator('.timeline').click()
    await frame.locator('body').press('ArrowLeft')
    await frame.locator('body').press('Shift+ArrowLeft')
    await page.waitForTimeout(700)
    expect(inner.url()).toBe(before)
    expect(await page.evaluate(() => history.length)).toBe(entries)
    const way = await frame.getByRole('link', { name: 'Open in Linkscape' }).getAttribute('href')
    expect(way).toMatch(new RegExp(`^${site.url}#v=2&sample=two-files&at=`))
    expect(way).not.toContain('at=fixup&')
    await inner.evaluate(() => {
      const data = new DataTransfer()
      data.items.add(new File(['x'], 'x.o'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    })
    await page.waitForTimeout(200)
    expect(await frame.locator('.embed-files').innerText()).toBe('ping.o, pong.o')
    expect(await inner.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join()}`)).toEqual(
      [],
    )
    expect(complaints).toEqual([])
    await context.close()
  })
})
