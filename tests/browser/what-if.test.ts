/** What if: policies changed in the inspector, by dragging and by key; rules, addresses; undo; differences told. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, openContext, openPage, openSample, rebase } from '../support/page'
import {
  drawn,
  expectAccessible,
  expectCount,
  expectFocus,
  expectFragment,
  expectText,
  expectTexts,
  expectValue,
  settled,
} from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

/** Selects a section or a name by searching for it. */
async function find(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/')
  await expectFocus(page).toBe('search')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  await page.locator('.inspector h2', { hasText: text }).waitFor()
}

const lastChange = (page: Page) => page.locator('.last-change p')
const status = (page: Page) => page.locator('.notice')
const policyOf = (page: Page) => page.locator('.switch button[aria-pressed=true]')

/** Somewhere on the title of a section: where the tip says its name. */
async function placeOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.map-canvas').boundingBox())!
  for (let y = box.y + 50; y < box.y + box.height; y += 4) {
    for (const share of [0.1, 0.35, 0.75]) {
      const at = { x: box.x + box.width * share, y }
      await page.mouse.move(at.x, at.y)
      await drawn(page)
      if ((await page.locator('.tip').allInnerTexts()).join() === name) return at
    }
  }
  throw new Error(`no ${name} on the map`)
}

describe('a switch', () => {
  it('keeps its name when it is not where it usually is', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A plugin that makes metadata longer')
    await page.getByRole('button', { name: 'What if' }).click()
    const plugin = page.getByRole('checkbox', { name: 'Annotate metadata', exact: true })
    await expect.poll(() => plugin.isChecked()).toBe(true)
    await plugin.click()
    await page.locator('.last-change p', { hasText: '72 → 49 bytes' }).waitFor()
    await expectCount(page.locator('.last-change.bad')).toBe(0)
    await close()
  })
})

/** Workers hold locks as long as they live, for which the page waits. */
const locksOf = (page: Page) => page.evaluate(async () => JSON.stringify(await navigator.locks.query()))
const NO_LOCKS = '{"held":[],"pending":[]}'

describe('a linker that the browser has ended', () => {
  it('is missed by the page, which starts another for the next change', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await settled(page)
    for (const worker of page.workers()) await worker.evaluate(() => self.close()).catch(() => {})
    await expect.poll(() => locksOf(page)).toBe(NO_LOCKS)
    await page.locator('.outside .strict input').click()
    await expectText(page.locator('.sentence [aria-live]')).toContain('is abandoned')
    expect(page.workers().length).toBeGreaterThan(0)
    await close()
  })
})

/** Ends each worker without a word when it says how far a link has come, as a browser does that is short of memory. */
function endDuringLinks(): void {
  const { Worker } = globalThis
  class Mortal extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given)
      this.addEventListener('message', ({ data }) => data?.kind === 'progress' && this.terminate())
    }
  }
  Object.assign(globalThis, { Worker: Mortal })
}

describe('a linker that the browser ends during a link', () => {
  it('is missed, even if nobody has asked it anything before', async () => {
    const context = await openContext(browser)
    const page = await context.newPage()
    await page.addInitScript(endDuringLinks)
    await page.goto(inject('site'))
    await page.locator('.sample').first().waitFor()
    // The one that has said what it can do goes, so that the link is the first question to a new one.
    for (const worker of page.workers()) await worker.evaluate(() => self.close()).catch(() => {})
    await expect.poll(() => locksOf(page)).toBe(NO_LOCKS)
    await page.locator('.sample').first().click()
    await expectText(status(page)).toBe('The linker stopped: the linker stopped unexpectedly')
    await context.close()
  })
})

describe('a policy changed by hand', () => {
  it('in the inspector: the link runs again, says what is different, and goes back', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Data and zero-fill')
    await find(page, '.rodata')
    await expectText(policyOf(page)).toBe('Standard')
    await page.locator('.switch').getByText('NoAlloc').click()
    await lastChange(page).waitFor()
    await expectText(policyOf(page)).toBe('NoAlloc')
    await expectText(lastChange(page)).toContain('A warning on sum+0x8 → primes (S→N)')
    await expectText(status(page)).toContain('A warning on sum+0x8')
    await page.keyboard.press('d')
    await expectTexts(page.locator('.differences h3')).toEqual([
      'Verdicts 2',
      'Policies 1',
      'Figures 2',
      'Moved 2',
      'Bytes 3',
    ])
    await page.locator('.differences .to', { hasText: 'A note on table' }).click()
    await page.getByRole('tab', { name: 'Explain' }).click()
    await expectText(page.locator('.inspector')).toContain('A handle')
    await page.locator('.map-canvas').focus()
    await page.keyboard.press('Control+z')
    await page.locator('.last-change p', { hasText: 'No warning any more' }).waitFor()
    await find(page, '.rodata')
    await expectText(policyOf(page)).toBe('Standard')
    await page.keyboard.press('Control+Shift+z')
    await page.locator('.switch button[aria-pressed=true]', { hasText: 'NoAlloc' }).waitFor()
    await close()
  })

  it('with its protection', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Data and zero-fill')
    await find(page, '.rodata')
    await page.locator('.rights').getByLabel('write').click()
    await page.locator('.last-change p', { hasText: '.rodata is RW- now, not R--' }).waitFor()
    await page.getByText('As it was before').click()
    await page.locator('.last-change p', { hasText: '.rodata is R-- now, not RW-' }).waitFor()
    await close()
  })

  it('by keyboard: Alt and an arrow move the section one column', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    await find(page, '.data')
    await page.keyboard.press('Alt+ArrowLeft')
    await page.locator('.switch button[aria-pressed=true]', { hasText: 'Finalize' }).waitFor()
    await page.keyboard.press('Alt+ArrowLeft')
    await expectText(page.locator('.refusal')).toBe('There is no column on that side.')
    await page.keyboard.press('Alt+ArrowRight')
    await page.locator('.switch button[aria-pressed=true]', { hasText: 'Standard' }).waitFor()
    await page.keyboard.press('Alt+ArrowRight')
    await page.locator('.switch button[aria-pressed=true]', { hasText: 'NoAlloc' }).waitFor()
    await close()
  })

  it('by dragging its frame to another column; Escape lets go', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    const from = await placeOf(page, '.rodata')
    const box = (await page.locator('.map-canvas').boundingBox())!
    const right = { x: box.x + box.width * 0.85, y: from.y + 30 }
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(right.x, right.y, { steps: 5 })
    await expectText(page.locator('.drag-ghost')).toBe('.rodata becomes NoAlloc')
    await expectCount(page.locator('.drag-column.policy-N')).toBe(1)
    await settled(page)
    await page.keyboard.press('Escape')
    await expectCount(page.locator('.drag-ghost')).toBe(0)
    await page.mouse.up()
    await settled(page)
    await expectCount(page.locator('.last-change')).toBe(0)
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(right.x, right.y, { steps: 5 })
    await page.mouse.up()
    await page.locator('.last-change p', { hasText: '.rodata is NoAlloc' }).waitFor()
    await page.locator('.inspector h2', { hasText: '.rodata' }).waitFor()
    await expectText(policyOf(page)).toBe('NoAlloc')
    await close()
  })
})

describe('the what-if panel', () => {
  it('changes the rules: the link fails and the culprit is named', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Data and zero-fill')
    await page.keyboard.press('w')
    await page.getByLabel('Section name or pattern').fill('.rodata')
    await page.getByLabel('Policy for it').selectOption('NoAlloc')
    await page.locator('.add-rule button').first().click()
    await page.locator('.last-change p', { hasText: '.rodata is NoAlloc' }).waitFor()
    await page.getByRole('button', { name: 'first draft' }).click()
    await page.locator('.last-change p', { hasText: 'The link fails now' }).waitFor()
    await expectText(lastChange(page)).toContain('brought in by the policy rule for .rodata')
    await page.getByRole('button', { name: 'Remove the rule for .rodata' }).click()
    await page.locator('.last-change p', { hasText: 'The link works now.' }).waitFor()
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.getByText('Nothing is changed').waitFor()
    await close()
  })

  it('changes the base address; a bad one gets a sentence and loses nothing', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    await page.keyboard.press('w')
    const base = page.getByLabel('Base address', { exact: true })
    await rebase(page, '0x10000123')
    await expectText(page.locator('.wrong')).toContain('multiple of the page size')
    await expectValue(base).toBe('0x10000123')
    await rebase(page, 'nowhere')
    await expectText(page.locator('.wrong')).toContain('“nowhere” is not a number')
    await settled(page)
    await expectCount(page.locator('.last-change')).toBe(0)
    await rebase(page, '0x20000000')
    await page.locator('.last-change p', { hasText: 'from 0x1000' }).waitFor()
    await expectCount(page.locator('.wrong')).toBe(0)
    await expectCount(page.locator('.setting.differs')).toBe(1)
    await page.getByRole('button', { name: 'Base address: back to the default' }).click()
    await page.getByText('Nothing is changed').waitFor()
    await expectValue(base).toBe('0x10000000')
    await close()
  })

  it('moves memory until values no longer fit: how many, and by how much the first misses', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'One address, every width')
    await page.keyboard.press('w')
    await rebase(page, '0x100000000')
    await page.locator('.warnings', { hasText: 'The link failed: 2 values do not fit their fields' }).click()
    await expectText(page.locator('.inspector h2').first()).toBe('here+0x1 → cell')
    await expectText(page.locator('.inspector')).toContain('cell is out of reach by 1 byte')
    await page.keyboard.press('Home')
    await expectCount(page.locator('.warnings')).toBe(0)
    await close()
  })

  it('says which mistakes of LLVM 22 matter for the files', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Nothing but metadata')
    await expectText(page.locator('.sentence')).toContain('Nothing was allocated')
    await page.keyboard.press('w')
    await page.getByText('Which of its mistakes matter').click()
    await page.getByText('1 of them matters for these files').waitFor()
    await page.getByLabel('As LLVM 22 does it').check()
    await page.locator('.last-change p', { hasText: 'The link fails now' }).waitFor()
    await close()
  })

  it('switches plugins, names calls, abandons', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Debug information')
    await page.keyboard.press('w')
    await page.getByLabel('Ship metadata').check()
    await page.locator('.last-change p', { hasText: 'To transmit' }).waitFor()
    await page.getByLabel('Function to call').fill('nobody')
    await page.locator('.add-rule button').nth(1).click()
    await expectText(page.locator('.wrong')).toBe('These files do not define “nobody”.')
    await page.getByLabel('Phase at which the link is abandoned').selectOption('fixup')
    await page.locator('.last-change p', { hasText: 'The link fails now. The allocation was abandoned' }).waitFor()
    await close()
  })

  for (const dark of [false, true]) {
    it(`is for everyone, ${dark ? 'dark' : 'light'}: axe finds nothing, and nothing is cut off at the side`, async () => {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await openSample(page, 'A first look')
      await page.keyboard.press('w')
      await expectAccessible(page)
      await page.getByRole('button', { name: 'assertion build' }).click()
      await lastChange(page).waitFor()
      await rebase(page, 'x')
      await expectAccessible(page)
      const wide = await page.evaluate(() => {
        const panel = document.querySelector('.what-if')!
        return panel.scrollWidth - panel.clientWidth
      })
      expect(wide).toBe(0)
      await page.getByRole('tab', { name: 'Differences' }).click()
      await expectAccessible(page)
      await close()
    })
  }
})

describe('the divider of the side', () => {
  it('moves by key and by mouse, and is remembered', async () => {
    const { page, close } = await openPage(browser, { width: 1280, height: 720 })
    await openSample(page, 'A first look')
    const height = () => page.locator('.inspector').evaluate((element) => element.clientHeight)
    const before = await height()
    await page.getByRole('separator').focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expect.poll(height).toBeLessThan(before - 30)
    await settled(page)
    const after = await height()
    const bar = (await page.getByRole('separator').boundingBox())!
    await page.mouse.move(bar.x + 40, bar.y + 4)
    await page.mouse.down()
    await page.mouse.move(bar.x + 40, bar.y + 64, { steps: 3 })
    await page.mouse.up()
    await expect.poll(height).toBeGreaterThan(after + 40)
    await settled(page)
    const kept = await height()
    await expectFragment(page).toContain('sample=first-look')
    await page.reload()
    await page.locator('.timeline').waitFor()
    await settled(page)
    await expect.poll(async () => Math.abs((await height()) - kept)).toBeLessThan(3)
    await close()
  })
})
