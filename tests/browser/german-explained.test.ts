/** What a German class reads beside the map: an edge explained, crossings, memory, the matrix, names outside. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openPage, openSample } from '../support/page'
import { expectAttribute, expectCount, expectText } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

/** A message that is missing is shown by its id. */
const ID = /\b(?:inspector|crossings|memory|matrix|outside|map|disassembly|reach|verdicts|edges|fields)\.[a-z][\w.-]+/g

const expectNoIds = (page: Page) =>
  expect.poll(async () => (await page.locator('body').innerText()).match(ID) ?? []).toEqual([])

describe('in German', () => {
  it('an edge is explained, and so are crossings, memory, the matrix and names outside', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.corner .language').selectOption('de')
    await openSample(page, 'A first look')
    await expectText(page.locator('.inspector')).toContain('So liest man die Karte')
    await expectText(page.locator('.outside')).toContain('angenommen')
    await expectAttribute(page.locator('.map-canvas'), 'aria-label').toContain('Karte des Links')

    await page.locator('.warnings').click()
    await expectText(page.locator('.drawer h2')).toContain('2 Kanten von Standard nach Finalize')
    await expectText(page.locator('.drawer .verdict-line').first()).toContain('Zeigt nach Finalize ins Leere')
    await page.locator('.drawer .edge-line').first().click()
    const inspector = page.locator('.inspector')
    await expectText(inspector).toContain('Die ganze Adresse des Ziels.')
    await expectText(inspector).toContain('wo once_init ist')
    await expectText(inspector).toContain('Die Seiten von once_init gingen bei Ereignis')
    await expectText(inspector).toContain('Acht Bytes Daten enthalten eine Adresse')
    await expectText(inspector).toContain('Warum lebt once_init?')
    await expectNoIds(page)
    await page.locator('.drawer').getByRole('button', { name: 'Liste schließen' }).click()
    await expectCount(page.locator('.drawer')).toBe(0)

    const stage = page.locator('.stages')
    await stage.getByRole('button', { name: 'Speicher' }).click()
    await expectText(page.locator('.memory-says')).toContain('In Betrieb: Die Bytes sind im Executor')
    await expectText(page.locator('.segments')).toContain('nach Finalize zurück')
    await expectText(page.locator('.life-chart')).toContain('stirbt mit dem Link-Graphen')
    await expectText(page.locator('.actions')).toContain('Call-Frame-Einträge von .eh_frame anmelden')
    await expectNoIds(page)

    await stage.getByRole('button', { name: 'Matrix' }).click()
    await expectText(page.locator('.who')).toContain('55 Kanten, von Zeile zu Spalte')
    await expectNoIds(page)
    await close()
  })
})
