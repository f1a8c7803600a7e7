/**
 * Measures in a browser's worker: bundles page and worker, serves them with the inputs from this machine, and asks the
 * page. Served isolated from other origins, because only then a browser's clock is fine enough.
 */
import { createReadStream, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { findBrowser } from '../support/find-browser'
import type { Handover } from './goals'
import { FOLDER } from './inputs'
import type { Measured, Run } from './measure'
import type { Task } from './worker'

const SITE = join(FOLDER, 'site')
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}
const COLD_RUNS = 3

/** What `page.ts` puts into the page. */
interface PageBench {
  measure(task: Task, url: string): Promise<unknown>
  handover(url: string): Promise<Handover>
}
type WithBench = typeof globalThis & { readonly bench: PageBench }

export class BrowserBench {
  readonly #page: Page
  readonly #files: Map<string, string>
  readonly close: () => Promise<void>

  private constructor(page: Page, files: Map<string, string>, close: () => Promise<void>) {
    this.#page = page
    this.#files = files
    this.close = close
  }

  static async open(): Promise<BrowserBench> {
    await bundle('worker')
    await bundle('page')
    writeFileSync(
      join(SITE, 'index.html'),
      '<!doctype html><title>bench</title><script type="module" src="page.js"></script>',
    )
    const files = new Map(['index.html', 'page.js', 'worker.js'].map((name) => [`/${name}`, join(SITE, name)]))
    const server = await serve(files)
    const { executable, env, dispose } = await findBrowser()
    const browser = await chromium.launch({
      executablePath: executable,
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      env: { ...(process.env as Record<string, string>), ...env },
    })
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`)
    return new BrowserBench(page, files, async () => {
      await browser.close()
      server.close()
      dispose()
    })
  }

  /** Warm figures of one worker, with the best first link of three new ones. */
  async measure(path: string): Promise<Measured> {
    const cold: Run[] = []
    for (let i = 0; i < COLD_RUNS; i++) cold.push((await this.#ask('cold', path)) as Run)
    const measured = (await this.#ask('warm', path)) as Measured
    return { ...measured, cold: cold.reduce((a, b) => (b.total < a.total ? b : a)) }
  }

  async sweep(path: string): Promise<{ readonly cold: number; readonly warm: number }> {
    return (await this.#ask('sweep', path)) as { cold: number; warm: number }
  }

  /** The best of three. */
  async handover(path: string): Promise<Handover> {
    const url = this.#urlOf(path)
    const runs: Handover[] = []
    for (let i = 0; i < COLD_RUNS; i++) {
      runs.push(await this.#page.evaluate((at) => (globalThis as WithBench).bench.handover(at), url))
    }
    return runs.reduce((a, b) => (b.blocked < a.blocked ? b : a))
  }

  #ask(task: Task, path: string): Promise<unknown> {
    return this.#page.evaluate(([what, url]) => (globalThis as WithBench).bench.measure(what, url), [
      task,
      this.#urlOf(path),
    ] as const)
  }

  #urlOf(path: string): string {
    const url = `/input/${this.#files.size}`
    this.#files.set(url, path)
    return url
  }
}

async function bundle(name: 'worker' | 'page'): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      outDir: SITE,
      emptyOutDir: name === 'worker',
      target: 'es2022',
      lib: { entry: `tests/bench/${name}.ts`, formats: ['es'], fileName: () => `${name}.js` },
    },
  })
}

function serve(files: ReadonlyMap<string, string>): Promise<Server> {
  const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' }
  const server = createServer(({ url = '' }, response) => {
    const path = files.get(url)
    const type = types[url.split('.').pop() ?? ''] ?? 'application/octet-stream'
    response.writeHead(path === undefined ? 404 : 200, { ...ISOLATED, 'Content-Type': type })
    if (path === undefined) response.end()
    else createReadStream(path).pipe(response)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
