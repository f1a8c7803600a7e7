/** Files that are linked from where they are: a huge one, which the page does not read, and a large one, which it reads meanwhile. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { HUGE, LARGE } from '../../src/worker/origins'
import { LARGE_OBJECT } from '../support/large-object'
import { launch, openPage, rebase } from '../support/page'
import { expectCount, expectFragment, expectText, settled } from '../support/waiting'

let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'linkscape-huge-'))
const path = join(folder, 'huge.o')
const large = join(folder, 'large.o')

beforeAll(async () => {
  writeFileSync(path, LARGE_OBJECT)
  truncateSync(path, HUGE)
  writeFileSync(large, LARGE_OBJECT)
  truncateSync(large, 2 * LARGE)
  browser = await launch()
})

afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

const dropHuge = (page: Page): Promise<void> => drop(page, path)

async function drop(page: Page, file: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(file)
  await page.locator('.timeline').waitFor()
  await settled(page)
}

/** The header and its card say how large a file is, the search finds what is in it, and the address names it. */
async function isOnDesk(page: Page, name: string, size: string): Promise<void> {
  await expectText(page.locator('.header')).toContain(size)
  await page.keyboard.press('/')
  await page.keyboard.type('f1234')
  await page.keyboard.press('Enter')
  await page.locator('.inspector h2', { hasText: 'f1234' }).waitFor()
  await expectFragment(page).toMatch(new RegExp(`file=.*${name}\\.o`))
  await page.getByRole('tab', { name: 'Inputs' }).click()
  await expectText(page.locator('.input-says')).toContain(size)
}

describe('a huge file', () => {
  it('is on the desk with its size, found by name, and in the link', async () => {
    const { page, close } = await openPage(browser)
    await dropHuge(page)
    await isOnDesk(page, 'huge', '67.1 MB')
    await close()
  })

  it('is linked again for a change, compared, and gone back to', async () => {
    const { page, close } = await openPage(browser)
    await dropHuge(page)
    await page.keyboard.press('w')
    await rebase(page, '0x20000000')
    await page.locator('.last-change p', { hasText: 'from 0x1000' }).waitFor()
    await page.getByRole('button', { name: 'Base address: back to the default' }).click()
    await page.getByText('Nothing is changed').waitFor()
    await close()
  })

  it('that has changed on the disk is asked for again, and what was on the desk stays', async () => {
    const { page, close } = await openPage(browser)
    await dropHuge(page)
    await page.keyboard.press('w')
    truncateSync(path, HUGE + 1)
    await rebase(page, '0x20000000')
    await expectText(page.locator('.notice')).toContain('huge.o cannot be read any more')
    await expectCount(page.locator('.timeline')).toBe(1)
    truncateSync(path, HUGE)
    await close()
  })
})

describe('a large file', () => {
  it('is on the desk with its size and its bytes, named in the address, and searched', async () => {
    const { page, close } = await openPage(browser)
    await drop(page, large)
    await isOnDesk(page, 'large', '2.1 MB')
    await close()
  })

  it('that has changed on the disk is linked again from the bytes that the page has', async () => {
    const { page, close } = await openPage(browser)
    await drop(page, large)
    await page.keyboard.press('w')
    truncateSync(large, 2 * LARGE + 1)
    await rebase(page, '0x20000000')
    await page.locator('.last-change p', { hasText: 'from 0x1000' }).waitFor()
    truncateSync(large, 2 * LARGE)
    await close()
  })
})
