/** The printed commands say what the settings mean, and our own one prints the same JSON as the page does. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseArguments } from '../../src/cli/arguments'
import { optionsOf } from '../../src/worker/server'
import { reproduce, sizeText } from '../../src/store/reproduce'
import { shell } from '../../src/store/shell'
import type { DeskStore } from '../../src/store/desk'
import type { Settings } from '../../src/store/settings'
import { InlineLinker } from '../../src/worker/inline'
import { deskWith } from '../support/desk'
import { samples } from '../support/link-files'

const folder = mkdtempSync(join(tmpdir(), 'linkscape-reproduce-'))

beforeAll(() => build({ mode: 'cli', logLevel: 'silent', build: { outDir: join(folder, 'cli'), emptyOutDir: true } }))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The words of a command as the system's shell splits them. */
const words = (command: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)

async function pageSays(desk: DeskStore): Promise<string> {
  const { inputs, settings } = desk.getState()
  return (await new InlineLinker().print({ inputs, options: settings, form: 'json' }, () => {})).text()
}

const SETTINGS: readonly Settings[] = [
  {},
  { base: 0x20000000n, pageSize: 16384, slabSize: 1n << 26n },
  {
    keepNoAlloc: 'live',
    plugins: { 'annotate-metadata': true, initializers: false },
    rules: 'first-draft',
    manager: 'slab',
  },
  { compat: true },
  { policies: [{ pattern: '.data*', lifetime: 1 }], entries: ['main'], archives: 'all', slice: 'arm64' },
]

describe.each(samples().map(({ id }) => id))('%s', (id) => {
  it.each(SETTINGS.slice(0, id === 'first-look' ? SETTINGS.length : 1))(
    'is printed by our command as by the page: %o',
    async (settings) => {
      const desk = await deskWith(id)
      await desk.getState().change(settings, 'test')
      const { inputs, session } = desk.getState()
      if (!session?.ok) return
      for (const { name, bytes } of inputs) writeFileSync(join(folder, name), bytes)
      const args = words(reproduce(desk.getState())!.ours).slice(5)
      const said = execFileSync('node', [join(folder, 'cli/jitlink.js'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 1 << 26,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      expect(said).toBe(await pageSays(desk))
    },
  )
})

describe('llvm-jitlink’s options', () => {
  it.each(SETTINGS)('are those that the settings mean: %o', async (settings) => {
    const desk = await deskWith('printf-got-and-stub')
    await desk.getState().change({ ...settings, addresses: new Map([['puts it', 0x1234n]]) }, 'test')
    const { reference } = reproduce(desk.getState())!
    const [tool, ...args] = words(reference.join(' '))
    const { options, files } = parseArguments(args)
    const meant = optionsOf(desk.getState().settings)
    expect(tool).toBe('llvm-jitlink')
    expect(files).toEqual(['hello.o'])
    expect({ base: options.base, pageSize: options.pageSize, slabSize: options.slabSize }).toEqual({
      base: meant.base,
      pageSize: meant.pageSize,
      slabSize: meant.slabSize,
    })
    expect(options.entries).toEqual(['greet'])
    expect(options.absolutes.get('puts it')).toBe(0x1234n)
    expect(options.undefined).toBe(settings.compat ? 'zero' : 'strict')
  })

  it('are followed by what it cannot do', async () => {
    const desk = await deskWith('first-look')
    expect(reproduce(desk.getState())!.cannot.join(' ')).toContain('knows nothing of policies of sections')
    expect(reproduce(desk.getState())!.compile[0]).toMatch(/^clang .* -o once.o$/)
  })
})

describe('another linker in llvm-jitlink’s place', () => {
  it.each([
    ['printf-got-and-stub--coff-arm64', 'lld-link', /^lld-link .*\/base:0x10000000 .* hello\.o outside\.o$/],
    ['lesson-dialects--elf-aarch64-be', 'ld.lld', /^ld\.lld .*--image-base=0x10000000 -e get .* get\.o$/],
  ])('is named for %s, which that refuses', async (id, tool, command) => {
    const desk = await deskWith(id)
    const again = reproduce(desk.getState())!
    expect(again.tool).toBe(tool)
    expect(again.reference.some((line) => command.test(line))).toBe(true)
    expect(again.cannot.join(' ')).toContain(`${tool} stands in its place`)
    expect([...again.reference, ...again.cannot].join(' ')).not.toMatch(/llvm-jitlink -|own roots/)
  })

  it('gets an object with the names outside', async () => {
    const desk = await deskWith('printf-got-and-stub--coff-arm64')
    const [first] = reproduce(desk.getState())!.reference
    const [lines, compiler] = first!.split(' | ')
    expect(words(lines!).slice(2)).toEqual([
      ...['.globl "puts"', '"puts" = 0x10010000', '.globl "errno_like"', '"errno_like" = 0x10010100'],
      ...['.globl "printf"', '"printf" = 0x10010200'],
    ])
    expect(compiler).toBe('clang --target=aarch64-windows-msvc -c -x assembler - -o outside.o')
  })
})

describe('words', () => {
  it('are quoted as a shell needs it', () => {
    for (const word of ['a b', "it's", '$HOME', '`id`', 'a;b', '*', 'plain.o', ''])
      expect(words(shell(word) || "''")).toEqual([word])
  })

  it('of sizes are exact where they can be', () => {
    expect([1n << 30n, 3n << 20n, 5n << 10n, 1500n].map(sizeText)).toEqual(['1Gb', '3Mb', '5Kb', '2Kb'])
  })
})
