/**
 * Takes the pictures of the README again, in a real browser on the site as it is published.
 *
 *   npm run pictures
 */
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { findBrowser } from '../support/find-browser'

const SIZE = { width: 1440, height: 900 }
/** A fixup explained: the link that everybody can open. */
const LINK = 'v=4&sample=first-look&at=live&sel=edge:once.o:.text:use_total+0xe:Delta32'

await build({ logLevel: 'error', mode: 'production' })
const server = await preview({ logLevel: 'error', preview: { host: '127.0.0.1', open: false } })
const found = await findBrowser()
const browser = await chromium.launch({
  executablePath: found.executable,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  env: { ...(process.env as Record<string, string>), ...found.env },
})
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: SIZE, colorScheme, locale: 'en', reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(`${server.resolvedUrls!.local[0]!}#${LINK}`)
    // Instructions come with a disassembler that is fetched when it is needed.
    await page.locator('.inspector').getByText('Intel').waitFor()
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
    await page.screenshot({ path: join('docs', `desk-${colorScheme}.png`) })
    await context.close()
  }
} finally {
  await browser.close()
  await server.close()
  found.dispose()
}
