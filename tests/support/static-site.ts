/** A plain static host for the built site, which can be stopped: what a reader’s network does. */
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { ROOT } from './page'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface StaticSite {
  readonly url: string
  readonly asked: readonly string[]
  stop(): Promise<void>
}

/** Serves `dist`, or what `pages` has for a path, on a port of its own. */
export async function serveSite(pages: Readonly<Record<string, string>> = {}): Promise<StaticSite> {
  const asked: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    asked.push(request.url ?? '/')
    const path = pathname === '/' ? '/index.html' : normalize(pathname)
    try {
      const own = pages[pathname]
      const body = own ?? (await readFile(join(ROOT, 'dist', path)))
      response.writeHead(200, {
        'content-type': own ? 'text/html' : (TYPES[extname(path)] ?? 'application/octet-stream'),
      })
      response.end(body)
    } catch {
      response.writeHead(404)
      response.end()
    }
  }
  const server: Server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
