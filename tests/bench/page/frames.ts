/** R1, R2 and R4: frame intervals of the map with made-up links of any size, and how long its first picture takes. */
import type { MapFigures, Pace } from '../map-page'
import type { PageFigures } from './goals'
import { ms, print, title } from './print'
import type { Bench } from './site'

type WithRun = typeof globalThis & { run(count: number): Promise<MapFigures> }

const line = (name: string, { p50, p95, max }: Pace): boolean =>
  print(`  ${name.padEnd(6)} p50 ${ms(p50)}, p95 ${ms(p95)}, longest ${ms(max)}`)

export async function measureFrames({ browser, map }: Bench, figures: PageFigures, count: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(map)
  await page.waitForFunction(() => 'run' in globalThis)
  title(`${count.toLocaleString('en-US')} blocks and edges, between frames`)
  const found = await page.evaluate((size) => (globalThis as WithRun).run(size), count)
  await page.close()
  const paces = [found.fit, found.zoom, found.near]
  const worst = (of: keyof Pace): number => Math.max(...paces.map((pace) => pace[of]))
  line('fit', found.fit)
  line('zoom', found.zoom)
  line('near', found.near)
  print(`  first overview ${ms(found.overview)}, longest task meanwhile ${ms(found.longestTask)}`)
  if (count < 1_000_000) {
    figures.set('R1 p50', worst('p50'))
    figures.set('R1 p95', worst('p95'))
    return
  }
  figures.set('R2 p95', worst('p95'))
  figures.set('R2 max', worst('max'))
  figures.set('R4 time', found.overview)
  figures.set('R4 task', found.longestTask)
}
