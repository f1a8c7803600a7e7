/** An explanation to the byte, in a real browser on the built site: instructions, source lines, events, breakpoints. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBytes } from '../support/link-files'
import { writeObject } from '../support/object-writer'
import { addFiles, launch, openPage, openSample } from '../support/page'
import { expectAccessible, expectAttribute, expectCount, expectText, expectTexts } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

async function goTo(page: Page, name: string): Promise<void> {
  await page.locator('#search').fill(name)
  await page.locator('#search').press('Enter')
  await expectText(page.locator('.inspector h2').first()).toBe(name)
}

async function openEdge(page: Page, from: string, to: string): Promise<void> {
  await goTo(page, from)
  await page
    .locator('.inspector .edge-list .go', { hasText: `→ ${to}` })
    .first()
    .click()
  await page.locator('.inspector h2', { hasText: `→ ${to}` }).waitFor()
}

const expectFirst = (page: Page, selector: string) => expectText(page.locator(selector).first())

describe('the card of a call', () => {
  it('shows its instruction before and after, in both syntaxes, and fetches the disassembler only then', async () => {
    const { page, close } = await openPage(browser)
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(request.url()))
    await openSample(page, 'A first look')
    expect(fetched.filter((url) => url.includes('capstone'))).toEqual([])
    await openEdge(page, 'main', 'printf')
    await page.locator('.instruction.after').waitFor()
    await expectFirst(page, '.instruction.before').toBe('call ‹printf›')
    await expectFirst(page, '.instruction.after').toMatch(/^call 0x[0-9a-f]+$/)
    expect(fetched.filter((url) => url.includes('capstone')).length).toBeGreaterThan(0)
    await page.locator('.instructions .syntax').getByText('AT&T').click()
    await page.locator('.instruction.after', { hasText: 'callq' }).waitFor()
    await expectFirst(page, '.instruction.before').toBe('callq ‹printf›')
    await expectFirst(page, '.why-kind').toContain('R_X86_64_PLT32, type 4')
    await expectFirst(page, '.bias').toContain('The file’s addend is −4')
    await close()
  })

  it('lights the place of a letter, by keyboard too', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await openEdge(page, 'main', 'total')
    const letter = page.locator('button.letter', { hasText: 'P' })
    await letter.focus()
    await expectAttribute(letter, 'class').toContain('lit')
    await expectCount(page.locator('.before-after.light-p')).toBe(1)
    await expectText(page.locator('.formula .lit')).toBe('P')
    await page.locator('button.letter', { hasText: 'S' }).hover()
    await expectCount(page.locator('.before-after.light-s')).toBe(1)
    await close()
  })
})

/** A function that does nothing 40,000 times, calls once, and does nothing again. */
const FAR = 40_000

function longFunction(): Uint8Array {
  const bytes = new Array<number>(FAR + 64).fill(0x90)
  bytes.splice(FAR, 5, 0xe8, 0, 0, 0, 0)
  return writeObject({
    sections: [
      {
        name: '.text.long',
        flags: 'ax',
        bytes,
        relocations: [{ at: FAR + 1, type: 'PLT32', to: 'helper', addend: -4 }],
      },
      { name: '.text.helper', flags: 'ax', bytes: [0xc3] },
    ],
    symbols: [
      { name: 'long', in: '.text.long', size: bytes.length, type: 'func' },
      { name: 'helper', in: '.text.helper', size: 1, type: 'func' },
    ],
  })
}

describe('an instruction far down in a function', () => {
  it('is where its edge leads, in the middle of the list, and the list goes on from there', async () => {
    const { page, close } = await openPage(browser)
    await addFiles(page, [{ name: 'long.o', bytes: longFunction() }])
    await openEdge(page, 'long', 'helper')
    await page.locator('.ends .go').first().click()
    const lit = page.locator('.instruction-row.lit')
    await expectTexts(lit).toEqual([expect.stringMatching(`\\+${FAR.toString(16)}\\s+call`)])
    const list = page.locator('section.disassembly')
    const where = async () => {
      const [box, row] = await Promise.all([list.boundingBox(), lit.boundingBox()])
      return box && row && row.y >= box.y && row.y + row.height <= box.y + box.height
    }
    await expect.poll(where).toBe(true)
    await list.focus()
    await page.keyboard.press('ArrowDown')
    await expectTexts(lit).toEqual([expect.stringContaining('nop')])
    await expect.poll(where).toBe(true)
    await close()
  })
})

describe('source lines', () => {
  it('and instructions light each other, and their bytes', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await goTo(page, 'main')
    const line = page.locator('.source-lines button', { hasText: 'printf(msg);' })
    await line.click()
    await expectAttribute(line, 'aria-pressed').toBe('true')
    const lit = page.locator('.instruction-row.lit')
    await expectTexts(lit).toEqual(expect.arrayContaining([expect.stringContaining('call')]))
    await expectCount(page.locator('.dump .bytes .lit')).toBeGreaterThan(8)
    await page.locator('.instruction-row', { hasText: 'push' }).locator('button').first().click()
    await expectAttribute(line, 'aria-pressed').toBe('false')
    await expectText(page.locator('.source-lines .lit')).toContain('int main(void)')
    await expectTexts(page.locator('.dump .bytes .lit')).toEqual(['55'])
    await openEdge(page, 'main', 'total')
    await page.locator('.source-of-field').waitFor()
    await expectFirst(page, '.source-of-field').toContain('once.c:18')
    await expectFirst(page, '.source-of-field').toContain('return total + use_total(3);')
    await close()
  })
})

describe('a mangled name', () => {
  it('is shown as it was written, the raw one below it', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.sample').first().waitFor()
    await addFiles(page, [{ name: 'boxes.o', bytes: readBytes('tests/dwarf/objects/clang-cpp-5-fast.o') }])
    await page.locator('.timeline').waitFor()
    await page.locator('#search').fill('_Z5weighv')
    await page.locator('#search').press('Enter')
    await page.locator('.inspector h2', { hasText: 'weigh()' }).waitFor()
    await expectFirst(page, '.raw-name').toBe('_Z5weighv')
    await close()
  })
})

describe('events', () => {
  it('are listed with what they changed; a breakpoint stops play there', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    await page.keyboard.press('l')
    await page.locator('.event-list').waitFor()
    await expectText(page.locator('.event-row.current')).toContain('finalized')
    await page.locator('.event-list:focus').waitFor()
    await page.keyboard.press('ArrowUp')
    await page.locator('[aria-label="Kind of event"]').selectOption('fixupWritten')
    await page.locator('.event-row').first().click()
    await expectFirst(page, '.cell-changes').toContain('bytes')
    await page.getByLabel('Stop at').selectOption('phase prune')
    await page.locator('.breakpoint-editor').getByText('add').click()
    await page.getByLabel('Speed of play').selectOption('16')
    await page.locator('.event-list').focus()
    await page.keyboard.press('Home')
    await expectText(page.locator('.hints .count')).toMatch(/event 0/)
    await page.locator('.play').click()
    await page.locator('.breakpoints .hit').waitFor()
    await expectText(page.locator('.phases .current')).toContain('prune')
    await expectAttribute(page.locator('.play'), 'aria-pressed').toBe('false')
    await expectFirst(page, '.breakpoints .hit').toContain('stopped here')
    await close()
  })

  it('of one kind stand on one line together, and that line opens', async () => {
    const { page, close } = await openPage(browser)
    const names = Array.from({ length: 30 }, (_, i) => `f${i}`)
    const bytes = writeObject({
      sections: names.map((name) => ({ name: `.text.${name}`, flags: 'ax', bytes: [0xc3] })),
      symbols: names.map((name) => ({ name, in: `.text.${name}`, type: 'func' as const })),
    })
    await addFiles(page, [{ name: 'many.o', bytes }])
    await page.locator('.timeline').waitFor()
    await page.keyboard.press('l')
    const group = page.locator('.event-row.many').last()
    await group.waitFor()
    const tops = async () => {
      const boxes = await Promise.all(['.nth', '.says'].map((part) => group.locator(part).boundingBox()))
      return boxes.map((box) => box?.y)
    }
    await expect.poll(async () => new Set(await tops()).size).toBe(1)
    await group.click()
    await expectCount(page.locator('.event-row.inside')).toBeGreaterThan(0)
    await close()
  })
})

for (const dark of [false, true]) {
  describe(dark ? 'axe, dark' : 'axe, light', () => {
    it('finds nothing on a card, on code with its source, and on the list of events', async () => {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await openSample(page, 'A first look')
      await openEdge(page, 'main', 'total')
      await page.locator('.instruction.after').waitFor()
      await expectAccessible(page)
      await goTo(page, 'main')
      await page.locator('.source-lines .lit, .source-lines button').first().waitFor()
      await page.locator('.source-lines button:not(:disabled)').first().click()
      await expectAccessible(page)
      await page.keyboard.press('l')
      await page.locator('.event-row').first().waitFor()
      await expectAccessible(page)
      await close()
    })
  })
}
