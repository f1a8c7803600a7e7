/** After the first visit the site works without a network; and at no time does a request leave it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { launch, openContext, openPage, openSample, ROOT, selectWorstEdge } from '../support/page'
import { serveSite } from '../support/static-site'
import { expectCount, expectFragment, expectText, expectTexts, settled } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

/** Waits until this page is served by the service worker's store. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50))
  })
}

async function visit(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('.sample').first().waitFor()
  return page
}

describe('offline', () => {
  it('links a sample after the server has gone, also one that was never opened, also from a link', async () => {
    const site = await serveSite()
    const context = await openContext(browser)
    const page = await visit(context, site.url)
    await kept(page)
    await site.stop()
    await page.reload()
    await openSample(page, 'A first look')
    await expectText(page.locator('.sentence [aria-live]')).toContain('The link is done.')
    await page.goto(`${site.url}?theme=dark#v=1&sample=two-files&stage=matrix`)
    await page.reload()
    await page.locator('.timeline').waitFor()
    await expectTexts(page.locator('.chip')).toHaveLength(2)
    await context.close()
  })

  it('waits with a newer build until it is asked for, and an open page finds its own files until then', async () => {
    const worker = readFileSync(join(ROOT, 'dist/sw.js'), 'utf8')
    const site = await serveSite()
    const context = await openContext(browser)
    try {
      const page = await visit(context, site.url)
      await kept(page)
      writeFileSync(
        join(ROOT, 'dist/sw.js'),
        `${worker}\n// A newer build.\n`.replace(/[0-9a-f]{16}/, '0123456789abcdef'),
      )
      await page.evaluate(async () => {
        await (await navigator.serviceWorker.getRegistration())!.update()
      })
      await page.locator('.newer').waitFor()
      await openSample(page, 'Calls and globals')
      await expectFragment(page).toContain('calls-and-globals')
      await page.locator('.newer').getByRole('button', { name: 'Use it now' }).click()
      await page.waitForFunction(async () => (await caches.keys()).includes('linkscape-0123456789abcdef'))
      await page.locator('.timeline').waitFor()
      await expectCount(page.locator('.newer')).toBe(0)
    } finally {
      writeFileSync(join(ROOT, 'dist/sw.js'), worker)
      await context.close()
      await site.stop()
    }
  })
})

describe('a whole tour', () => {
  it('asks only its own site for anything', async () => {
    // `openPage` notes every request to another place, and `close` fails on one.
    const { page, close } = await openPage(browser, { offline: true })
    await openSample(page, 'A first look')
    await kept(page)
    await selectWorstEdge(page)
    for (const key of ['V', 'V', 'V', 'M', 'M', 'T', 'Escape', 'Home', 'Shift+ArrowRight', 'End', '?']) {
      await page.keyboard.press(key)
      await settled(page)
    }
    await page.locator('dialog.keys').waitFor()
    await page.keyboard.press('Escape')
    await expectCount(page.locator('dialog.keys')).toBe(0)
    await page.getByRole('button', { name: 'Share' }).click()
    await page.getByLabel('Link to what is on the desk').waitFor()
    await page.keyboard.press('Escape')
    await close()
  })
})
