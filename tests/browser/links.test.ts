/** Links to what is on the desk: copied, opened elsewhere, gone back over; files that do not fit in are asked for. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { addFiles, launch, openPage, openSample, sampleBytes, selectWorstEdge } from '../support/page'
import { expectAccessible, expectCount, expectFragment, expectText, settled } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

const counted = (page: Page): Locator => page.locator('.hints .count')
const heading = (page: Page): Locator => page.locator('.inspector h2').first()
const zoom = (page: Page): Locator => page.locator('.zoom').first()

/** Waits until the address says what is on the desk. */
async function addressSays(page: Page, part: string): Promise<void> {
  await expectFragment(page).toContain(part)
}

async function sharedLink(page: Page): Promise<string> {
  await settled(page)
  await page.getByRole('button', { name: 'Share' }).click()
  const link = await page.getByLabel('Link to what is on the desk').inputValue()
  await page.keyboard.press('Escape')
  await expectCount(page.locator('dialog.share')).toBe(0)
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
    const [said, shown] = [await counted(page).innerText(), await heading(page).innerText()]
    const map = await zoom(page).innerText()
    await close()
    const other = await openPage(browser, { at: link.slice(link.indexOf('#')) })
    await other.page.locator('.timeline').waitFor()
    await expectText(counted(other.page)).toBe(said)
    await expectText(heading(other.page)).toBe(shown)
    await expectText(zoom(other.page)).toBe(map)
    await expectFragment(other.page).toBe(link.slice(link.indexOf('#')))
    await other.close()
  })

  it('can be gone back over and forward', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    await addressSays(page, 'sample=calls-and-globals')
    await page.locator('#search').fill('counter')
    await page.locator('#search').press('Enter')
    await addressSays(page, 'sel=')
    await expectText(heading(page)).toBe('counter')
    await page.goBack()
    await expectText(heading(page)).not.toBe('counter')
    await page.goBack()
    await page.locator('.welcome').waitFor()
    await page.goForward()
    await page.goForward()
    await expectText(heading(page)).toBe('counter')
    await page.reload()
    await expectText(heading(page)).toBe('counter')
    await close()
  })

  it('says what it holds, and without a finding of axe in either theme', async () => {
    for (const dark of [false, true]) {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await addFiles(page, [{ name: 'ping.o', bytes: sampleBytes('two-files/ping.o') }])
      await page.locator('.timeline').waitFor()
      await page.getByRole('button', { name: 'Share' }).click()
      await page.locator('.share-says li').first().waitFor()
      await expectText(page.locator('.share-says').first()).toContain('ping.o, whole: whoever has the link has it.')
      await expectAccessible(page)
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
    await expectText(page.locator('.share-says').first()).toContain('NOT in this link')
    await close()
    const other = await openPage(browser, { at: link.slice(link.indexOf('#')) })
    await other.page.locator('.landing').waitFor()
    await expectText(other.page.locator('h1')).toBe('This link needs 1 file from you.')
    await expectAccessible(other.page)
    await addFiles(other.page, [{ name: 'big.o', bytes: large.slice(1) }])
    await other.page.locator('.awaited-note').waitFor()
    await expectText(other.page.locator('.awaited-note')).toContain('39,999 bytes')
    await addFiles(other.page, [{ name: 'renamed.o', bytes: large }])
    await other.page.locator('.timeline').waitFor()
    await expectText(other.page.locator('.chip')).toContain('big.o')
    await other.close()
  })

  it('that cannot be followed says why', async () => {
    const { page, close } = await openPage(browser, { at: '#v=999&sample=two-files&sel=block:ping.o:.text:gone' })
    await page.locator('.link-note').waitFor()
    await expectText(page.locator('.link-note')).toContain('made by a newer Linkscape')
    await expectText(page.locator('.link-note')).toContain('There is no block gone of .text in ping.o')
    await expectAccessible(page)
    await page.locator('.link-note button').click()
    await expectCount(page.locator('.link-note')).toBe(0)
    await close()
  })
})
