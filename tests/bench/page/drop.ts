/** P4, steps, jumps and M2: merged libraries from the drop to their overview, and time travel in them. */
import { readFileSync, statSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import type { PageFigures } from './goals'
import { ms, print, quantile, title } from './print'
import type { Bench } from './site'

const ROUNDS = 3
const SEEKS = 60
/** Somebody looks at the page before dropping a file on it; the linker warms up meanwhile. */
const LOOK = 2000
/** The worker fetches the other picture behind the first one; what is measured afterwards must not wait for that. */
const REST = 4000

interface Marks {
  dropped: number
  painted: number
}

export async function openDesk(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page.locator('.sample').first().waitFor()
  return page
}

/** Milliseconds from dropping a file to the frame that shows all of its overview. */
export async function dropFile(page: Page, path: string): Promise<number> {
  await page.evaluate(() => {
    const marks = globalThis as unknown as Marks
    const picker = document.querySelector('input[type=file]')!
    picker.addEventListener('change', () => (marks.dropped = performance.now()), { capture: true })
    const look = (): void => {
      const canvas = document.querySelector<HTMLCanvasElement>('.map-canvas')
      const note = (): number => (marks.painted = performance.now())
      // Right behind the frame, before what waits for it.
      if (canvas?.ariaBusy === 'false') void scheduler.postTask(note, { priority: 'user-blocking' })
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.locator('input[type=file]').first().setInputFiles(path)
  await page.waitForFunction(() => 'painted' in globalThis, undefined, { timeout: 120_000 })
  return page.evaluate(() => {
    const { painted, dropped } = globalThis as unknown as Marks
    return painted - dropped
  })
}

export async function measureDrop(
  bench: Bench,
  figures: PageFigures,
  input: { readonly id: string; readonly path: string },
): Promise<void> {
  const { id, path } = input
  const { size } = statSync(path)
  title(`${id}, ${Math.round(size / 1e6)} MB`)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const browser = await bench.launch()
    const page = await openDesk(browser, bench.site)
    await page.waitForTimeout(LOOK)
    const before = await residentOf(browser)
    times.push(await dropFile(page, path))
    if (round + 1 === ROUNDS) {
      await page.waitForTimeout(REST)
      const peak = peakSince(before)
      if (peak !== undefined) print(`  memory at its peak ${sizes(peak, size)} beyond that of an empty desk`)
      if (peak !== undefined && id === 'all') figures.set('M2', peak / size)
      await measureSeeks(page, figures, id)
    }
    await browser.close()
  }
  print(`  from drop to overview ${times.map(ms).join(', ')}`)
  figures.set(`P4 ${id}`, quantile(times, 0.5))
}

/** Goes to events all over the link, and one on from each. A seek ends with the frame in which the map shows its moment. */
async function measureSeeks(page: Page, figures: PageFigures, id: string): Promise<void> {
  const found = await page.evaluate(async (count) => {
    const scrubber = document.querySelector<HTMLInputElement>('.scrubber')!
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)
    // Right behind the frame that was just made, before what waits for it.
    const end = (): Promise<unknown> => scheduler.postTask(() => {}, { priority: 'user-blocking' })
    const go = async (position: number): Promise<number> => {
      const start = performance.now()
      set.call(scrubber, String(position))
      scrubber.dispatchEvent(new Event('input', { bubbles: true }))
      do await frame()
      while (document.querySelector('.map-canvas')!.ariaBusy === 'true')
      await end()
      const took = performance.now() - start
      // Panels follow; the next seek must not pay for them.
      for (let i = 0; i < 3; i++) await frame()
      return took
    }
    const all = Number(scrubber.max)
    const times: { steps: number[]; jumps: number[] } = { steps: [], jumps: [] }
    let state = 7
    for (let i = 0; i < count; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      times.jumps.push(await go(Math.floor((state / 2 ** 32) * all)))
      times.steps.push(await go(Number(scrubber.value) + 1))
    }
    return times
  }, SEEKS)
  for (const [name, times] of Object.entries(found)) {
    const at = (part: number): string => ms(quantile(times, part))
    print(`  ${name}: p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${ms(Math.max(...times))}`)
    figures.set(`${name} ${id}`, quantile(times, 0.95))
  }
}

/** The processes of pages with the bytes that they hold; none where the system does not say. */
type Resident = ReadonlyMap<number, number>

/** `324 MB (9.8 times the object)` */
const sizes = (bytes: number, object: number): string =>
  `${Math.round(bytes / 1e6)} MB (${(bytes / object).toFixed(1)} times the object)`

async function residentOf(browser: Browser): Promise<Resident> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  return new Map(
    renderers.flatMap((pid) => {
      const held = memoryOf(pid, 'VmRSS')
      return held === undefined ? [] : [[pid, held] as const]
    }),
  )
}

/** The largest growth of one process from then to its peak, in bytes. */
function peakSince(before: Resident): number | undefined {
  const growths = [...before].flatMap(([pid, held]) => {
    const peak = memoryOf(pid, 'VmHWM')
    return peak === undefined ? [] : [peak - held]
  })
  return growths.length === 0 ? undefined : Math.max(...growths)
}

function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number | undefined {
  try {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}
