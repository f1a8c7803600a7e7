/** Files that cannot be linked, searches and links that cannot be understood: a German page says so in German. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { englishPieces } from '../support/english-pieces'
import { HOSTILE_COFF } from '../support/hostile-coff'
import { HOSTILE_MACHO } from '../support/hostile-macho'
import { HOSTILE } from '../support/hostile-rows'
import { addFiles, launch, openPage, openSample } from '../support/page'
import { expectText } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

const PIECES = englishPieces('de')
/** A message that is missing is shown by its id. */
const ID = /\b(?:phrases|diagnostics|remedies|problems|search|links|refusals)\.[a-z][\w.-]+/g

const expectNoEnglish = (page: Page) =>
  expect
    .poll(async () => {
      const text = await page.locator('body').innerText()
      return [...PIECES.filter((piece) => text.includes(piece)), ...(text.match(ID) ?? [])]
    })
    .toEqual([])

/** Every so many of the damaged files. */
const some = <T>(rows: readonly T[], nth: number): T[] => rows.filter((_, i) => i % nth === 0)

describe('on a German page', () => {
  it('each damaged file says in German what is wrong with it', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.corner .language').selectOption('de')
    const rows = [...some(HOSTILE, 10), ...some(HOSTILE_COFF, 10), ...some(HOSTILE_MACHO, 10)]
    await addFiles(
      page,
      rows.map(([, , bytes], i) => ({ name: `damaged-${i}.o`, bytes })),
    )
    await expectText(page.locator('body')).toContain('Die Datei ist leer')
    await expectNoEnglish(page)
    await page.getByRole('tab', { name: 'Dateien' }).click()
    await expectText(page.locator('.inputs')).toContain('Gefunden: 0 Bytes; erwartet: ein ELF-Objekt')
    await expectNoEnglish(page)
    await close()
  })

  it('a search that is not understood is answered in German, whatever the library says', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.corner .language').selectOption('de')
    await openSample(page, 'Ein erster Blick')
    await page.locator('#search').fill('re:( size>many')
    await expectText(page.locator('.query-problem').first()).toBe(
      'Der reguläre Ausdruck ( ist nicht brauchbar: Eine schließende ) fehlt.',
    )
    await expectText(page.locator('.query-problem').last()).toContain('So wird gefragt: size>1k (')
    await expectNoEnglish(page)
    await close()
  })

  it('what a link and a command could not do is said again in the language that is chosen later', async () => {
    const { page, close } = await openPage(browser, {
      at: '#v=4&sample=two-files&sel=block:ping.o:.text:gone&stage=moon',
    })
    const [note, refusal] = [page.locator('.link-note'), page.locator('.refusal')]
    await page.locator('.timeline').waitFor()
    await expectText(note).toContain('In this link, the stage cannot be used: “moon” is not map')
    await expectText(note).toContain('There is no block gone of .text in ping.o in this link.')
    await page.keyboard.press(']')
    await expectText(refusal).toBe('No edge leads on from here.')
    await page.locator('.header .language').selectOption('de')
    await expectText(note).toContain('ein Teil nicht brauchbar, die Bühne: „moon“ ist keines von map')
    await expectText(note).toContain('In diesem Link gibt es nicht: ein Block gone in .text in ping.o.')
    await expectText(refusal).toBe('Von hier führt keine Kante weiter.')
    await close()
  })
})
