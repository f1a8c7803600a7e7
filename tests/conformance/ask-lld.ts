/**
 * Links an object with `ld.lld`, every section at the address that we gave it, and takes what it wrote.
 *
 * Names that nobody defines are 0, as in the reference run; thread-local ones come from a shared library made for the
 * purpose, since for a static program lld takes their distance from the thread pointer for a number of its own.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Arch } from '../../src/engine/arch/arch'
import type { EdgeId, SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { SymbolFlag } from '../../src/engine/graph/schema'
import type { LinkResult } from '../../src/engine/session/link'
import { writeObject } from '../support/object-writer'
import type { NamedSection } from './lld-object'
import { separateSections } from './lld-object'

const TOOL = process.env.LLD ?? 'ld.lld-22'
const SHT_NOBITS = 8
const E_MACHINE = 18
const MACHINES = { 'x86-64': 62, aarch64: 183 } as const
const FRAMES = '.eh_frame'
/** Sections of lld's own go behind ours, at the next multiple of this. */
const BEHIND = 0x10000n
/** Sections that lld makes and that fields may lead to. */
const TABLES = [
  '.dynsym',
  '.gnu.version',
  '.gnu.hash',
  '.hash',
  '.dynstr',
  '.rela.dyn',
  '.rela.plt',
  '.rela.iplt',
  '.plt',
  '.iplt',
  '.dynamic',
  '.got',
  '.got.plt',
  '.igot.plt',
]
/** lld asks for this name where functions with split stacks may call others. */
const SPLIT_STACK_HELPER = '__morestack_non_split'

/** A section as lld wrote it. */
export interface Witnessed {
  readonly address: bigint
  readonly bytes: Uint8Array
}

export type Witness = ReadonlyMap<string, Witnessed>

/** Throws if lld wrote nothing. */
export function askLld(result: LinkResult, object: string, folder: string): Witness {
  const { graph } = result
  const path = (name: string): string => join(folder, name)
  const threadNames = outsideThread(result)
  const copy = separateSections(new Uint8Array(readFileSync(object)), graph)
  writeFileSync(path('copy.o'), copy.bytes)
  writeFileSync(path('script.ld'), scriptFor(graph, copy.sections, threadNames))
  rmSync(path('lld.out'), { force: true })
  const outside = threadNames.length > 0 ? [makeThreadLibrary(threadNames, folder, result.arch.processor)] : []
  const check = ['--no-gc-sections', '--no-check-sections', '--noinhibit-exec', '--unresolved-symbols=ignore-all']
  // It must not merge strings (-O0), and our addresses need not keep sections together that it would make read-only.
  // As LLVM's JIT linker, we take out no detours of AArch64.
  const plain = result.arch.processor === 'aarch64' ? ['--no-relax'] : []
  const args = ['-O0', ...plain, '-z', 'norelro', '-e', '0', ...check, '-T', path('script.ld'), '-o', path('lld.out')]
  const said = run([...(outside.length > 0 ? [] : ['-static']), ...args, path('copy.o'), ...outside], folder)
  if (!existsSync(path('lld.out'))) throw new Error(`lld wrote nothing: ${said}`)
  return sectionsOf(new Uint8Array(readFileSync(path('lld.out'))))
}

/** Names that nobody defines and whose distance from the thread pointer is asked for. */
function outsideThread({ graph, arch }: LinkResult): string[] {
  const names = new Set<string>()
  const { kind, target } = graph.edges
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    const { TP = 0 } = arch.fixups[kind[e]]?.formula.coefficient ?? {}
    if (TP !== 0 && graph.symbols.base[target[e]] === Base.External) names.add(graph.nameOf(target[e]))
  }
  return [...names]
}

function run(args: readonly string[], folder: string): string {
  const { status, stderr } = spawnSync('timeout', ['20', TOOL, ...args], { cwd: folder, encoding: 'utf8' })
  return `status ${status}, ${stderr.split('\n')[0]}`
}

/** A shared library that defines thread-local names. */
function makeThreadLibrary(names: readonly string[], folder: string, processor: Arch['processor']): string {
  const object = writeObject({
    sections: [{ name: '.tdata', flags: 'awT', bytes: new Array<number>(8 * names.length).fill(1) }],
    symbols: names.map((name, i) => ({ name, in: '.tdata', at: 8 * i, size: 8, binding: 'global', type: 'tls' })),
  })
  object[E_MACHINE] = MACHINES[processor]
  writeFileSync(join(folder, 'thread.o'), object)
  const library = join(folder, 'thread.so')
  run(['-shared', join(folder, 'thread.o'), '-o', library], folder)
  return library
}

function scriptFor(graph: LinkGraph, sections: readonly NamedSection[], outsideThread: readonly string[]): string {
  const { address, size } = graph.blocks
  const isLive = ({ block, name }: NamedSection): boolean => name !== FRAMES && !graph.isRemoved(block)
  const placed = sections.filter(isLive).toSorted((a, b) => compare(address.big[a.block], address.big[b.block]))
  const dead = sections.filter((section) => section.name !== FRAMES && !isLive(section))
  const end = placed.reduce((most, { block }) => max(most, address.big[block] + size.big[block]), BEHIND)
  // lld passes over the address of thread-local zero-fill, so the place is set beforehand as well.
  const lines = placed.map(
    ({ name, block }) =>
      `  . = ${hex(address.big[block])};\n  "${name}" ${hex(address.big[block])} : { KEEP(*("${name}")) }`,
  )
  const frames = `  ${FRAMES} ${hex((end / BEHIND + 1n) * BEHIND)} : { KEEP(*(${FRAMES})) }`
  const tables = TABLES.map((name) => `  ${name} : { *(${name}) }`)
  const discarded = dead.length > 0 ? [`  /DISCARD/ : { ${dead.map(({ name }) => `*("${name}")`).join(' ')} }`] : []
  const names = [...zeroNames(graph, outsideThread), ...sectionEnds(graph, placed)]
  return `${names.join('\n')}\nSECTIONS {\n${[...lines, frames, ...tables, ...discarded].join('\n')}\n}\n`
}

/** Names that nobody defines. Left undefined, lld would not treat them as it treats a name at 0. */
function zeroNames(graph: LinkGraph, outsideThread: readonly string[]): string[] {
  const names = new Set([SPLIT_STACK_HELPER])
  const { base, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.External && !(flags[s] & SymbolFlag.Removed)) names.add(graph.nameOf(s))
  }
  return [...names].filter((name) => name !== '' && !outsideThread.includes(name)).map((name) => `"${name}" = 0;`)
}

/** Ends of sections whose pieces have names of their own now, so that lld cannot know them. */
function sectionEnds(graph: LinkGraph, placed: readonly NamedSection[]): string[] {
  const apart = new Set(placed.filter(({ name, original }) => name !== original).map(({ original }) => original))
  const lines: string[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.symbols.base[s] === Base.External || graph.symbols.flags[s] & SymbolFlag.Removed) continue
    const section = /^__(?:start|stop)_(.*)$/.exec(graph.nameOf(s))?.[1]
    if (section !== undefined && apart.has(section)) lines.push(`"${graph.nameOf(s)}" = ${hex(graph.addressOf(s))};`)
  }
  return lines
}

/** Bytes of the output's sections by name; those without content are left out. */
function sectionsOf(bytes: Uint8Array): Witness {
  const view = new DataView(bytes.buffer)
  const isLittle = bytes[5] !== 2
  const table = Number(view.getBigUint64(40, isLittle))
  const header = (i: number): number => table + 64 * i
  const wide = (i: number, at: number): number => Number(view.getBigUint64(header(i) + at, isLittle))
  const names = wide(view.getUint16(62, isLittle), 24)
  const found = new Map<string, Witnessed>()
  for (let i = 1; i < view.getUint16(60, isLittle); i++) {
    const start = names + view.getUint32(header(i), isLittle)
    const name = Buffer.from(bytes.subarray(start, bytes.indexOf(0, start))).toString('latin1')
    if (view.getUint32(header(i) + 4, isLittle) === SHT_NOBITS) continue
    const content = bytes.subarray(wide(i, 24), wide(i, 24) + wide(i, 32))
    found.set(name, { address: view.getBigUint64(header(i) + 16, isLittle), bytes: content })
  }
  return found
}

const hex = (value: bigint): string => `0x${value.toString(16)}`
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const compare = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b))
