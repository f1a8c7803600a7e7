/**
 * What the benchmarks link, built by recipe from distribution packages and one npm package into `build/bench` and kept
 * there. A stamp beside each object holds the recipe, its sources and the object's SHA-256; if one of them does not
 * match any more, the object is built again.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const FOLDER = 'build/bench'
const LLD = process.env.LLD ?? 'ld.lld-22'
const CLANG = process.env.CLANG ?? 'clang-22'
const SQLITE_PACKAGE = 'better-sqlite3@12.11.1'
const SQLITE_SHA256 = '60d2f39a3726cd6b9021da6f4e868608d66fbb6528a9f513dc8ffcc640493422'
const SYSTEM = '/usr/lib/x86_64-linux-gnu'

const llvm = (...names: readonly string[]): string[] => names.map((name) => `/usr/lib/llvm-22/lib/libLLVM${name}.a`)

const CODEGEN = llvm('CodeGen', 'X86CodeGen', 'SelectionDAG')
const MORE_LLVM = llvm(
  'Support',
  'Core',
  'Analysis',
  'TransformUtils',
  'ScalarOpts',
  'InstCombine',
  'ipo',
  'Vectorize',
  'AsmPrinter',
  'MC',
  'Object',
  'BitReader',
  'BitWriter',
)

/** Sweeps link every member of an archive on its own; everything else is one object. */
export interface Recipe {
  readonly id: string
  readonly says: string
  readonly sources: readonly string[]
  readonly make: 'merge' | 'compile' | 'sweep' | 'as it is'
  /** What is compiled for another system than this one. */
  readonly target?: string
  /** Where the headers of that system are; undefined: there are none here. */
  readonly headers?: string
  /** llvm-jitlink is far too slow for it (ORC's time grows faster than the object). */
  readonly beyondReference?: true
}

export const RECIPES: readonly Recipe[] = [
  { id: 'sqlite', says: 'sqlite3.c, a section for each function', sources: [], make: 'compile' },
  ...['x86-64', 'arm64'].map((processor): Recipe => {
    const target = `${processor.replace('-', '_')}-apple-macosx13`
    return {
      id: `sqlite-macos-${processor}`,
      says: `the same for macOS ${processor}`,
      sources: [],
      make: 'compile',
      target,
    }
  }),
  {
    id: 'sqlite-windows-x86-64',
    says: 'the same for Windows, with the headers of mingw-w64',
    sources: [],
    make: 'compile',
    target: 'x86_64-w64-windows-gnu',
    headers: '/usr/x86_64-w64-mingw32/include',
  },
  { id: 'crypto', says: 'libcrypto.a merged', sources: [`${SYSTEM}/libcrypto.a`], make: 'merge' },
  { id: 'codegen', says: "LLVM 22's code generator for x86-64 merged", sources: CODEGEN, make: 'merge' },
  {
    id: 'all',
    says: 'the code generator and thirteen more LLVM 22 libraries merged',
    sources: [...CODEGEN, ...MORE_LLVM],
    make: 'merge',
    beyondReference: true,
  },
  { id: 'sweep', says: 'every member of libc.a, linked alone', sources: [`${SYSTEM}/libc.a`], make: 'sweep' },
]

/** The path of what a recipe makes, or why it cannot be made here. */
export function build(recipe: Recipe): { readonly path: string } | { readonly missing: string } {
  mkdirSync(FOLDER, { recursive: true })
  const absent = recipe.sources.find((source) => !existsSync(source))
  if (absent !== undefined) return { missing: absent }
  if (recipe.make === 'sweep' || recipe.make === 'as it is') return { path: recipe.sources[0]! }
  const path = join(FOLDER, `${recipe.id}.o`)
  try {
    if (recipe.make === 'compile') return { path: cached(path, [SQLITE_PACKAGE], () => compileSqlite(path, recipe)) }
    return { path: cached(path, recipe.sources, () => merge(recipe.sources, path)) }
  } catch (problem) {
    return { missing: (problem as Error).message.split('\n')[0]! }
  }
}

function merge(sources: readonly string[], path: string): void {
  execFileSync(LLD, ['-r', '-z', 'muldefs', '--whole-archive', ...sources, '-o', path])
}

function compileSqlite(path: string, { target, headers }: Recipe): void {
  execFileSync('npm', ['pack', SQLITE_PACKAGE, '--ignore-scripts', '--silent', '--pack-destination', FOLDER])
  const tarball = join(FOLDER, `${SQLITE_PACKAGE.replace('@', '-')}.tgz`)
  const source = execFileSync('tar', ['xOzf', tarball, 'package/deps/sqlite3/sqlite3.c'], { maxBuffer: 1 << 26 })
  const found = sha256(source)
  if (found !== SQLITE_SHA256) throw new Error(`sqlite3.c has the SHA-256 ${found}, expected ${SQLITE_SHA256}`)
  const text = join(FOLDER, 'sqlite3.c')
  writeFileSync(text, source)
  if (headers !== undefined && !existsSync(headers)) throw new Error(`${headers} is missing`)
  const own = headers === undefined ? headersOfThisSystem() : ['-isystem', headers]
  const foreign = target === undefined ? [] : [`--target=${target}`, ...own]
  execFileSync(CLANG, ['-O2', '-w', '-ffunction-sections', '-fdata-sections', ...foreign, '-c', text, '-o', path])
}

/** There are no headers of the other system here, so the source is told that it is compiled for this one. */
function headersOfThisSystem(): string[] {
  const own = execFileSync(CLANG, ['-print-resource-dir'], { encoding: 'utf8' }).trim()
  const folders = [`${own}/include`, '/usr/include/x86_64-linux-gnu', '/usr/include']
  return [
    '-nostdinc',
    ...folders.flatMap((folder) => ['-isystem', folder]),
    ...['__nonnull', '__APPLE__', '__MACH__'].map((name) => `-U${name}`),
    ...['__linux__', '__x86_64__', '_GNU_SOURCE'].map((name) => `-D${name}`),
  ]
}

/** Makes the object unless the one that is there matches its stamp. */
function cached(path: string, sources: readonly string[], make: () => void): string {
  const stamp = `${path}.stamp`
  const origin = sources.map((source) => `${source} ${existsSync(source) ? statSync(source).size : ''}`).join('\n')
  const current = (): string => `${origin}\n${sha256(readFileSync(path))}\n`
  if (existsSync(path) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current()) return path
  make()
  writeFileSync(stamp, current())
  return path
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
