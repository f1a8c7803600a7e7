/** Links to what is on the desk: copied, opened elsewhere, gone back over; files that do not fit in are asked for. */
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addFiles, launch, openPage, openSample, sampleBytes, selectWorstEdge } from '../support/page'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

const counted = (page: Page): Promise<string> => page.locator('.hints .count').innerText()
const heading = (page: Page): Promise<string> => page.locator('.inspector h2').first().innerText()
const fragment = (page: Page): Promise<string> => page.evaluate(() => location.hash)

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}

/** Waits until the address says what is on the desk. */
async function addressSays(page: Page, part: string): Promise<void> {
  await page.waitForFunction((text) => location.hash.includes(text), part)
}

async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click()
  const link = await page.getByLabel('Link to what is on the desk').inputValue()
  await page.keyboard.press('Escape')
  return link
}

describe('a shared link', () => {
  it('shows the same event, the same thing and the same part of the map to somebody else', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await selectWorstEdge(page)
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft')
    for (let step = 0; step < 2; step++) await page.keyboard.press('+')
    await addressSays(page, 'view=')
    const link = await sharedLink(page)
    const [said, shown] = [await counted(page), await heading(page)]
    const map = await page.locator('.zoom output, .zoom').first().innerText()
    await close()
    const other = await openPage(browser, { at: link.slice(link.indexOf('#')) })
    await other.page.locator('.timeline').waitFor()
    await other.page.waitForFunction((text) => document.querySelector('.hints .count')?.textContent === text, said)
    expect(await heading(other.page)).toBe(shown)
    await other.page.waitForFunction((text) => (document.querySelector('.zoom') as HTMLElement).innerText === text, map)
    expect(await fragment(other.page)).toBe(link.slice(link.indexOf('#')))
    await other.close()
  })

  it('can be gone back over and forward', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    await addressSays(page, 'sample=calls-and-globals')
    await page.locator('#search').fill('counter')
    await page.locator('#search').press('Enter')
    await addressSays(page, 'sel=')
    expect(await heading(page)).toBe('counter')
    await page.goBack()
    await page.waitForFunction(() => document.querySelector('.inspector h2')?.textContent !== 'counter')
    await page.goBack()
    await page.locator('.welcome').waitFor()
    await page.goForward()
    await page.goForward()
    await page.waitForFunction(() => document.querySelector('.inspector h2')?.textContent === 'counter')
    await page.reload()
    await page.waitForFunction(() => document.querySelector('.inspector h2')?.textContent === 'counter')
    await close()
  })

  it('says what it holds, and without a finding of axe in either theme', async () => {
    for (const dark of [false, true]) {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await addFiles(page, [{ name: 'ping.o', bytes: sampleBytes('two-files/ping.o') }])
      await page.locator('.timeline').waitFor()
      await page.getByRole('button', { name: 'Share' }).click()
      await page.locator('.share-says li').first().waitFor()
      expect(await page.locator('.share-says').first().innerText()).toContain(
        'ping.o, whole: whoever has the link has it.',
      )
      expect(await findings(page)).toEqual([])
      await close()
    }
  })

  it('asks for files that do not fit in, checks them, and goes on', async () => {
    // Random bytes do not deflate.
    const large = new Uint8Array(40_000)
    for (let i = 0, x = 1; i < large.length; i++) {
      x = (x * 16807) % 2147483647
      large[i] = x
    }
    large.set(sampleBytes('two-files/ping.o'))
    const { page, close } = await openPage(browser)
    await addFiles(page, [{ name: 'big.o', bytes: large }])
    await page.locator('.timeline').waitFor()
    const link = await sharedLink(page)
    await page.getByRole('button', { name: 'Share' }).click()
    expect(await page.locator('.share-says').first().innerText()).toContain('NOT in this link')
    await close()
    const other = await openPage(browser, { at: link.slice(link.indexOf('#')) })
    await other.page.locator('.landing').waitFor()
    expect(await other.page.locator('h1').innerText()).toBe('This link needs 1 file from you.')
    expect(await findings(other.page)).toEqual([])
    await addFiles(other.page, [{ name: 'big.o', bytes: large.slice(1) }])
    await other.page.locator('.awaited-note').waitFor()
    expect(await other.page.locator('.awaited-note').innerText()).toContain('39999 bytes')
    await addFiles(other.page, [{ name: 'renamed.o', bytes: large }])
    await other.page.locator('.timeline').waitFor()
    expect(await other.page.locator('.chip').innerText()).toContain('big.o')
    await other.close()
  })

  it('that cannot be followed says why', async () => {
    const { page, close } = await openPage(browser, { at: '#v=3&sample=two-files&sel=block:ping.o:.text:gone' })
    await page.locator('.link-note').waitFor()
    const said = await page.locator('.link-note').innerText()
    expect(said).toContain('made by a newer Linkscape')
    expect(said).toContain('There is no block gone of .text in ping.o')
    expect(await findings(page)).toEqual([])
    await page.locator('.link-note button').click()
    expect(await page.locator('.link-note').count()).toBe(0)
    await close()
  })
})
