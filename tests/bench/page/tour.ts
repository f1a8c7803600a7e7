/** A tour of the page with a large link on it: which of its tasks keep people waiting, and how much SVG there ever is. */
import type { Locator, Page } from 'playwright-core'
import { dropFile, openDesk } from './drop'
import type { PageFigures } from './goals'
import { ms, print, quantile, title } from './print'
import type { Bench } from './site'

/** Rest after each stop, so that what follows late is its own. */
const REST = 700
const SCROLLS = 60

interface Stop {
  readonly name: string
  readonly go: (page: Page) => Promise<void>
}

const wheel = async (page: Page, times: number, dx: number, dy: number): Promise<void> => {
  for (let i = 0; i < times; i++) await page.mouse.wheel(dx, dy)
}

const zoom = async (page: Page, times: number, by: number): Promise<void> => {
  await page.keyboard.down('Control')
  await wheel(page, times, 0, by)
  await page.keyboard.up('Control')
}

const click =
  (locate: (page: Page) => Locator): Stop['go'] =>
  (page) =>
    locate(page).click()
const tab = (name: string): Stop => ({
  name: `tab ${name}`,
  go: click((page) => page.getByRole('tab', { name, exact: false })),
})
const stage = (name: string): Stop => ({
  name: `stage ${name}`,
  go: click((page) => page.locator('.stages').getByRole('button', { name })),
})
const press = (name: string, ...keys: readonly string[]): Stop => ({
  name,
  go: async (page) => {
    for (const key of keys) await page.keyboard.press(key)
  },
})

/** In the order in which somebody might come along. The pointer is over the map. */
const STOPS: readonly Stop[] = [
  { name: 'scroll the map', go: (page) => wheel(page, 12, 14, 9) },
  { name: 'zoom in', go: (page) => zoom(page, 24, -60) },
  { name: 'select', go: (page) => page.mouse.click(...MIDDLE) },
  { name: 'scroll near by', go: (page) => wheel(page, 12, 5, 60) },
  { name: 'zoom out', go: (page) => zoom(page, 30, 60) },
  press('step', 'ArrowRight', 'ArrowRight', 'ArrowLeft'),
  {
    name: 'play',
    go: async (page) => {
      await page.locator('.play').click()
      await page.waitForTimeout(1200)
      await page.locator('.play').click()
    },
  },
  { name: 'jump', go: (page) => page.locator('.phases button').nth(3).click() },
  { name: 'jump to the end', go: (page) => page.locator('.phases button').last().click() },
  {
    name: 'search',
    go: async (page) => {
      await page.locator('#search').pressSequentially('Select', { delay: 60 })
      await page.waitForTimeout(REST)
      await page.keyboard.press('Enter')
    },
  },
  tab('Inputs'),
  tab('What if'),
  tab('Differences'),
  tab('Explain'),
  { name: 'figure', go: (page) => page.locator('.figure button').first().click() },
  { name: 'crossings', go: (page) => page.locator('.figures td button').first().click() },
  { name: 'events', go: (page) => page.locator('.events-button').click() },
  press('close the list', 'Escape'),
  stage('Memory'),
  stage('Matrix'),
  stage('Map'),
  { name: 'link strictly', go: (page) => relink(page) },
  tab('Differences'),
  stage('Two runs'),
  stage('Map'),
]

const MIDDLE = [560, 420] as const

/** Changes a setting: the link is made again and compared with the one before. */
async function relink(page: Page): Promise<void> {
  await page.locator('.strict input').click()
  await page.waitForFunction(() => document.querySelector('.last-change, .difference') !== null, undefined, {
    timeout: 60_000,
  })
}

/** Collects long tasks; each stop asks for its own. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { tasks })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    }).observe({ entryTypes: ['longtask'] })
  })
}

interface Seen {
  readonly tasks: readonly number[]
  readonly svg: number
}

const seen = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const { tasks } = globalThis as unknown as { tasks: number[] }
    return { tasks: tasks.splice(0), svg: document.querySelectorAll('svg *').length }
  })

export async function takeTour(bench: Bench, figures: PageFigures, path: string): Promise<void> {
  const browser = await bench.launch()
  const page = await openDesk(browser, bench.site)
  title('A tour with all of it, tasks longer than 50 ms')
  await watchTasks(page)
  let [longest, most, where] = [0, 0, '']
  const note = async (name: string): Promise<void> => {
    await page.waitForTimeout(REST)
    const { tasks, svg } = await seen(page)
    if (tasks.length > 0) print(`  ${name}: ${tasks.map((task) => `${Math.round(task)}`).join(', ')} ms`)
    longest = Math.max(longest, ...tasks)
    if (svg > most) [most, where] = [svg, name]
  }
  await dropFile(page, path)
  await note('drop')
  await page.mouse.move(...MIDDLE)
  for (const { name, go } of STOPS) {
    try {
      await go(page)
    } catch (problem) {
      print(`  ${name}: could not be done: ${(problem as Error).message.split('\n')[0]}`)
    }
    await note(name)
  }
  print(`  most SVG elements: ${most}, at "${where}"`)
  figures.set('tasks', longest)
  figures.set('R3 count', most)
  figures.set('R3 p95', await scrollChart(page))
  await browser.close()
}

/** The chart of pages and their lives is the page's one large SVG: p95 between frames while its view scrolls. */
async function scrollChart(page: Page): Promise<number> {
  await page.locator('.stages').getByRole('button', { name: 'Memory' }).click()
  await page.waitForTimeout(REST)
  const steps = await page.evaluate(async (scrolls) => {
    const view = document.querySelector('.memory')!
    const frame = (): Promise<number> => new Promise(requestAnimationFrame)
    const times = [await frame()]
    for (let i = 0; i < scrolls; i++) {
      view.scrollBy(0, i < scrolls / 2 ? 40 : -40)
      times.push(await frame())
    }
    return times.slice(1).map((time, i) => time - times[i]!)
  }, SCROLLS)
  print(`  scrolling the view of memory: p50 ${ms(quantile(steps, 0.5))}, p95 ${ms(quantile(steps, 0.95))}`)
  return quantile(steps, 0.95)
}
