/**
 * Links an object with `ld64.lld` as a dynamic library and takes what it wrote. That linker takes no addresses from outside;
 * so it lays out as it likes, and what we compute is compared at its addresses.
 *
 * Names that nobody defines are defined in a second object: left undefined, the loader would fill them in, and nothing of
 * them would stand in the file. The old form of fixups for the loader is asked for, in which a pointer that it will move
 * holds the address that it has in the file; chained fixups keep links of a chain in its place.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import type { LinkResult } from '../../src/engine/session/link'
import type { Image } from './macho-image'
import { readImage } from './macho-image'

const TOOL = process.env.LD64 ?? 'ld64.lld-22'
const ASSEMBLER = process.env.CLANG ?? 'clang-22'
const OUTPUT = 'ld64.out'
/** Each name outside gets so much room, so that addends do not lead from one to the next. */
const ROOM = 64
/** Names of the loader's, which stay open: it will write them, and until then there are zeros. */
export const LOADER_NAMES = ['__tlv_bootstrap']
/** Names that it defines itself. */
export const LINKER_NAMES = ['___dso_handle']
/** Nothing is moved to other sections, merged or stripped, and nothing can be replaced by other libraries. */
const AS_IT_IS = [
  '-no_fixup_chains',
  '-no_data_const',
  '--no-deduplicate-strings',
  '-no_uuid',
  '-no_adhoc_codesign',
  '-ignore_optimization_hints',
  ...['-unexported_symbol', '*'],
  ...LOADER_NAMES.flatMap((name) => ['-U', name]),
]

/** Throws if it wrote nothing. */
export function askLd64({ graph }: LinkResult, object: string, folder: string): Image {
  const path = (name: string): string => join(folder, name)
  const processor = graph.files[0]!.triple.split('-')[0]!
  const names = outsideNames(graph)
  const target = ['-arch', processor, '-platform_version', 'macos', '13.0', '13.0', '-dylib']
  const tryWith = (threadNames: readonly string[]): string => {
    const outside = names.length === 0 ? [] : [makeOutside(names, threadNames, processor, folder)]
    rmSync(path(OUTPUT), { force: true })
    return run(TOOL, [...target, ...AS_IT_IS, '-o', path(OUTPUT), object, ...outside], folder)
  }
  let said = tryWith([])
  const asked = said.matchAll(/requires that symbol (\S+) be thread-local/g)
  const threadNames = [...new Set([...asked].map(([, name]) => name!))]
  if (threadNames.length > 0) said = tryWith(threadNames)
  if (!existsSync(path(OUTPUT))) throw new Error(`ld64.lld wrote nothing: ${said.split('\n')[0]}`)
  return readImage(new Uint8Array(readFileSync(path(OUTPUT))))
}

/** Names that the file asks for and nobody defines; those that a linker defines are not among them. */
function outsideNames(graph: LinkGraph): string[] {
  const names = new Set<string>()
  const { base } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) if (base[s] === Base.External) names.add(graph.nameOf(s))
  const own = [...LOADER_NAMES, ...LINKER_NAMES]
  return [...names].filter((name) => !name.startsWith('section$') && !own.includes(name))
}

/** An object that defines names; those of thread-local variables as their descriptors. */
function makeOutside(
  names: readonly string[],
  threadNames: readonly string[],
  processor: string,
  folder: string,
): string {
  const linesOf = (section: string, some: readonly string[]): string[] =>
    some.length === 0 ? [] : [`.section ${section}`, ...some.map((s) => `.globl "${s}"\n"${s}": .space ${ROOM}`)]
  const plain = names.filter((name) => !threadNames.includes(name))
  const lines = [
    ...linesOf('__TEXT,__outside,regular,pure_instructions', plain),
    ...linesOf('__DATA,__outside_vars,thread_local_variables', threadNames),
  ]
  writeFileSync(join(folder, 'outside.s'), `${lines.join('\n')}\n.subsections_via_symbols\n`)
  const object = join(folder, 'outside.o')
  const said = run(ASSEMBLER, [`--target=${processor}-apple-macos13`, '-c', 'outside.s', '-o', object], folder)
  if (!existsSync(object)) throw new Error(`no object for the names outside: ${said}`)
  return object
}

function run(tool: string, args: readonly string[], folder: string): string {
  const { status, stderr } = spawnSync('timeout', ['20', tool, ...args], { cwd: folder, encoding: 'utf8' })
  return `status ${status}, ${stderr ?? ''}`
}
