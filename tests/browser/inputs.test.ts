/** The input tray: what every file is and what became of it, members with reasons, order, names that are missing or double. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RIVAL_PAIRS } from '../support/comdat-pairs'
import { IMPORT_LIBRARY, IMPORT_USER } from '../support/import-library'
import { readBytes } from '../support/link-files'
import { writeObject } from '../support/object-writer'
import type { ObjectSpec } from '../support/object-writer'
import { launch, openPage } from '../support/page'
import { writeUniversal } from '../support/universal-writer'
import { expectAccessible, expectText, expectTexts, settled } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

interface File {
  readonly name: string
  readonly bytes: Uint8Array
}

const corpus = (name: string): File => ({ name, bytes: readBytes(`tests/corpus/archives/${name}`) })
const written = (name: string, object: ObjectSpec): File => ({ name, bytes: writeObject(object) })

/** Drops files, waits for the link and opens the tray. */
async function drop(page: Page, files: readonly File[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
    )
  await page.locator('.timeline').waitFor()
  await settled(page)
  await page.getByRole('tab', { name: 'Inputs' }).click()
}

const expectNames = (page: Page) => expectTexts(page.locator('.input-name'))

const definition: ObjectSpec = {
  sections: [{ name: '.data', flags: 'aw', bytes: [1] }],
  symbols: [{ name: 'level', in: '.data', size: 1 }],
}

describe('the input tray', () => {
  it.each([false, true])('tells what each file is, and why members were taken (dark: %s)', async (dark) => {
    const { page, close } = await openPage(browser, { dark, width: 1280, height: 720 })
    const notes = { name: 'notes.txt', bytes: new TextEncoder().encode('hello\n') }
    await drop(page, [corpus('main.o'), corpus('gnu.a'), notes])
    const cards = page.locator('.input-card')
    await expectText(cards.nth(0)).toContain('ELF x86-64')
    await expectText(cards.nth(1)).toContain('2 of 3 members linked')
    await expectText(cards.nth(2)).toContain('A text file, not an object file')
    await cards.nth(1).locator('summary').click()
    const members = cards.nth(1).locator('.member')
    await expectText(members.nth(0)).toContain('defines first, which main.o needs')
    await expectText(members.nth(2)).toContain('nobody needs it')
    await cards.nth(1).getByRole('button', { name: 'event' }).first().click()
    await expectText(page.locator('.timeline')).toContain('Took gnu.a[1](first.o) out of its archive')
    await expectAccessible(page)
    await close()
  })

  it('lets people choose the slice of a universal file, by keyboard too, and keeps the choice in a link', async () => {
    const { page, close } = await openPage(browser, { width: 1280, height: 720 })
    const both = writeUniversal([
      { cpuType: 0x01000007, cpuSubtype: 3, bytes: readBytes('tests/corpus/macho-x86-64/strings.o') },
      { cpuType: 0x0100000c, bytes: readBytes('tests/corpus/macho-arm64/frames.o') },
    ])
    await drop(page, [{ name: 'both.o', bytes: both }])
    const says = expectText(page.locator('.input-says'))
    await says.toContain('Mach-O x86-64 of a universal file (x86-64, arm64)')
    const choice = page.getByLabel('Slice of both.o')
    await choice.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await says.toContain('Mach-O arm64 of a universal file (x86-64, arm64)')
    await expectAccessible(page)
    await page.reload()
    await page.locator('.timeline').waitFor()
    await settled(page)
    await page.getByRole('tab', { name: 'Inputs' }).click()
    await says.toContain('Mach-O arm64 of a universal file (x86-64, arm64)')
    await expect.poll(() => page.getByLabel('Slice of both.o').inputValue()).toBe('arm64')
    await close()
  })

  it('links all members when that is wanted', async () => {
    const { page, close } = await openPage(browser)
    await drop(page, [corpus('main.o'), corpus('gnu.a')])
    await page.getByLabel('link every member, needed or not').check()
    await page.getByText('3 of 3 members linked').waitFor()
    await close()
  })

  it('explains an import library, its members and orders to the linker', async () => {
    const { page, close } = await openPage(browser)
    const library = { name: 'kernel32.lib', bytes: IMPORT_LIBRARY }
    await drop(page, [{ name: 'user.obj', bytes: IMPORT_USER }, library])
    const cards = page.locator('.input-card')
    await expectText(cards.nth(0)).toContain('Orders to the linker. Honoured: /include:main')
    await expectText(cards.nth(1)).toContain('An import library. 1 member of it only names what KERNEL32.dll has')
    await cards.nth(1).locator('summary').click()
    await expectText(cards.nth(1).locator('.member').first()).toContain('Only names Sleep, a function of KERNEL32.dll')
    await expectAccessible(page)
    await close()
  })

  it('changes the order of the link, by keyboard as well, and takes it back', async () => {
    const { page, close } = await openPage(browser)
    const other = { ...definition, symbols: [{ name: 'other', in: '.data' }] }
    await drop(page, [written('a.o', definition), written('b.o', other)])
    await expectNames(page).toEqual(['a.o', 'b.o'])
    await page.getByRole('button', { name: 'Link b.o earlier' }).focus()
    await page.keyboard.press('Enter')
    await expectNames(page).toEqual(['b.o', 'a.o'])
    // What is first in the link is first in the outline, for it has its number.
    await expectText(page.locator('[role=treeitem]').first()).toContain('b.o')
    await page.getByRole('button', { name: 'as they came' }).click()
    await expectNames(page).toEqual(['a.o', 'b.o'])
    await close()
  })

  it('says who quarrels about a name, and what ends it', async () => {
    const { page, close } = await openPage(browser)
    await drop(page, [written('a.o', definition), written('b.o', definition)])
    const quarrel = page.locator('.inputs .problem')
    await expectText(quarrel).toContain('level is defined in a.o (.data, 1 byte) and again in b.o (.data, 1 byte)')
    await quarrel.getByRole('button', { name: 'weak in a.o' }).click()
    await quarrel.waitFor({ state: 'detached' })
    await expectText(page.locator('.phases')).toContain('live')
    await close()
  })

  it('says who has a COMDAT definition and who an ordinary one; once one is weak, its card says why the other counts', async () => {
    const { page, close } = await openPage(browser)
    await drop(page, RIVAL_PAIRS.find(({ id }) => id === 'any, then ordinary')!.inputs)
    const quarrel = page.locator('.inputs .problem')
    await expectText(quarrel).toContain('first.obj: COMDAT, “any”, .text, 2 bytes: b8 c3')
    await expectText(quarrel).toContain('second.obj: ordinary, .text, 2 bytes: b8 c3')
    await quarrel.getByRole('button', { name: 'weak in second.obj' }).click()
    await quarrel.waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: 'Explain' }).click()
    await page.locator('#search').fill('inline')
    await page.locator('#search').press('Enter')
    await expectText(page.locator('body')).toContain(
      'first.obj has a COMDAT definition of inline, which goes before a weak definition in second.obj.',
    )
    await close()
  })

  it('says who misses a name, and what would help', async () => {
    const { page, close } = await openPage(browser)
    const asker: ObjectSpec = {
      sections: [{ name: '.data', flags: 'aw', size: 8, relocations: [{ at: 0, type: '64', to: 'levle' }] }],
      symbols: [{ name: 'asker', in: '.data' }],
    }
    await drop(page, [written('asker.o', asker), written('b.o', definition)])
    const missing = page.locator('.missing li')
    await expectText(missing).toContain('asked for by asker.o')
    await expectText(missing).toContain('b.o defines level, which is spelled almost like it')
    await missing.getByRole('button', { name: 'show it' }).click()
    await expectText(page.locator('.tab[aria-selected=true], [role=tab][aria-selected=true]')).toContain('Inputs')
    await close()
  })
})
