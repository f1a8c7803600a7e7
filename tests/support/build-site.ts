/** Before the browser tests: builds the site as it is published, serves it, and finds a browser. */
import { build, preview } from 'vite'
import type { TestProject } from 'vitest/node'
import { findBrowser } from './find-browser'

declare module 'vitest' {
  interface ProvidedContext {
    readonly site: string
    readonly executable: string
    readonly browserEnv: Readonly<Record<string, string>>
  }
}

const FIRST_PORT = 4320

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The test runner's own setting would put React's development build into the site.
  const setting = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  await build({ logLevel: 'warn', mode: 'production' })
  process.env.NODE_ENV = setting
  const server = await preview({ logLevel: 'warn', preview: { host: '127.0.0.1', port: FIRST_PORT, open: false } })
  const browser = await findBrowser()
  project.provide('site', server.resolvedUrls!.local[0]!)
  project.provide('executable', browser.executable)
  project.provide('browserEnv', browser.env)
  return async () => {
    await server.close()
    browser.dispose()
  }
}
