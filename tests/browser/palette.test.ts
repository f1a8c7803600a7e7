/** The command palette by keyboard alone, and the exports and commands behind “Share”. */
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage, openSample } from '../support/page'
import { expectAccessible, expectFocus, expectText, settled } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe('the palette', () => {
  it('runs commands by their words: a stage, a phase, another dialog, a sample', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    const command = async (words: string): Promise<void> => {
      await settled(page)
      await page.keyboard.press('Control+Shift+P')
      await page.locator('.palette input:focus').waitFor()
      await page.keyboard.type(words)
      await page.keyboard.press('Enter')
    }
    await command('stage memory')
    await page.locator('.memory').waitFor()
    await command('phase prune')
    await page.locator('.phases .current', { hasText: 'prune' }).waitFor()
    await command('open sample two files')
    await page.locator('.chip', { hasText: 'pong.o' }).waitFor()
    await settled(page)
    await page.keyboard.press('/')
    await expectFocus(page).toBe('search')
    await page.keyboard.type('>')
    await page.locator('.palette input:focus').waitFor()
    await page.keyboard.type('share')
    await page.keyboard.press('Enter')
    await page.locator('dialog.share').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('dialog.share').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Shift+P')
    await page.locator('.palette input').waitFor()
    await page.keyboard.type('save Graphviz')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await download).suggestedFilename()).toBe('link.dot')
    await close()
  })

  it('is without a finding of axe in either theme', async () => {
    for (const dark of [false, true]) {
      const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
      await openSample(page, 'Calls and globals')
      await page.keyboard.press('Control+Shift+P')
      await page.locator('.palette [role=option]').nth(20).waitFor()
      await expectAccessible(page)
      await close()
    }
  })
})

describe('what can be taken along', () => {
  it('is the picture, the tables, the graph, and the commands', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await page.getByRole('button', { name: 'Share' }).click()
    const saved = async (name: string): Promise<Buffer> => {
      const waiting = page.waitForEvent('download')
      await page.locator('.share').getByRole('button', { name, exact: true }).click()
      return readFileSync(await (await waiting).path())
    }
    await page.locator('.share-says li').first().waitFor()
    const svg = (await saved('SVG')).toString()
    for (const part of [
      '<title>A first look</title>',
      '>once_init</text>',
      'Finalize memory',
      '#v=4&amp;sample=first-look',
    ])
      expect(svg).toContain(part)
    const [width, height] = await page.evaluate(async (text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
      if (parsed.querySelector('parsererror')) throw new Error('no SVG')
      return [parsed.documentElement.getAttribute('width'), parsed.documentElement.getAttribute('height')]
    }, svg)
    const png = await saved('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)])
    expect((await saved('Markdown')).toString()).toContain(
      '| once.o | .once.text | Finalize | R-X | 0x10005000 | 30 | 1 |',
    )
    expect((await saved('Text')).toString()).toMatch(/^Link graph "once.o" post-fixup:/)
    const graphs = (await saved('JSON'))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).file)
    expect(graphs).toEqual(['once.o', 'meta.o'])
    expect((await saved('DOT')).toString()).toMatch(/^digraph link \{[\s\S]+\}\n$/)
    expect((await saved('Save')).toString()).toContain('llvm-jitlink -noexec -slab-allocate=1Gb')
    await expectText(page.locator('.share pre')).toContain('llvm-jitlink -noexec -slab-allocate=1Gb')
    await expectAccessible(page)
    await close()
  })
})
