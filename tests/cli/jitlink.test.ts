/** The command, built and run as people run it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JsonGraph } from '../../src/engine/session/json-graph'
import { writeUniversal } from '../support/universal-writer'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const SAMPLES = join(ROOT, 'public/samples')
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linkscape-cli-'))
  // Packages are not bundled into the command.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await build({ root: ROOT, mode: 'cli', logLevel: 'silent', build: { outDir: folder, emptyOutDir: false } })
})

afterAll(() => rmSync(folder, { recursive: true }))

interface Outcome {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

function run(...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'jitlink.js'), ...args], {
    cwd: SAMPLES,
    encoding: 'utf8',
  })
  return { status, out: stdout, err: stderr }
}

const lines = (outcome: Outcome): { file: string; ok: boolean; error?: string }[] =>
  outcome.out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { file: string; ok: boolean; error?: string })

describe('jitlink', () => {
  it('prints one JSON line for each graph of one link', () => {
    const outcome = run('--json', 'two-files/ping.o', 'two-files/pong.o')
    expect(outcome.status).toBe(0)
    const [ping, pong] = lines(outcome) as unknown as JsonGraph[]
    expect(ping!.file).toBe('two-files/ping.o')
    const address = pong!.sections
      .flatMap(({ blocks }) => blocks)
      .find(({ symbols }) => symbols.some(({ name }) => name === 'pong'))!.address
    expect(ping!.externals.find(({ name }) => name === 'pong')!.address).toBe(address)
  })

  it('says sections, policies, bytes, crossings and memory', () => {
    const [graph] = lines(run('--json', 'code-names-noalloc/handle.o')) as unknown as JsonGraph[]
    const section = (name: string) => graph!.sections.find((candidate) => candidate.name === name)!
    expect(section('.text')).toMatchObject({ prot: 'R-X', lifetime: 'Standard' })
    expect(section('.records')).toMatchObject({ prot: 'R--', lifetime: 'NoAlloc' })
    expect(section('.text').blocks[0]).toMatchObject({ address: '0x10001000', size: 15, zeroFill: false })
    expect(section('.text').blocks[0]!.content).toHaveLength(30)
    expect(graph!.crossings).toContainEqual({ from: 'S', to: 'N', kind: 'Delta32', count: 1, verdict: 'warning' })
    expect(graph!.crossings).toContainEqual({ from: 'S', to: 'N', kind: 'Pointer64', count: 1, verdict: 'note' })
    expect(graph!.memory).toMatchObject({
      toTransmit: 23,
      resident: 8192,
      afterFinalize: 8192,
      peak: 8192,
      graphOnly: 48,
    })
  })

  it('links every file alone with --each, goes on after a failure, and fails in the end', () => {
    const outcome = run(
      '--each',
      '--json',
      '--phony-externals',
      'two-files/ping.o',
      'manifest.json',
      'two-files/pong.o',
    )
    expect(outcome.status).toBe(1)
    expect(lines(outcome).map(({ file, ok }) => [file, ok])).toEqual([
      ['two-files/ping.o', true],
      ['manifest.json', false],
      ['two-files/pong.o', true],
    ])
    expect(outcome.err).toContain('manifest.json')
  })

  it('is strict about names that nobody defines, unless told otherwise', () => {
    const strict = run('two-files/ping.o')
    expect(strict.status).toBe(1)
    expect(strict.err).toContain('pong')
    expect(run('--phony-externals', 'two-files/ping.o').status).toBe(0)
    const given = run('--abs', 'pong=0x20000000', '--abs=volley=0x30000000', '--json', 'two-files/ping.o')
    expect(given.status).toBe(0)
    expect((lines(given)[0] as unknown as JsonGraph).externals).toContainEqual({ name: 'pong', address: '0x20000000' })
  })

  it('prints graphs and addresses as text', () => {
    const outcome = run('--show-graphs', '--show-addrs', 'calls-and-globals/calls.o')
    expect(outcome.out).toContain('LinkGraph "calls-and-globals/calls.o" (triple = x86_64--)')
    expect(outcome.out).toContain('kind = BranchPCRel32, target = step')
    expect(outcome.out).toMatch(
      /^ {2}"run" target addr = 0x0000000010002010, content: 0x[0-9a-f]+ -- 0x[0-9a-f]+ \(\d+ bytes\)$/m,
    )
    expect(run('--show-graphs=nothing', 'calls-and-globals/calls.o').out).toBe('')
  })

  it('takes policies, bases and page sizes', () => {
    const outcome = run(
      '--json',
      '--policy=.data=Finalize',
      '--slab-address=0x200000000',
      '--slab-page-size=65536',
      'calls-and-globals/calls.o',
    )
    const [graph] = lines(outcome) as unknown as JsonGraph[]
    const data = graph!.sections.find(({ name }) => name === '.data')!
    expect(data.lifetime).toBe('Finalize')
    expect(data.blocks[0]!.address).toBe('0x200020000')
    expect(graph!.memory).toMatchObject({ peak: 3 * 65536, afterFinalize: 2 * 65536 })
  })

  it('removes what nobody reaches from the entry, when only that is wanted', () => {
    const [graph] = lines(
      run('--json', '--roots=entry', '--entry=step', 'calls-and-globals/calls.o'),
    ) as unknown as JsonGraph[]
    const names = graph!.sections
      .flatMap(({ blocks }) => blocks)
      .flatMap(({ symbols }) => symbols.map(({ name }) => name))
    expect(names).toContain('counter')
    expect(names).not.toContain('run')
  })

  it('prints addresses as the reference tool does', () => {
    const outcome = run('--show-addrs', '--compat=llvm-22', '-entry=ping', 'two-files/ping.o', 'two-files/pong.o')
    const text = outcome.out.replaceAll(/content: 0x[0-9a-f]+ -- 0x[0-9a-f]+/g, 'content')
    expect(text.split('\n').slice(0, 3)).toEqual([
      'Registered addresses:',
      'Symbols:',
      '  "_GLOBAL_OFFSET_TABLE_" target addr = 0x0000000010002038, content (0 bytes)',
    ])
    expect(text).toContain('  "volley" target addr = 0x0000000010003000, content (4 bytes)\n')
    expect(text).toContain('  "__jitlink_ELF_SYM_UND_0" target addr = 0x0000000000000000, zero-fill: 0 bytes\n')
    expect(text).toContain('File "ping.o":\n')
    expect(text).toContain('  Section ".eh_frame": target addr = 0x0000000010000000, content (52 bytes)\n')
    expect(text).toContain('  GOT "pong": target addr = 0x0000000010000038, content (8 bytes)\n')
    expect(text).toContain('  Stubs "pong": target addr = 0x0000000010001015, content (6 bytes)\n')
  })

  it('checks rules, and fails for one that does not hold, and for none', () => {
    const rules = (name: string, ...lines: string[]): string => {
      writeFileSync(join(folder, name), lines.map((line) => `# jitlink-check: ${line}\n`).join(''))
      return `--check=${join(folder, name)}`
    }
    const files = ['two-files/ping.o', 'two-files/pong.o']
    const good = rules('good', '*{4}volley = 21', 'decode_operand(ping+6, 0) = pong - next_pc(ping+6)', 'pong = pong')
    expect(run(good, '-noexec', ...files).status).toBe(1)
    const better = rules('better', '*{4}volley = 21', 'decode_operand(ping+6, 0) = pong - (ping+11)')
    expect(run(better, ...files)).toMatchObject({ status: 0, err: '' })
    const bad = run(rules('bad', 'volley = 1'), ...files)
    expect(bad.status).toBe(1)
    expect(bad.err).toMatch(/^Expression 'volley = 1' is false: 0x1000[0-9a-f]+ != 0x1$/m)
    expect(run(rules('none'), ...files).err).toContain('no line starts with "# jitlink-check:"')
    expect(run('--check=nowhere', ...files).err).toContain('nowhere: cannot be read')
    expect(run(bad.err ? better : good, files[0]!, 'first-look/../two-files/ping.o').err).toContain('must be distinct')
  })

  it('lets names mean other names', () => {
    const call = ['--json', '--alias', 'volley=there', '--alias=pong=ping', '--abs', 'there=0x20000000']
    const [ping] = lines(run(...call, 'two-files/ping.o')) as unknown as JsonGraph[]
    expect(ping!.externals).toContainEqual({ name: 'volley', address: '0x20000000' })
    const own = ping!.sections
      .flatMap(({ blocks }) => blocks)
      .find(({ symbols }) => symbols.some(({ name }) => name === 'ping'))!
    expect(ping!.externals).toContainEqual({ name: 'pong', address: own.address })
    const lost = run('--alias=volley=nobody', '--abs=pong=1', 'two-files/ping.o')
    expect(lost.err).toContain('used and not defined: nobody')
    expect(run('--alias=ping=pong', 'two-files/ping.o', 'two-files/pong.o').err).toContain('duplicate definition')
    const lazy = run(
      '--compat=llvm-22',
      '--alias=a=b',
      '--alias=b=pong',
      '--entry=a',
      '--json',
      'two-files/ping.o',
      'two-files/pong.o',
    )
    expect(
      lines(lazy)
        .map(({ file }) => file)
        .toSorted(),
    ).toEqual(['two-files/ping.o', 'two-files/pong.o'])
  })

  it('takes numbers, sizes and harmless options as the reference tool does', () => {
    const files = ['two-files/ping.o', 'two-files/pong.o']
    const slab = [
      '-compat=llvm-22',
      '-entry=ping',
      '-noexec',
      '-num-threads=0',
      '-no-process-syms',
      '-slab-page-size=4096',
    ]
    const at = (...more: string[]) => run(...slab, '-json', ...more, ...files)
    expect(at('-slab-allocate=64', '-slab-address=0x20000000').status).toBe(0)
    expect(
      (lines(at('-slab-allocate=64kb', '-slab-address=01000000'))[0] as unknown as JsonGraph).sections[1],
    ).toBeDefined()
    expect(at('-slab-address=0x20000000').err).toContain('--slab-address requires --slab-allocate')
    expect(run('-slab-allocate=4', ...files).err).toContain('does not fit')
    for (const size of ['0', '1xb', '0x10Kb', '64b']) expect(at(`-slab-allocate=${size}`).status).toBe(2)
    expect(run('-abs=a=1', '-abs=a=2', ...files).err).toContain('two addresses to a')
    expect(run('-abs=ping=1', ...files).err).toContain('duplicate definition')
  })

  it('explains options that make no sense, and files that are not there', () => {
    for (const [args, said] of [
      [['--policy=.data=Sometimes', 'x.o'], 'Standard, Finalize or NoAlloc'],
      [['--strength=main=loud', 'x.o'], 'NAME=weak or NAME=strong'],
      [['--slab-page-size=100', 'x.o'], 'power of two'],
      [['--abs=foo', 'x.o'], 'NAME=ADDR'],
      [['--no-such-option', 'x.o'], 'unknown option'],
      [[], 'usage:'],
    ] as const) {
      const outcome = run(...args)
      expect(outcome.status).toBe(2)
      expect(outcome.err + outcome.out).toContain(said)
    }
    const missing = run('nowhere.o')
    expect(missing.status).toBe(1)
    expect(missing.err).toContain('nowhere.o: cannot be read')
  })

  it('drives the life of an allocation', () => {
    const once = ['--json', '--phony-externals', '--policy=.once.*=Finalize', '--call=once_init', 'first-look/once.o']
    const [live] = lines(run(...once)) as unknown as JsonGraph[]
    expect(live!.allocation).toBe('finalized')
    expect(live!.actions.map(({ does, state }) => `${does}: ${state}`)).toEqual([
      'register the call-frame records of .eh_frame, so that exceptions find their way: run',
      'call once_init: run',
    ])
    expect(live!.memory).toMatchObject({ resident: 16384, afterFinalize: 16384, peak: 24576 })
    const [gone] = lines(run('--deallocate', ...once)) as unknown as JsonGraph[]
    expect(gone!.allocation).toBe('deallocated')
    expect(gone!.memory.resident).toBe(0)
    const [slab] = lines(run('--memory=slab', ...once)) as unknown as JsonGraph[]
    expect(slab!.memory).toMatchObject({ resident: 24576, afterFinalize: 24576, peak: 24576 })
    const failed = run('--fail-action=2', ...once)
    expect(failed.status).toBe(1)
    expect(failed.err).toContain('finalize action 2 of 2')
    const abandoned = run('--abandon-at=fixup', ...once)
    expect(abandoned.status).toBe(1)
    expect(abandoned.err).toContain('abandoned, as you asked')
    expect(run('--abandon-at=live', ...once).status, 'too late').toBe(2)
  })

  it('judges crossings by the rules that were asked for', () => {
    const handle = 'code-names-noalloc/handle.o'
    expect(run('--phony-externals', handle).status).toBe(0)
    const draft = run('--rules=first-draft', '--phony-externals', handle)
    expect(draft.status).toBe(1)
    expect(draft.err).toContain('brought in by the files as they were built')
    const rule = run('--rules=first-draft', '--policy=.data=NoAlloc', 'two-files/ping.o', 'two-files/pong.o')
    expect(rule.err).toContain('brought in by the policy rule for .data')
    expect(run('--rules=assertion-build', '--phony-externals', handle).err).toContain('assertion in fixUpBlocks')
    expect(run('--rules=nonsense', handle).status).toBe(2)
  })

  it('changes the strength of a definition, and leaves detours alone, when asked to', () => {
    const twice = ['--json', 'two-files/pong.o', 'calls-and-globals/calls.o', 'two-files/pong.o', '--phony-externals']
    expect(run(...twice).err).toContain('the two files are the same, byte for byte')
    expect(run('--strength=pong=weak', '--strength=volley=weak', ...twice).status).toBe(0)
    const kinds = (...options: readonly string[]): string =>
      run(...options, '--show-graphs', '--abs=printf=0x10100000', '--phony-externals', 'printf-got-and-stub/hello.o')
        .out
    expect(kinds()).not.toBe(kinds('--no-relax'))
  })

  it('links the slice of a universal file that was asked for', () => {
    const corpus = (name: string): Uint8Array => new Uint8Array(readFileSync(join(ROOT, 'tests/corpus', name)))
    const file = join(folder, 'both.o')
    writeFileSync(
      file,
      writeUniversal([
        { cpuType: 0x01000007, cpuSubtype: 3, bytes: corpus('macho-x86-64/strings.o') },
        { cpuType: 0x0100000c, bytes: corpus('macho-arm64/forms.o') },
      ]),
    )
    const sections = (...options: readonly string[]): unknown =>
      (lines(run('--json', '--phony-externals', ...options, file)) as unknown as JsonGraph[])[0]!.sections
    expect(sections('--slice=x86-64')).toEqual(sections())
    expect(sections('--slice=arm64')).not.toEqual(sections())
    const none = run('--slice=riscv64', file)
    expect(none.status).toBe(1)
    expect(none.err).toContain('a slice for riscv64')
  })

  it('survives a reader that has had enough', () => {
    writeFileSync(
      join(folder, 'head.sh'),
      `"${process.execPath}" "${join(folder, 'jitlink.js')}" --json first-look/once.o --phony-externals | head -c 10\n`,
    )
    const { stderr } = spawnSync('sh', [join(folder, 'head.sh')], { cwd: SAMPLES, encoding: 'utf8' })
    expect(stderr).not.toContain('EPIPE')
  })
})
