/**
 * One configuration for the page (`vite build` → dist), the command (`vite build --mode cli` → build/cli) and the tests.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'
import { normalizePath } from 'vite'
import { defineConfig } from 'vitest/config'
import type { FirstWords, HeadLink } from './src/app/inside.ts'
import { dressFirst, speakFirst, startBehindPaint } from './src/app/inside.ts'
import { LANGUAGE_CHOICE, THEME_CHOICE } from './src/store/memory-of-choices.ts'
import { MANIFEST, SAMPLES } from './src/store/samples-folder.ts'

/** Nothing may be loaded from elsewhere and nothing may be sent. Not in development: Vite's own preamble breaks it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const contentSecurityPolicy = (): Plugin => ({
  name: 'linkscape-content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
      injectTo: 'head-prepend',
    },
  ],
})

/** Adds the hash of what stands inside the document to a row of its policy. */
function allow(html: string, row: 'script-src' | 'style-src', text: string): string {
  const hash = createHash('sha256').update(text).digest('base64')
  return html.replace(`${row} &#39;self&#39;`, `${row} &#39;self&#39; &#39;sha256-${hash}&#39;`)
}

/** Rewrites the document once all is built; `rewrite` may take files out of the bundle that it has put inside. */
const inDocument = (name: string, rewrite: (html: string, bundle: Rolldown.OutputBundle) => string): Plugin => ({
  name,
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const document = bundle['index.html']
    if (document?.type === 'asset') document.source = rewrite(String(document.source), bundle)
  },
})

/**
 * Puts the style sheet into the document itself, named by its hash in the policy above: the first screen stands in the
 * document, and would otherwise wait for a second request.
 */
const stylesInside = (): Plugin =>
  inDocument('linkscape-styles-inside', (document, bundle) => {
    let html = document
    for (const [link, name] of html.matchAll(/<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/g)) {
      const sheet = bundle[name!]
      if (sheet?.type !== 'asset') continue
      const styles = String(sheet.source).replaceAll(/url\((["']?)\.\//g, 'url($1./assets/')
      html = allow(html, 'style-src', styles).replace(link, () => `<style>${styles}</style>`)
      delete bundle[name!]
    }
    return html
  })

/** Tells the service worker which files the site has; its name for the build changes whenever one of them does. */
const siteFiles = (): Plugin => ({
  name: 'linkscape-site-files',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const worker = bundle['sw.js']
    if (worker?.type !== 'chunk') return
    const hash = createHash('sha256')
    const files: string[] = []
    for (const [name, output] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (output === worker || name.endsWith('.woff')) continue
      files.push(name)
      hash.update(name).update(output.type === 'chunk' ? output.code : output.source)
    }
    for (const name of publicFiles()) {
      files.push(name)
      hash.update(name).update(readFileSync(join('public', name)))
    }
    const site = JSON.stringify(['./', ...files.filter((name) => name !== 'index.html')])
    worker.code = worker.code
      .replaceAll('SITE_VERSION', JSON.stringify(hash.digest('hex').slice(0, 16)))
      .replaceAll('SITE_FILES', site)
  },
})

/** What the page asks for at run time: the samples' objects, sources and their list, the icon. */
const publicFiles = (): string[] =>
  readdirSync('public', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(o|c|cpp|s|json|svg)$/.test(name))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()

/** The desk's words in a language come together: many small files would be as many requests. */
function wordsOf(id: string): string | null {
  const language = /\/messages\/([^/]+)\/(?:desk|rows)\/(?!samples)[^/]+\.json$/.exec(id)?.[1]
  return language === undefined ? null : `words-${language}`
}

const source = (path: string): string => normalizePath(resolve(path))
const PAGE = source('src/app/main.tsx')

/** Scripts that everybody gets, each in one file instead of thirty. */
const WHOLE = [
  { name: 'page', from: PAGE },
  { name: 'desk', from: source('src/app/Desk.tsx') },
]

/** All that is imported from there, and from what is imported there, and so on. */
function importedFrom(from: string, context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set([from])
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next)
  return found
}

/** The first script imports nothing but what fetches others, which must therefore not be a part of the large ones. */
const groups = [
  ...WHOLE.map(({ name, from }, i) => {
    let own: ReadonlySet<string> | undefined
    return {
      name: (id: string, context: Rolldown.ChunkingContext) => {
        own ??= importedFrom(from, context)
        return own.has(id) ? name : null
      },
      priority: WHOLE.length - i,
    }
  }),
  { name: wordsOf },
]

type Texts = Readonly<Record<string, string>>

/** Of the document itself. */
const FIRST_LANGUAGE = /<html lang="([^"]+)"/.exec(readFileSync('index.html', 'utf8'))![1]!

const OTHER_LANGUAGES = readdirSync('src/messages').filter(
  (name) => name !== FIRST_LANGUAGE && existsSync(join('src/messages', name, 'page.json')),
)

const textsOf = (language: string): Texts =>
  JSON.parse(readFileSync(join('src/messages', language, 'page.json'), 'utf8')) as Texts

/** An element of the document that says a message: `<h1>{welcome.title}</h1>`. */
const SAYS = />\{([\w.-]+)\}(?=<\/)/g

/** Puts the words of the first screen into the document: one language's to be read at once, the others' for `speakFirst`. */
const firstWords = (): Plugin => ({
  name: 'linkscape-first-words',
  transformIndexHtml: {
    order: 'pre',
    handler(document) {
      const own = textsOf(FIRST_LANGUAGE)
      const ids = [...document.matchAll(SAYS)].map(([, id]) => id!)
      const words: FirstWords = Object.fromEntries(
        OTHER_LANGUAGES.map((language) => [
          language,
          Object.fromEntries(ids.map((id) => [id, textsOf(language)[id]!])),
        ]),
      )
      return {
        html: document.replaceAll(SAYS, (_, id: string) => ` data-say="${id}">${own[id]!}`),
        tags: [runInside(speakFirst, JSON.stringify({ words, language: FIRST_LANGUAGE, choice: LANGUAGE_CHOICE }))],
      }
    },
  },
})

/** A script inside the document that calls a function which stands alone. The arguments are written as in a program. */
const runInside = (run: (...args: never[]) => void, ...args: readonly string[]): HtmlTagDescriptor => ({
  tag: 'script',
  children: `(${run})(${args.join(', ').replaceAll('<', '\\u003c')})`,
  injectTo: 'body',
})

/** Colours that somebody chose are there before anything is painted. */
const firstColours = (): Plugin => ({
  name: 'linkscape-first-colours',
  transformIndexHtml: () => [{ ...runInside(dressFirst, JSON.stringify(THEME_CHOICE)), injectTo: 'head' }],
})

/** Starts linker and page from inside the document: nothing but the document is fetched before the first screen is painted. */
const startInside = (): Plugin => ({
  name: 'linkscape-start-inside',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(document, { bundle = {} }) {
      // The script that is named in the source document does the same.
      const same = Object.values(bundle).find(
        (output) => output.type === 'chunk' && output.isEntry && output.facadeModuleId?.endsWith('/index.html'),
      )
      if (same) delete bundle[same.fileName]
      const chunks = new Map(
        Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? [[output.fileName, output]] : [])),
      )
      const page = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId === PAGE)!.fileName
      const imported = new Set(chunks.get(page)!.imports)
      for (const name of imported) for (const next of chunks.get(name)?.imports ?? []) imported.add(next)
      const ahead: HeadLink[] = [
        ...[...imported].map((name) => ({ rel: 'modulepreload', crossorigin: '', href: `./${name}` })),
        { rel: 'preload', as: 'fetch', crossorigin: '', href: `./${SAMPLES}/${MANIFEST}` },
      ]
      const worker = Object.keys(bundle).find((name) => /\/thread-[^/]*\.js$/.test(name))!
      return {
        html: document.replaceAll(/\s*<script type="module"[^>]*><\/script>|\s*<link rel="modulepreload"[^>]*>/g, ''),
        tags: [
          runInside(
            startBehindPaint,
            `() => new Worker("./${worker}", { type: "module" })`,
            `() => import("./${page}")`,
            JSON.stringify(ahead),
          ),
        ],
      }
    },
  },
})

/** Names the scripts inside the document by their hashes in its policy: no other one may run. */
const scriptsInside = (): Plugin =>
  inDocument('linkscape-scripts-inside', (document) => {
    let html = document
    for (const [, script] of html.matchAll(/<script>(.*?)<\/script>/gs)) html = allow(html, 'script-src', script!)
    return html
  })

const page = {
  // Relative, so that the built site works from any folder of any static host.
  base: './',
  plugins: [
    react(),
    firstWords(),
    firstColours(),
    contentSecurityPolicy(),
    startInside(),
    stylesInside(),
    scriptsInside(),
    siteFiles(),
  ],
  worker: { format: 'es' as const },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Kilobytes. The desk is one file on purpose, see WHOLE.
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: { index: 'index.html', main: 'src/app/main.tsx', sw: 'src/app/service-worker.ts' },
      output: {
        codeSplitting: { groups },
        entryFileNames: ({ name }: { readonly name: string }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
}

/** Programs for everybody: the linker as a command, and the grader. */
const command = {
  publicDir: false as const,
  build: {
    ssr: true,
    outDir: 'build/cli',
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: { jitlink: 'src/cli/main.ts', grade: 'src/grade/main.ts' },
      output: { entryFileNames: '[name].js' },
    },
  },
}

/** Programs for developers: they need a reference linker, so no test runs them. */
const tools = {
  publicDir: false as const,
  build: {
    ssr: true,
    outDir: 'build/tools',
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: {
        record: 'tests/oracle/record.ts',
        'record-lifetimes': 'tests/oracle/lifetimes/record.ts',
        'record-operands': 'tests/check/record-operands.ts',
        'record-checks': 'tests/check/record-checks.ts',
        'record-images': 'tests/oracle/record-images.ts',
        conformance: 'tests/conformance/main.ts',
        docs: 'tests/docs/write.ts',
        pictures: 'tests/docs/pictures.ts',
        hostile: 'tests/hostile/main.ts',
        faults: 'tests/faults/main.ts',
        bench: 'tests/bench/main.ts',
        'bench-scene': 'tests/bench/scene.ts',
        'bench-page': 'tests/bench/page/main.ts',
        dwarf: 'tests/dwarf/main.ts',
      },
    },
  },
}

/** Milliseconds. No test is a stopwatch: a slow or busy machine must not turn one red. */
const PATIENCE = 300_000

/** How long `expect.poll` looks again. */
const POLL = { timeout: 60_000 }

export default defineConfig(({ mode }) => ({
  ...({ cli: command, tools }[mode] ?? page),
  test: {
    reporters: ['default', './tests/support/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**'],
          environment: 'node',
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
          expect: { poll: POLL },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          environment: 'node',
          globalSetup: './tests/support/build-site.ts',
          fileParallelism: false,
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
          expect: { poll: POLL },
        },
      },
    ],
  },
}))
