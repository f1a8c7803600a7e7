/**
 * The commands that the page gives people: each whose compiler is installed here is run, and what comes out is linked. The
 * words around them are there in every language.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import { LANGUAGES, loadMessages } from '../../src/messages/languages'
import { FIRST_C, FIRST_RS, likelySystem, OPTIONS, SYSTEMS } from '../../src/views/make/systems'

const folder = mkdtempSync(join(tmpdir(), 'linkscape-make-'))
writeFileSync(join(folder, 'first.c'), FIRST_C)
writeFileSync(join(folder, 'first.rs'), FIRST_RS)
afterAll(() => rmSync(folder, { recursive: true }))

const isInstalled = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0

/** The same compiler under the name by which it is installed; undefined if it is not. */
function installed(tool: string): string | undefined {
  const names = tool === 'clang' ? ['clang-22', 'clang'] : [tool]
  return names.find(isInstalled)
}

/** Apple's `-arch` picks the target on a Mac; elsewhere clang has to be told the system as well. */
const onAnySystem = (words: readonly string[]): string[] =>
  words.flatMap((word, i) => {
    if (word === '-arch') return [`--target=${words[i + 1]}-apple-macosx13`]
    return words[i - 1] === '-arch' ? [] : [word]
  })

function build(command: string): { bytes: Uint8Array<ArrayBuffer>; name: string } {
  const [tool, ...options] = command.split(' ')
  const args = onAnySystem(options)
  const name = args[args.indexOf('-o') + 1]!
  execFileSync(installed(tool!)!, args, { cwd: folder, stdio: 'pipe' })
  return { bytes: new Uint8Array(readFileSync(join(folder, name))), name }
}

const commands = SYSTEMS.flatMap(({ id, commands: all }) => all.map((command) => ({ id, command })))
const runnable = commands.filter(({ command }) => installed(command.split(' ')[0]!) !== undefined)
/** Texts that show which format a file has. */
const BEGINS: readonly (readonly [pattern: RegExp, bytes: string])[] = [
  [/linux|^gcc/, '7f454c46'],
  [/-arch/, 'cffaedfe'],
  [/windows|mingw/, '6486'],
]

describe('how to make an object', () => {
  it.skipIf(runnable.length === 0).each(runnable)('$command', ({ command }) => {
    const { bytes, name } = build(command)
    const begins = BEGINS.find(([pattern]) => pattern.test(command))?.[1] ?? ''
    expect(Buffer.from(bytes.subarray(0, 4)).toString('hex').startsWith(begins)).toBe(true)
    const result = link([{ name, bytes }], PAGE_OPTIONS, { log: false })
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const names = Array.from({ length: result.graph.symbols.length }, (_, s) => result.graph.nameOf(s as never))
    expect(names.some((one) => /^_?bump$/.test(one))).toBe(true)
  })

  it('has words for every system and option, in every language', async () => {
    const ids = [
      ...SYSTEMS.flatMap(({ id }) => [`make.${id}`, `make.${id}.text`, `make.${id}.expect`]),
      ...OPTIONS.map(({ id }) => `make.option.${id}`),
    ]
    for (const language of LANGUAGES) {
      const messages = await loadMessages(language, 'all')
      expect(ids.filter((id) => !messages.has(id))).toEqual([])
    }
  })

  it.each([
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'macos'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'windows-msvc'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'linux-gcc'],
    ['Mozilla/5.0 (X11; CrOS x86_64)', 'anywhere'],
    ['Mozilla/5.0 (iPad; CPU OS 17_0)', 'anywhere'],
  ])('guesses the system of %s', (agent, id) => expect(likelySystem(agent)).toBe(id))
})
