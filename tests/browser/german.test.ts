/** A German class sees a German page: every part of the desk speaks German, and nowhere does the id of a message show. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launch, openContext, openPage, openSample, ROOT } from '../support/page'
import { expectAttribute, expectText, settled } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

const MESSAGES = join(ROOT, 'src/messages')

/** The ids of all messages, also of those of which only German has one. */
const IDS = new Set(
  readdirSync(MESSAGES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => Object.keys(JSON.parse(readFileSync(join(MESSAGES, name), 'utf8')) as object)),
)

/** Ids of messages in what can be read on the page, or is read to somebody. */
const idsShown = (page: Page): Promise<string[]> =>
  page
    .evaluate(() => {
      const texts = [document.body.innerText]
      for (const element of document.querySelectorAll('[title], [aria-label], [placeholder]'))
        for (const name of ['title', 'aria-label', 'placeholder']) texts.push(element.getAttribute(name) ?? '')
      return texts.join('\n')
    })
    .then((text) => (text.match(/[a-z][\w-]*(?:\.[\w-]+)+/g) ?? []).filter((word) => IDS.has(word)))

const expectNoIds = (page: Page) => expect.poll(() => idsShown(page)).toEqual([])

describe('the first screen', () => {
  it('is German before any script of the page has come, where the browser asks for it', async () => {
    const context = await openContext(browser, { locale: 'de-AT' })
    const page = await context.newPage()
    // Never answered: scripts, styles, fonts, samples.
    await page.route(/\/(assets|samples)\//, () => {})
    await page.goto(inject('site'), { waitUntil: 'commit' })
    await expectText(page.locator('.welcome h1')).toBe('Sehen, wie ein Linker denkt.')
    await expectText(page.locator('.private')).toContain('Nichts verlässt diesen Tab')
    await expectAttribute(page.locator('html'), 'lang').toBe('de')
    await context.close()
  })

  it('never says anything else in between, and keeps to what was chosen', async () => {
    const context = await openContext(browser, { locale: 'de' })
    const page = await context.newPage()
    await page.addInitScript(() => {
      const said = new Set<string>()
      Object.assign(globalThis, { said })
      const note = (): void => {
        const text = document.querySelector('.welcome h1')?.textContent
        if (text && document.querySelector('.private')) said.add(text)
        requestAnimationFrame(note)
      }
      requestAnimationFrame(note)
    })
    const said = () => page.evaluate(() => [...(globalThis as unknown as { said: Set<string> }).said])
    await page.goto(inject('site'))
    await page.locator('.sample').first().waitFor()
    await expect.poll(said).toEqual(['Sehen, wie ein Linker denkt.'])
    await page.locator('.corner .language').selectOption('en')
    await expectText(page.locator('.welcome h1')).toBe('See how a linker thinks.')
    await page.reload()
    await page.locator('.sample').first().waitFor()
    await expect.poll(said).toEqual(['See how a linker thinks.'])
    await context.close()
  })
})

describe('the page in German', () => {
  it('is German in the header, the timeline, the outline, What if, the differences, the keys and the palette', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.corner .language').selectOption('de')
    await expectText(page.locator('.welcome h1')).toBe('Sehen, wie ein Linker denkt.')
    await openSample(page, 'Ein erster Blick')
    await expectText(page.locator('.what-if-button')).toContain('Was wäre, wenn')
    await expectText(page.locator('.phases li').first()).toContain('lesen')
    await expectText(page.locator('.sentence')).toContain('Der Link ist fertig.')
    await expectText(page.locator('.life-strip')).toContain('finalisiert')
    await expectText(page.locator('.figures')).toContain('zu übertragen')
    await expectText(page.locator('.stages')).toContain('Zwei Läufe')
    await expectText(page.locator('.outline')).toContain('Abschnitte')
    await expectNoIds(page)
    await page.keyboard.press('ArrowLeft')
    await expectText(page.locator('.first-change')).toContain('Allokation')
    await page.keyboard.press('w')
    await expectText(page.locator('.what-if h2')).toContain('Einstellung geändert, vom Beispiel')
    await expectNoIds(page)
    await page.locator('.what-if').getByRole('button', { name: 'entfernt', exact: true }).click()
    await page.locator('.last-change').waitFor()
    await settled(page)
    await page.getByRole('tab', { name: 'Unterschiede' }).click()
    await expectText(page.locator('.differences h2')).toBe('Danach: Metadaten: entfernt')
    await expectNoIds(page)
    await page.locator('.header .language').selectOption('en')
    await expectText(page.locator('.differences h2')).toBe('After: metadata stripped')
    await expectText(page.locator('.differences h3').first()).toContain('Verdicts')
    await page.locator('.header .language').selectOption('de')
    await expectText(page.locator('.differences h2')).toBe('Danach: Metadaten: entfernt')
    await expectText(page.locator('.differences h3').first()).toContain('Urteile')
    await page.keyboard.press('l')
    await expectText(page.locator('.beside-events')).toContain('Das Abspielen hält an bei')
    await expectNoIds(page)
    await page.keyboard.press('?')
    await expectText(page.locator('dialog.keys')).toContain('nächste Phase, die etwas geändert hat')
    await expectNoIds(page)
    await page.keyboard.press('Escape')
    await page.locator('dialog.keys').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Shift+P')
    await page.locator('.palette input:focus').waitFor()
    await page.keyboard.type('zur phase prune')
    await expectText(page.locator('.palette [aria-selected=true]')).toContain('zur Phase')
    await expectNoIds(page)
    await close()
  })

  it('comes back to English at once, whatever is open', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.corner .language').selectOption('de')
    await openSample(page, 'Zwei Dateien, die einander brauchen')
    await page.getByRole('tab', { name: 'Dateien' }).click()
    await expectText(page.locator('.inputs h2')).toContain('in der Reihenfolge des Links')
    await page.locator('.header .language').selectOption('en')
    await expectText(page.locator('.inputs h2')).toContain('in the order of the link')
    await expectText(page.locator('.phases li').first()).toContain('read')
    await expectNoIds(page)
    await close()
  })
})
