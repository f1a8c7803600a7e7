/** What every source file keeps to: a length, a first comment, no debts, nothing that speaks of anything but the project. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const MOST_LINES = 600

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => join(ROOT, folder, name))
}

const code = [...filesBelow('src', /\.(ts|tsx|css)$/), ...filesBelow('tests', /\.(ts|tsx|mjs)$/)]
const text = (file: string): string => readFileSync(file, 'utf8')
const name = (file: string): string => relative(ROOT, file)

/** Files under version control; in an export without history, everything that is not installed or built. */
function tracked(): string[] {
  if (!existsSync(join(ROOT, '.git'))) return code
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(ROOT, file)))
    .map((file) => join(ROOT, file))
}

describe('source files', () => {
  it('are found', () => expect(code.length).toBeGreaterThan(100))

  it(`have at most ${MOST_LINES} lines`, () => {
    expect(code.filter((file) => text(file).split('\n').length > MOST_LINES).map(name)).toEqual([])
  })

  it('of the engine open with a comment that says which problem they solve', () => {
    const engine = code.filter((file) => name(file).startsWith('src/engine') && !file.endsWith('.d.ts'))
    expect(engine.filter((file) => !text(file).startsWith('/**')).map(name)).toEqual([])
  })

  it('hold no debts', () => {
    const debts = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['X', 'XX'].join('')})\\b`)
    expect(code.filter((file) => debts.test(text(file))).map(name)).toEqual([])
  })

  it('hold no any', () => {
    expect(
      code.filter((file) => /(:|as|<)\s*any\b/.test(text(file)) && !file.endsWith('files.test.ts')).map(name),
    ).toEqual([])
  })
})

describe('the repository', () => {
  it('holds no paths of a machine and no registry hosts', () => {
    const words = [
      ['/wo', 'rk/'],
      ['/ho', 'me/'],
      ['/ro', 'ot/'],
      ['C:', '\\\\Users'],
      ['registry.', 'npmjs'],
    ].map((parts) => parts.join(''))
    const guilty = tracked().filter((file) => {
      const content = readFileSync(file).toString('latin1')
      return words.some((word) => content.includes(word))
    })
    expect(guilty.map(name)).toEqual([])
  })

  it('has the README’s two lines, and .ci/run runs the second', () => {
    const readme = text(join(ROOT, 'README.md'))
    expect(readme).toContain('npm ci && npm start')
    expect(readme).toContain('npm ci && npm test')
    expect(text(join(ROOT, '.ci/run'))).toContain('npm ci && npm test')
  })
})
