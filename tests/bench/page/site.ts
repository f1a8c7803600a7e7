/** Builds the page and the map alone, serves both, and starts a browser without a GPU. */
import { createReadStream, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import type { FoundBrowser } from '../../support/find-browser'
import { findBrowser } from '../../support/find-browser'
import { FOLDER } from '../inputs'

export const SITE = join(FOLDER, 'desk')
const MAP = join(FOLDER, 'map')
/** Beside the site: a page with one letter on it, for comparison. */
const EMPTY = 'empty.html'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface Bench {
  readonly browser: Browser
  readonly version: string
  /** Addresses of the page, of the map alone, and of a page with nothing on it. */
  readonly site: string
  readonly map: string
  readonly empty: string
  /** Another browser of the same kind, for what must not be disturbed by what others left. */
  launch(): Promise<Browser>
  close(): Promise<void>
}

export async function openBench(): Promise<Bench> {
  await buildPages()
  const [site, map] = [await serve(SITE), await serve(MAP)]
  const found = await findBrowser()
  const browser = await launch(found)
  return {
    browser,
    version: browser.version(),
    site: addressOf(site),
    map: addressOf(map),
    empty: `${addressOf(site)}${EMPTY}`,
    launch: () => launch(found),
    async close() {
      await browser.close()
      site.close()
      map.close()
      found.dispose()
    },
  }
}

function launch({ executable, env }: FoundBrowser): Promise<Browser> {
  return chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    env: { ...(process.env as Record<string, string>), ...env },
  })
}

async function buildPages(): Promise<void> {
  await build({ logLevel: 'error', build: { outDir: SITE, emptyOutDir: true } })
  writeFileSync(join(SITE, EMPTY), '<!doctype html><meta charset="utf-8"><title>empty</title><p>x</p>')
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
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
