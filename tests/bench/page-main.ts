/**
 * Measures the page in a browser without a GPU: `npm run bench:page`. Frame intervals while panning and zooming made-up
 * links of 100,000 and of a million blocks and edges; on merged libraries the way from a dropped file to its overview,
 * and seeking. Each figure stands beside its goal.
 */
import { createReadStream, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { findBrowser } from '../support/find-browser'
import { FOLDER } from './inputs'
import type { MapFigures, Pace } from './map-page'

const SITE = join(FOLDER, 'desk')
const MAP = join(FOLDER, 'map')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}
const SEEKS = 60

const print = (line: string): boolean => process.stdout.write(`${line}\n`)
const ms = (value: number): string => `${value.toFixed(1)} ms`

function serve(folder: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const path = join(folder, url === '/' ? 'index.html' : url.split('?')[0]!)
    if (!existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream')
    createReadStream(path).pipe(response)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

async function buildPages(): Promise<void> {
  await build({ logLevel: 'error', build: { outDir: SITE, emptyOutDir: true } })
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [react()],
    build: {
      outDir: MAP,
      emptyOutDir: true,
      target: 'es2022',
      rollupOptions: { input: 'tests/bench/map-page.tsx', output: { entryFileNames: 'map.js' } },
    },
  })
  const style = 'html,body,#root{height:100%;margin:0}.map{position:relative;display:flex;height:100%;overflow:hidden}'
  const head = `<!doctype html><meta charset="utf-8"><style>${style}</style>`
  mkdirSync(MAP, { recursive: true })
  writeFileSync(join(MAP, 'index.html'), `${head}<div id="root"></div><script type="module" src="map.js"></script>`)
}

function goal(name: string, value: number, target: number, stretch: number): void {
  const state = value <= stretch ? 'stretch' : value <= target ? 'target' : 'MISSED'
  print(`  ${name.padEnd(46)} ${ms(value).padStart(10)}   goal ${target} (wanted ${stretch})   ${state}`)
}

const line = (name: string, { p50, p95, max }: Pace): boolean =>
  print(`  ${name.padEnd(6)} p50 ${ms(p50)}, p95 ${ms(p95)}, longest ${ms(max)}`)

async function map(browser: Browser, url: string, count: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(url)
  await page.waitForFunction(() => 'run' in globalThis)
  const found = await page.evaluate(
    (size) => (globalThis as unknown as { run(count: number): Promise<MapFigures> }).run(size),
    count,
  )
  await page.close()
  print(`${count.toLocaleString('en-US')} blocks and edges, frame intervals:`)
  line('fit', found.fit)
  line('zoom', found.zoom)
  line('near', found.near)
  const worst = Math.max(found.fit.p95, found.zoom.p95, found.near.p95)
  if (count >= 1_000_000) {
    goal('R2 p95 of fit, zoom and near', worst, 34, 20)
    goal('R2 longest', Math.max(found.fit.max, found.zoom.max, found.near.max), 150, 150)
    goal('R4 from the graph to the first overview', found.overview, 500, 300)
    goal('R4 longest task', found.longestTask, 50, 50)
  } else goal('R1 p95 of fit, zoom and near', worst, 25, 20)
}

/** Milliseconds from dropping a file to the frame that shows its overview, then seeks all over the link. */
async function drop(browser: Browser, url: string, path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page.locator('.sample').first().waitFor()
  await page.evaluate(() => {
    const marks = globalThis as unknown as { dropped: number; painted: number }
    document.querySelector('input[type=file]')!.addEventListener(
      'change',
      () => {
        marks.dropped = performance.now()
      },
      { capture: true },
    )
    const look = (): void => {
      const canvas = document.querySelector<HTMLCanvasElement>('.map-canvas')
      if (canvas && canvas.width > 0) requestAnimationFrame(() => (marks.painted = performance.now()))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.locator('input[type=file]').first().setInputFiles(path)
  await page.waitForFunction(() => 'painted' in globalThis, undefined, { timeout: 120_000 })
  const took = await page.evaluate(() => {
    const marks = globalThis as unknown as { dropped: number; painted: number }
    return marks.painted - marks.dropped
  })
  print(`${basename(path)}, ${Math.round(statSync(path).size / 1e6)} MB:`)
  goal('P4 from drop to overview', took, 800, 400)
  await page.waitForTimeout(1500)
  await seeks(page)
  await page.close()
}

async function seeks(page: Page): Promise<void> {
  const found = await page.evaluate(async (count) => {
    const scrubber = document.querySelector<HTMLInputElement>('.scrubber')!
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
    const go = async (position: number): Promise<number> => {
      const start = performance.now()
      set.call(scrubber, String(position))
      scrubber.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
      return performance.now() - start
    }
    const all = Number(scrubber.max)
    const times: { near: number[]; far: number[] } = { near: [], far: [] }
    let state = 7
    for (let i = 0; i < count; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      times.far.push(await go(Math.floor((state / 2 ** 32) * all)))
      times.near.push(await go(Number(scrubber.value) + 1))
    }
    return times
  }, SEEKS)
  for (const [name, times] of Object.entries(found)) {
    times.sort((a, b) => a - b)
    const at = (part: number): number => times[Math.floor(part * (times.length - 1))]!
    print(`  seek ${name}: p50 ${ms(at(0.5))}, with the frame that shows it`)
    goal(`seek ${name}, p95`, at(0.95), 100, 50)
  }
}

async function main(): Promise<void> {
  await buildPages()
  const { executable, env, dispose } = await findBrowser()
  const browser = await chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    env: { ...(process.env as Record<string, string>), ...env },
  })
  const [site, maps] = [await serve(SITE), await serve(MAP)]
  try {
    for (const count of [100_000, 1_000_000]) await map(browser, addressOf(maps), count)
    for (const name of ['crypto', 'codegen', 'all']) {
      const path = join(FOLDER, `${name}.o`)
      if (existsSync(path)) await drop(browser, addressOf(site), path)
      else print(`${path} is missing: \`npm run bench\` makes it`)
    }
  } finally {
    await browser.close()
    site.close()
    maps.close()
    dispose()
  }
}

await main()
