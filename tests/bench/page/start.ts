/**
 * P1, P2 and P3: how soon there is something to see, how soon the linker is ready, and how much script that takes. Each
 * time in a browser context of its own, with an empty page beside it.
 */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import type { PageFigures } from './goals'
import { ms, print, quantile, title } from './print'
import type { Bench } from './site'
import { SITE } from './site'

const ROUNDS = 9
const READY = '.sample'

interface Start {
  /** Milliseconds from navigation. */
  readonly painted: number
  readonly ready: number
}

/** Notes when the linker has told what it can do: the samples appear then. */
function watchForReady(ready: string): void {
  new MutationObserver((_, observer) => {
    if (!document.querySelector(ready)) return
    Object.assign(globalThis, { readyAt: performance.now() })
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
}

async function start(browser: Browser, url: string, slower: number, ready?: string): Promise<Start> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  if (slower > 1) {
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  }
  if (ready) await page.addInitScript(watchForReady, ready)
  await page.goto(url)
  const paint = () => performance.getEntriesByName('first-contentful-paint').length > 0
  await page.waitForFunction(paint)
  if (ready) await page.waitForFunction(() => 'readyAt' in globalThis)
  const found = await page.evaluate(() => ({
    painted: performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
    ready: (globalThis as { readyAt?: number }).readyAt ?? 0,
  }))
  await context.close()
  return found
}

async function compare({ browser, site, empty }: Bench, slower: number): Promise<{ page: Start[]; empty: Start[] }> {
  const found: { page: Start[]; empty: Start[] } = { page: [], empty: [] }
  for (let round = 0; round < ROUNDS; round++) {
    found.empty.push(await start(browser, empty, slower))
    found.page.push(await start(browser, site, slower, READY))
  }
  return found
}

const median = (starts: readonly Start[], of: 'painted' | 'ready'): number =>
  quantile(
    starts.map((one) => one[of]),
    0.5,
  )

export async function measureStart(bench: Bench, figures: PageFigures): Promise<void> {
  title('Start, median of new browser contexts')
  for (const slower of [1, 4]) {
    const found = await compare(bench, slower)
    const [painted, empty, ready] = [
      median(found.page, 'painted'),
      median(found.empty, 'painted'),
      median(found.page, 'ready'),
    ]
    print(`  x${slower}: first paint ${ms(painted)}, of an empty page ${ms(empty)}, linker ready ${ms(ready)}`)
    figures.set(`P1 x${slower}`, painted / empty)
    if (slower > 1) continue
    figures.set('P2', ready / empty)
    figures.set('P3', await weigh(bench))
  }
}

/**
 * Kilobytes, as they travel, of the scripts that the page fetches before the linker is ready. The linker is a script of its
 * own.
 */
async function weigh({ browser, site }: Bench): Promise<number> {
  const page = await browser.newPage()
  await page.addInitScript(watchForReady, READY)
  await page.goto(site)
  await page.waitForFunction(() => 'readyAt' in globalThis)
  // The desk is fetched behind that.
  const fetched = await page.evaluate(() => {
    const { readyAt } = globalThis as unknown as { readyAt: number }
    const isBefore = ({ startTime }: PerformanceEntry): boolean => startTime < readyAt
    return performance
      .getEntriesByType('resource')
      .filter(isBefore)
      .map(({ name }) => name)
  })
  await page.close()
  const scripts = [...new Set(fetched)].filter((url) => url.endsWith('.js')).map((url) => basename(url))
  const isLinker = (name: string): boolean => name.startsWith('thread-')
  const size = (name: string): number => gzipSync(readFileSync(join(SITE, 'assets', name))).length / 1000
  const sum = (names: readonly string[]): number => names.reduce((total, name) => total + size(name), 0)
  print(`  the linker's own script: ${sum(scripts.filter(isLinker)).toFixed(1)} kB`)
  return sum(scripts.filter((name) => !isLinker(name)))
}
