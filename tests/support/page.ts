/** Opens the built site in a real browser. A message on the console, or a request to anywhere else, fails the test. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { expect, inject } from 'vitest'
import { settled } from './waiting'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** Milliseconds to wait for something on the page; as in vite.config.ts, an upper limit that a busy machine stays below. */
const PATIENCE = 60_000

export async function launch(): Promise<Browser> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return chromium.launch({
    executablePath: inject('executable'),
    timeout: 2 * PATIENCE,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    env: { ...env, ...inject('browserEnv') },
  })
}

/** A visitor whose patience is the tests'. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(PATIENCE)
  return context
}

export interface OpenPage {
  readonly page: Page
  /** Expects that nothing was complained about and that no request left the site; then closes. */
  close(): Promise<void>
}

export interface PageOptions {
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly javaScript?: boolean
  /** What stands behind the site's address: a query, a fragment. */
  readonly at?: string
  /** Let the service worker keep the site. */
  readonly offline?: boolean
}

export async function openPage(
  browser: Browser,
  { width = 1440, height = 900, dark = false, javaScript = true, at = '', offline = false }: PageOptions = {},
): Promise<OpenPage> {
  const site = inject('site')
  const context = await openContext(browser, {
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: javaScript,
    serviceWorkers: offline ? 'allow' : 'block',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    const blocked = !offline && message.text().includes('Service Worker registration blocked')
    if ((message.type() === 'error' || message.type() === 'warning') && !blocked) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(site) && !url.startsWith('data:') && !url.startsWith('blob:'))
      complaints.push(`request to ${url}`)
  })
  await page.goto(site + at)
  return {
    page,
    async close() {
      await context.close()
      expect(complaints).toEqual([])
    },
  }
}

/** Clicks a sample's card and waits until it is linked and drawn. */
export async function openSample(page: Page, title: string): Promise<void> {
  await page.locator('.sample', { has: page.locator('b', { hasText: new RegExp(`^${title}$`) }) }).click()
  await page.locator('.timeline').waitFor()
  await settled(page)
}

/** Types another base address under "What if", which has to be open. */
export async function rebase(page: Page, address: string): Promise<void> {
  const base = page.getByLabel('Base address', { exact: true })
  await base.fill(address)
  await base.press('Enter')
}

/** Selects the first of the edges that the headline counts, in the list that it opens; then closes the list. */
export async function selectWorstEdge(page: Page): Promise<void> {
  await page.locator('.warnings').click()
  await page.locator('.drawer .edge-line').first().click()
  await page.locator('.drawer').getByRole('button', { name: 'Close the list' }).click()
  await settled(page)
}

/** Gives files to the first picker of the page. */
export async function addFiles(page: Page, files: readonly { name: string; bytes: Uint8Array }[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
    )
}

export const sampleBytes = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(join(ROOT, 'public/samples', path)))
