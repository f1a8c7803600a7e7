/** Memory on the page: what is where at three events, the life of an allocation pressed by hand, the keyboard alone. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBytes } from '../support/link-files'
import { addFiles, launch, openPage, openSample } from '../support/page'
import { expectAccessible, expectAttribute, expectCount, expectText, settled } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

const stageOf = (page: Page, name: string) => page.locator('.stages').getByRole('button', { name })
const life = (page: Page, name: string) => page.locator('.life-strip').getByRole('button', { name })

/** What each segment's row says about both memories. */
const expectRows = (page: Page) =>
  expect.poll(() =>
    page.locator('.segment > tr:first-child').evaluateAll((found) =>
      found.map((row) => {
        const [working, executor] = row.querySelectorAll('td')
        return { working: working?.textContent, executor: executor?.textContent }
      }),
    ),
  )

/** The first look has five segments. */
const fiveRows = (working: RegExp, executor: RegExp): object[] =>
  Array(5).fill({ working: expect.stringMatching(working), executor: expect.stringMatching(executor) })

describe('the memory view of the first look', () => {
  it('in flight: bytes in working memory, empty pages in the executor', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await stageOf(page, 'Memory').click()
    await life(page, 'in flight').click()
    await expectText(page.locator('.memory-says')).toContain('In flight')
    await expectRows(page).toEqual(fiveRows(/\d+ B, being written/, /^0x1000[0-9]000 reserved, nothing in it yet$/))
    await expectCount(page.locator('.segment td:nth-of-type(2) .strip i')).toBe(0)
    await expectText(page.locator('.graph-memory')).toContain('first to ask was the generic link')
    await close()
  })

  it('live: Standard pages hold their bytes, Finalize pages have gone back, NoAlloc is nowhere', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.keyboard.press('v')
    await expectRows(page).toMatchObject([
      { executor: '0x10000000 R--, live' },
      { executor: '0x10001000 RW-, live' },
      { executor: '0x10003000 R-X, live' },
      { executor: '0x10004000 given back after finalize' },
      { executor: '0x10005000 given back after finalize' },
    ])
    await expectText(page.locator('.segments')).not.toContain('.debug')
    await expectText(page.locator('.graph-memory')).toContain('.debug_info')
    await close()
  })

  it('deallocated: nothing is left', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.keyboard.press('v')
    await life(page, 'deallocated').click()
    await expectText(page.locator('.memory-says')).toContain('nothing is left in either memory')
    const deallocated = { executor: expect.stringMatching(/deallocated$/) }
    await expectRows(page).toMatchObject([deallocated, deallocated, deallocated, {}, {}])
    await expectCount(page.locator('.strip i')).toBe(0)
    await expectAttribute(life(page, 'deallocated'), 'aria-current').toBe('step')
    await close()
  })

  it('shows every page with its owners, and moments that lead to their events', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.keyboard.press('v')
    await page.locator('.segments').getByRole('button', { name: '2 pages' }).click()
    await expectCount(page.locator('.segment .page')).toBe(2)
    await expectText(page.locator('.segment .page').first()).toContain('0x10001000 – 0x10001fff')
    await page.getByRole('button', { name: 'as a table' }).click()
    const released = page.locator('.life-table tr', { hasText: '.once.text' }).locator('td').nth(4)
    await released.getByRole('button').click()
    await expectText(page.locator('.sentence')).toContain('go back to the executor')
    await close()
  })
})

describe('the life of an allocation', () => {
  it('can end before it began: abandoned here, and taken back', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.locator('.phases').getByRole('button', { name: 'resolve' }).click()
    await page.locator('.phases .current', { hasText: 'resolve' }).waitFor()
    await settled(page)
    const before = await page.locator('.hints .count').innerText()
    const abandon = life(page, 'abandon before')
    const phase = (await abandon.innerText()).replace('abandon before ', '')
    await expectAttribute(abandon, 'title').toContain(`before ${phase}: `)
    await abandon.click()
    await page.locator('.life-strip .ended', { hasText: 'abandoned' }).waitFor()
    await page.keyboard.press('v')
    await expectRows(page).toEqual(fiveRows(/^given back$/, /abandoned$/))
    await expect.poll(() => life(page, 'deallocated').isDisabled()).toBe(true)
    await life(page, 'let it live').click()
    await page.locator('.life-strip [aria-current]', { hasText: 'finalized' }).waitFor()
    await page.keyboard.press('Control+z')
    await page.locator('.life-strip .ended', { hasText: 'abandoned' }).waitFor()
    await page.keyboard.press('Control+z')
    await page.locator('.life-strip [aria-current]', { hasText: 'in flight' }).waitFor()
    await expectText(page.locator('.hints .count')).toBe(before)
    await close()
  })

  it('stops where an action fails: twins ran in reverse, the pages are leaked', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.keyboard.press('v')
    // Its cells stand side by side.
    const row = page.locator('.actions tbody tr').first()
    await expect.poll(() => row.evaluate((element) => getComputedStyle(element).display)).toBe('table-row')
    await page.locator('.actions').getByRole('button', { name: 'let it fail' }).click()
    await page.locator('.life-strip .ended', { hasText: 'failed' }).waitFor()
    await expectText(page.locator('.memory-says')).toContain('There was no twin to run')
    await expectText(page.locator('.memory-says')).toContain('leaked')
    await expectText(page.locator('.actions .state').first()).toBe('failed')
    await expectRows(page).toEqual(fiveRows(/(?:)/, /leaked/))
    await close()
  })
})

describe('a finalize action', () => {
  it('says that its function has no memory', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'First opened, last closed')
    await page.keyboard.press('v')
    await page.locator('.actions').waitFor()
    await settled(page)
    await expectCount(page.locator('.actions .warning')).toBe(0)
    await page.keyboard.press('w')
    await page.getByLabel('Section name or pattern').fill('.text')
    await page.getByLabel('Policy for it').selectOption('NoAlloc')
    await page.locator('.add-rule button').first().click()
    await page.locator('.actions .warning').first().waitFor()
    await expectText(page.locator('.actions .warning').first()).toBe('Warning: it needs .text, which has no memory.')
    await close()
  })
})

describe('the memory view for everyone', () => {
  for (const dark of [false, true]) {
    it(`has no finding of axe, ${dark ? 'dark' : 'light'}`, async () => {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await openSample(page, 'A first look')
      await page.keyboard.press('v')
      await expectAccessible(page)
      await page.getByRole('button', { name: 'as a table' }).click()
      await page.locator('.segments').getByRole('button', { name: '2 pages' }).click()
      await life(page, 'in flight').click()
      await expectAccessible(page)
      await close()
    })
  }
})

describe('signed pointers of arm64e', () => {
  const open = async () => {
    const { page, close } = await openPage(browser)
    await addFiles(page, [{ name: 'signed.o', bytes: readBytes('tests/corpus/macho-arm64e/signed.o') }])
    await page.locator('.timeline').waitFor()
    await settled(page)
    return { page, close }
  }

  it('have a function in Finalize memory, which goes back once it has run', async () => {
    const { page, close } = await open()
    await page.keyboard.press('v')
    await expectRows(page).toMatchObject([
      { executor: '0x10000000 RW-, live' },
      { executor: '0x10001000 R-X, live' },
      { executor: '0x10002000 given back after finalize' },
    ])
    const row = page.locator('.segment > tr:first-child').nth(2)
    await expectText(row).toMatch(/^F/)
    await expectText(row).toContain('$__ptrauth_sign')
    await expectText(page.locator('.actions')).toContain('run $__ptrauth_sign')
    await close()
  })

  it('say on the card how they are signed, and by whom', async () => {
    const { page, close } = await open()
    await page.locator('.phases .title').getByText('build', { exact: true }).click()
    await page.locator('#search').fill('_d')
    await page.locator('#search').press('Enter')
    await page.locator('.inspector .edge-list .go', { hasText: '→ _far' }).click()
    await expectText(page.locator('.inspector h2').first()).toContain('→ _far')
    await expectText(page.locator('.inspector')).toContain('Pointer64Authenticated')
    await page.locator('.phases .title').getByText('live', { exact: true }).click()
    await expectText(page.locator('.inspector .changes')).toContain('signed with key IB')
    await expectText(page.locator('.inspector .changes')).toContain(
      'a function that the linker makes signs the pointer',
    )
    await close()
  })
})
