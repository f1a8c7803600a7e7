/** The whole way of a newcomer, in a real browser on the built site. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addFiles, launch, openContext, openPage, openSample, sampleBytes, selectWorstEdge } from '../support/page'
import { drawn, expectAttribute, expectCount, expectText, expectTexts, expectValue, settled } from '../support/waiting'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

const sentence = (page: Page): Locator => page.locator('.sentence [aria-live]')
const counted = (page: Page): Locator => page.locator('.hints .count')

/** Numbers of painted colours: a blank canvas has one. */
async function coloursOnMap(page: Page): Promise<number> {
  await settled(page)
  return page.locator('.map-canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    const seen = new Set<number>()
    for (let i = 0; i < data.length; i += 4) seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!)
    return seen.size
  })
}

describe('the first screen', () => {
  it('is there before any script has run', async () => {
    const { page, close } = await openPage(browser, { javaScript: false })
    await expectText(page.locator('h1')).toBe('See how a linker thinks.')
    await expect.poll(() => page.locator('.drop').isVisible()).toBe(true)
    await close()
  })

  it('is painted as it will be while everything else is still on its way', async () => {
    const context = await openContext(browser)
    const page = await context.newPage()
    // Never answered: scripts, styles, fonts, samples.
    await page.route(/\/(assets|samples)\//, () => {})
    await page.goto(inject('site'), { waitUntil: 'commit' })
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
    const look = (selector: string, property: string) =>
      page.locator(selector).evaluate((found, name) => getComputedStyle(found).getPropertyValue(name), property)
    await expect.poll(() => look('h1', 'font-size')).toBe('34px')
    await expect.poll(() => look('.drop', 'border-top-style')).toBe('dashed')
    await expect.poll(() => look('.lesson-start .primary', 'border-top-left-radius')).toBe('12px')
    await context.close()
  })

  it('starts with its first sentence, and all of it is there without any script', async () => {
    const { page, close } = await openPage(browser, { javaScript: false })
    const behind = page.locator('.behind')
    await expect.poll(() => behind.evaluate((found) => getComputedStyle(found).display)).toBe('block')
    await expect.poll(() => behind.locator('.private').isVisible()).toBe(true)
    await close()
  })

  it('breaks no rule of its own policy', async () => {
    const context = await openContext(browser)
    const page = await context.newPage()
    await page.addInitScript(() => {
      const broken: string[] = []
      Object.assign(globalThis, { broken })
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => broken.push(violatedDirective))
    })
    await page.goto(inject('site'))
    await page.locator('.sample').first().waitFor()
    const broken = () => page.evaluate(() => (globalThis as unknown as { broken: string[] }).broken)
    await expect.poll(broken).toEqual([])
    // Asked for by the script inside the document, which only its hash allows.
    await expectCount(page.locator('link[rel=preload][href="./samples/manifest.json"]')).toBe(1)
    await context.close()
  })

  it('is dark at once where the system is', async () => {
    const { page, close } = await openPage(browser, { javaScript: false, dark: true })
    const paper = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
    await expect.poll(paper).toBe('rgb(23, 24, 27)')
    await close()
  })

  it.each([
    ['dark', 'light', 'rgb(23, 24, 27)'],
    ['light', 'dark', 'rgb(252, 251, 247)'],
  ] as const)('is %s at once where that was chosen or is asked for, on a %s system', async (chosen, system, paper) => {
    const context = await openContext(browser, { colorScheme: system })
    const page = await context.newPage()
    // Never answered: nothing but the document comes.
    await page.route(/\/(assets|samples)\//, () => {})
    const painted = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
    await page.goto(`${inject('site')}?theme=${chosen}`, { waitUntil: 'commit' })
    await expect.poll(painted).toBe(paper)
    await page.evaluate((theme) => localStorage.setItem('linkscape.theme', theme), chosen)
    await page.goto(`${inject('site')}?theme=neither`, { waitUntil: 'commit' })
    await expect.poll(painted).toBe(paper)
    await context.close()
  })

  it('says that nothing leaves the tab, and a policy holds it to that', async () => {
    const { page, close } = await openPage(browser)
    await expectText(page.locator('.private')).toContain('Nothing leaves this tab')
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    await page.locator('.sample').nth(5).waitFor()
    await close()
  })
})

describe('a sample', () => {
  it('is linked, drawn, counted and told', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await expect.poll(() => coloursOnMap(page)).toBeGreaterThan(50)
    await expectText(page.locator('.warnings')).toContain('1 pointer and 1 distance dangle after finalize')
    await expectCount(page.locator('.matrix td')).toBe(12)
    await expectTexts(page.locator('.phases li')).toHaveLength(14)
    await expectText(sentence(page)).toContain('The link is done.')
    await close()
  })

  it('can be stepped forwards and backwards, by event and by phase', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    const end = await counted(page).innerText()
    await page.keyboard.press('ArrowLeft')
    await expectText(counted(page)).not.toBe(end)
    const before = await sentence(page).innerText()
    await page.keyboard.press('ArrowLeft')
    await expectText(sentence(page)).not.toBe(before)
    await page.keyboard.press('ArrowRight')
    await expectText(sentence(page)).toBe(before)
    await page.keyboard.press('Home')
    await expectText(sentence(page)).toContain('Nothing has happened yet')
    await page.keyboard.press('Shift+ArrowRight')
    await expectText(page.locator('.phases .current')).toContain('build')
    await page.keyboard.press('End')
    await expectText(sentence(page)).toContain('deallocated')
    await page.keyboard.press('Shift+ArrowLeft')
    await expectText(counted(page)).toBe(end)
    await close()
  })

  it('does not know what the files need before they are built', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await expectText(page.locator('.outside')).toContain('printf')
    await page.keyboard.press('Home')
    await expectText(page.locator('.outside')).toContain('Not known yet')
    await close()
  })

  it('plays by itself and stops when asked', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    await page.locator('.play').click()
    await expectText(counted(page)).toMatch(/event ([2-9]|\d\d)/)
    await page.locator('.play').click()
    await expectAttribute(page.locator('.play'), 'aria-pressed').toBe('false')
    const stopped = await counted(page).innerText()
    // Time has to pass here, to show that nothing happens in it: two ticks of play at the usual speed.
    await page.waitForTimeout(600)
    await expectText(counted(page)).toBe(stopped)
    await close()
  })
})

describe('the figures of a link', () => {
  it('are as high before the fonts have come as behind them', async () => {
    const heights: number[] = []
    for (const fonts of [false, true]) {
      const context = await openContext(browser, { viewport: { width: 1280, height: 800 } })
      const page = await context.newPage()
      if (!fonts) await page.route(/\.woff2?$/, (route) => route.abort())
      await page.goto(inject('site'))
      await openSample(page, 'A first look')
      heights.push((await page.locator('.figures').boundingBox())!.height)
      await context.close()
    }
    expect(heights[0]).toBe(heights[1])
  })
})

describe('an edge', () => {
  it('is explained with the numbers of this link, and its bytes are holes before the fixup', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'A first look')
    await selectWorstEdge(page)
    const inspector = page.locator('.inspector')
    await expectText(inspector.locator('h2')).toBe('again → once_init')
    await expectText(inspector).toContain('S + A')
    await expectText(inspector).toContain('R_X86_64_64')
    await expectCount(inspector.locator('.before-after .hole')).toBe(8)
    await expectCount(inspector.locator('.before-after .written')).toBe(8)
    await page.keyboard.press('Home')
    for (let phase = 0; phase < 3; phase++) await page.keyboard.press('Shift+ArrowRight')
    await expectCount(inspector.locator('.before-after .written')).toBe(0)
    await close()
  })

  it('is found with the pointer on the map, and the outline follows', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    const box = (await page.locator('.map-canvas').boundingBox())!
    let tip = ''
    for (let y = 60; y < box.height && !tip.includes('0x'); y += 6) {
      await page.mouse.move(box.x + box.width * 0.45, box.y + y)
      await drawn(page)
      tip = (await page.locator('.tip').allInnerTexts()).join()
    }
    expect(tip).toMatch(/0x[0-9a-f]+ · \d+ bytes/)
    await page.mouse.down()
    await page.mouse.up()
    const name = tip.split(' · ')[0]
    await expectText(page.locator('.inspector h2')).toBe(name)
    await expectText(page.locator('.outline .line.selected .label')).toContain(name)
    await close()
  })
})

describe('an assumed address', () => {
  it('can be edited, and the link runs again', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'printf, a GOT entry and a stub')
    const address = page.getByLabel('Address of printf')
    await address.fill('0x20000000')
    await address.press('Enter')
    await page.locator('.out-chip', { hasText: 'printf' }).getByText('given').waitFor()
    await expectValue(address).toBe('0x20000000')
    await page.locator('.strict input').check()
    await page.locator('.inspector .problem').waitFor()
    await expectText(page.locator('.inspector')).toContain('A name that nobody defines')
    await expectText(page.locator('.phases .current')).toContain('abandon')
    await close()
  })
})

describe('a section’s policy', () => {
  it('can be changed, and the counters change with it', async () => {
    const { page, close } = await openPage(browser)
    await openSample(page, 'Calls and globals')
    await page.locator('#search').fill('counter')
    await page.locator('#search').press('Enter')
    const pair = page.locator('.matrix td', { hasText: 'S→F' })
    await expectText(pair).toContain('0')
    await page.locator('.switch').getByRole('button', { name: 'Finalize' }).click()
    await page.locator('.matrix td.bad', { hasText: 'S→F' }).waitFor()
    await expectText(page.locator('.inspector h2')).toBe('counter')
    await close()
  })
})

describe('files', () => {
  it('can be dropped anywhere', async () => {
    const { page, close } = await openPage(browser)
    await page.locator('.sample').first().waitFor()
    const bytes = [...sampleBytes('two-files/ping.o')]
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(content)], 'ping.o'))
      return data
    }, bytes)
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
    await page.locator('.timeline').waitFor()
    await expectTexts(page.locator('.chip')).toEqual([expect.stringContaining('ping.o')])
    await expectText(page.locator('.outside')).toContain('pong')
    await addFiles(page, [{ name: 'pong.o', bytes: sampleBytes('two-files/pong.o') }])
    await page.locator('.outside', { hasText: 'Everything that these files need' }).waitFor()
    await close()
  })

  it('that are no objects say so on their own card, and the rest goes on', async () => {
    const { page, close } = await openPage(browser)
    const whole = sampleBytes('calls-and-globals/calls.o')
    const executable = whole.slice()
    executable[16] = 2
    await addFiles(page, [
      { name: 'notes.txt', bytes: new TextEncoder().encode('just a text') },
      { name: 'program', bytes: executable },
      { name: 'cut.o', bytes: whole.slice(0, 700) },
      { name: 'calls.o', bytes: whole },
    ])
    await page.locator('.timeline').waitFor()
    await expectCount(page.locator('.chip.refused')).toBe(3)
    for (const part of [
      'A text file, not an object file',
      'An executable: it is already linked',
      'The file ends too early',
    ])
      await expectText(page.locator('.inspector')).toContain(part)
    await expectText(page.locator('.outline')).toContain('counter')
    await page.locator('.chip.refused').nth(2).locator('.chip-name').click()
    await expectText(page.locator('.inputs')).toContain('cut.o')
    await expectText(page.locator('.inputs')).toContain('The file ends too early')
    await close()
  })

  it('none of which can be linked still leave a page that says why', async () => {
    const { page, close } = await openPage(browser)
    await addFiles(page, [{ name: 'empty.o', bytes: new Uint8Array(0) }])
    await page.locator('.empty-map').waitFor()
    await expectText(page.locator('.inspector')).toContain('The file is empty')
    await page.getByRole('button', { name: 'Remove empty.o' }).click()
    await page.locator('.welcome').waitFor()
    await close()
  })
})
