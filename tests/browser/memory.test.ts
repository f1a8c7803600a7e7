/** Memory on the page: what is where at three events, the life of an allocation pressed by hand, the keyboard alone. */
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage, openSample } from '../support/page'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

const stageOf = (page: Page, name: string) => page.locator('.stages').getByRole('button', { name })
const life = (page: Page, name: string) => page.locator('.life-strip').getByRole('button', { name })

/** What each segment's row says about both memories. */
async function rows(page: Page): Promise<string[][]> {
  const texts = await page.locator('.segment > tr:first-child').evaluateAll((found) =>
    found.map((row) => {
      const cells = [...row.querySelectorAll('td')].slice(0, 2)
      return cells.map((cell) => cell.textContent ?? '')
    }),
  )
  return texts
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}

describe('the memory view of the first look', () => {
  it('in flight: bytes in working memory, empty pages in the executor', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await stageOf(page, 'Memory').click()
    await life(page, 'in flight').click()
    expect(await page.locator('.memory-says').innerText()).toContain('In flight')
    const found = await rows(page)
    expect(found).toHaveLength(5)
    for (const [working, executor] of found) {
      expect(working).toMatch(/\d+ B, being written/)
      expect(executor).toMatch(/^0x1000[0-9]000 reserved, nothing in it yet$/)
    }
    expect(await page.locator('.segment td:nth-of-type(2) .strip i').count()).toBe(0)
    expect(await page.locator('.graph-memory').innerText()).toContain('first to ask was the generic link')
    await close()
  })

  it('live: Standard pages hold their bytes, Finalize pages have gone back, NoAlloc is nowhere', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.keyboard.press('v')
    expect((await rows(page)).map(([, executor]) => executor)).toEqual([
      '0x10000000 R--, live',
      '0x10001000 RW-, live',
      '0x10003000 R-X, live',
      '0x10004000 given back after finalize',
      '0x10005000 given back after finalize',
    ])
    expect(await page.locator('.segments').innerText()).not.toContain('.debug')
    expect(await page.locator('.graph-memory').innerText()).toContain('.debug_info')
    await close()
  })

  it('deallocated: nothing is left', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.keyboard.press('v')
    await life(page, 'deallocated').click()
    expect(await page.locator('.memory-says').innerText()).toContain('nothing is left in either memory')
    const found = await rows(page)
    expect(found.filter(([, executor]) => executor!.endsWith('deallocated'))).toHaveLength(3)
    expect(await page.locator('.strip i').count()).toBe(0)
    expect(await life(page, 'deallocated').getAttribute('aria-current')).toBe('step')
    await close()
  })

  it('shows every page with its owners, and moments that lead to their events', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.keyboard.press('v')
    await page.locator('.segments').getByRole('button', { name: '2 pages' }).click()
    expect(await page.locator('.segment .page').count()).toBe(2)
    expect(await page.locator('.segment .page').first().innerText()).toContain('0x10001000 – 0x10001fff')
    await page.getByRole('button', { name: 'as a table' }).click()
    const released = page.locator('.life-table tr', { hasText: '.once.text' }).locator('td').nth(4)
    await released.getByRole('button').click()
    expect(await page.locator('.sentence').innerText()).toContain('go back to the executor')
    await close()
  })
})

describe('the life of an allocation', () => {
  it('can end before it began: abandoned here, and taken back', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.phases').getByRole('button', { name: 'resolve' }).click()
    const before = await page.locator('.hints .count').innerText()
    const abandon = life(page, 'abandon before')
    const phase = (await abandon.innerText()).replace('abandon before ', '')
    expect(await abandon.getAttribute('title')).toContain(`before ${phase}: `)
    await abandon.click()
    await page.locator('.life-strip .ended', { hasText: 'abandoned' }).waitFor()
    await page.keyboard.press('v')
    for (const [working, executor] of await rows(page)) {
      expect(working).toBe('given back')
      expect(executor).toMatch(/abandoned$/)
    }
    expect(await page.locator('.life-strip').getByRole('button', { name: 'deallocated' }).isDisabled()).toBe(true)
    await life(page, 'let it live').click()
    await page.locator('.life-strip [aria-current]', { hasText: 'finalized' }).waitFor()
    await page.keyboard.press('Control+z')
    await page.locator('.life-strip .ended', { hasText: 'abandoned' }).waitFor()
    await page.keyboard.press('Control+z')
    await page.locator('.life-strip [aria-current]', { hasText: 'in flight' }).waitFor()
    expect(await page.locator('.hints .count').innerText()).toBe(before)
    await close()
  })

  it('stops where an action fails: twins ran in reverse, the pages are leaked', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.keyboard.press('v')
    await page.locator('.actions').getByRole('button', { name: 'let it fail' }).click()
    await page.locator('.life-strip .ended', { hasText: 'failed' }).waitFor()
    expect(await page.locator('.memory-says').innerText()).toContain('There was no twin to run')
    expect(await page.locator('.memory-says').innerText()).toContain('leaked')
    expect(await page.locator('.actions .state').first().innerText()).toBe('failed')
    for (const [, executor] of await rows(page)) expect(executor).toContain('leaked')
    await close()
  })
})

describe('a finalize action', () => {
  it('says that its function has no memory', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'First opened, last closed')
    await page.keyboard.press('v')
    expect(await page.locator('.actions .warning').count()).toBe(0)
    await page.keyboard.press('w')
    await page.getByLabel('Section name or pattern').fill('.text')
    await page.getByLabel('Policy for it').selectOption('NoAlloc')
    await page.locator('.add-rule button').first().click()
    await page.locator('.actions .warning').first().waitFor()
    expect(await page.locator('.actions .warning').first().innerText()).toBe(
      'Warning: it needs .text, which has no memory.',
    )
    await close()
  })
})

describe('the memory view for everyone', () => {
  for (const dark of [false, true]) {
    it(`has no finding of axe, ${dark ? 'dark' : 'light'}`, async () => {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await openSample(page, 'A first look')
      await page.keyboard.press('v')
      expect(await findings(page)).toEqual([])
      await page.getByRole('button', { name: 'as a table' }).click()
      await page.locator('.segments').getByRole('button', { name: '2 pages' }).click()
      await life(page, 'in flight').click()
      expect(await findings(page)).toEqual([])
      await close()
    })
  }
})
