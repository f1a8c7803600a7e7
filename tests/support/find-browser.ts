/**
 * A real browser for the tests: an installed Chrome or Chromium if there is one, else one that comes as a package, with
 * the libraries that a bare Linux lacks. The package unpacks itself into a folder of its own, which is removed at the end.
 */
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export interface FoundBrowser {
  readonly executable: string
  /** What the browser's process needs in its environment besides ours. */
  readonly env: Readonly<Record<string, string>>
  dispose(): void
}

const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome']

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

export async function findBrowser(): Promise<FoundBrowser> {
  const executable = process.env.LINKSCAPE_CHROME ?? installedBrowser()
  if (executable) return { executable, env: {}, dispose() {} }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chrome was found. On this system the browser tests need an installed one (or LINKSCAPE_CHROME=path).',
    )
  }
  return packagedBrowser()
}

function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES]
  return candidates.find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The package decides what to unpack, and where, from the environment at the moment it is imported. */
async function packagedBrowser(): Promise<FoundBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-chromium-'))
  const before = { ...process.env }
  process.env.TMPDIR = folder
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x'
  delete process.env.LD_LIBRARY_PATH
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const executable = await chromium.executablePath()
    const env = {
      LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '',
      FONTCONFIG_FILE: fontConfiguration(folder),
      HOME: folder,
      TMPDIR: folder,
    }
    return { executable, env, dispose: () => rmSync(folder, { recursive: true, force: true }) }
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}

/** The package's own configuration looks for its font at a fixed place; without a font no text has a size. */
function fontConfiguration(folder: string): string {
  const file = join(folder, 'fonts.conf')
  const places = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places}</fontconfig>`)
  return file
}
