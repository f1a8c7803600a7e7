/**
 * Who may import whom. Dependencies point one way: the engine knows nothing of the page. Type imports count as well.
 * Each row lists what a folder may import besides itself.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = join(dirname(fileURLToPath(import.meta.url)), '../../src')

const RULES: Record<string, readonly string[]> = {
  base: [],
  'engine/table': ['base'],
  'engine/graph': ['base', 'engine/table'],
  'engine/arch': ['base', 'engine/graph', 'engine/table'],
  'engine/quirks': [],
  'engine/formats': ['base', 'engine/table', 'engine/graph', 'engine/arch', 'engine/quirks'],
  'engine/passes': ['base', 'engine/table', 'engine/graph', 'engine/arch', 'engine/quirks'],
  'engine/memory': ['base', 'engine/graph'],
  'engine/plugins': ['base', 'engine/graph', 'engine/passes'],
  'engine/dwarf': ['base', 'engine/table', 'engine/graph'],
  'engine/fixup': ['base', 'engine/table', 'engine/graph', 'engine/arch', 'engine/memory'],
  'engine/session': [
    'base',
    'engine/table',
    'engine/graph',
    'engine/arch',
    'engine/quirks',
    'engine/formats',
    'engine/passes',
    'engine/plugins',
    'engine/memory',
    'engine/fixup',
  ],
  'engine/check': ['base', 'engine/table', 'engine/graph', 'engine/arch'],
  'lessons/questions': ['base', 'engine/table', 'engine/graph', 'engine/arch', 'engine/check'],
  'lessons/machine': ['base', 'engine/graph', 'lessons/questions'],
  'lessons/content': ['lessons/machine'],
  messages: [],
  grade: ['lessons/content', 'lessons/machine', 'lessons/questions', 'messages', 'store', 'worker'],
  disassembler: ['engine/arch'],
  demangler: [],
  cli: [
    'base',
    'disassembler',
    'engine/check',
    'engine/graph',
    'engine/session',
    'engine/table',
    'engine/passes',
    'engine/plugins',
  ],
  worker: [
    'base',
    'demangler',
    'disassembler',
    'engine/arch',
    'engine/dwarf',
    'engine/table',
    'engine/graph',
    'engine/quirks',
    'engine/formats',
    'engine/passes',
    'engine/plugins',
    'engine/session',
    'scene',
  ],
  store: [
    'base',
    'engine/table',
    'engine/graph',
    'engine/arch',
    'lessons/questions',
    'lessons/machine',
    'lessons/content',
    'messages',
    'scene',
    'worker',
  ],
  scene: ['base', 'engine/table', 'engine/graph', 'engine/arch', 'messages'],
  widgets: ['base'],
  views: [
    'base',
    'engine/table',
    'engine/graph',
    'engine/arch',
    'lessons/questions',
    'lessons/machine',
    'messages',
    'store',
    'scene',
    'widgets',
    'worker',
  ],
  app: ['base', 'engine/graph', 'worker', 'store', 'scene', 'views', 'widgets'],
}

/** Packages that a folder may use; everything else may use none. */
const PACKAGES: Record<string, readonly string[]> = {
  cli: ['node:fs'],
  'lessons/questions': ['valibot'],
  'lessons/machine': ['valibot'],
  messages: ['intl-messageformat'],
  grade: ['node:fs', 'node:path', 'valibot'],
  disassembler: ['@alexaltea/capstone-js'],
  worker: [
    '@alexaltea/capstone-js/dist/capstone.wasm?url',
    '@noble/hashes/sha2.js',
    'gecko-profiler-demangle/index_bg.wasm?url',
  ],
  store: ['fflate', 'react', 'valibot', 'zustand', 'zustand/vanilla'],
  scene: ['flatbush', 'd3'],
  widgets: ['react'],
  views: ['react', 'd3', '@tanstack/react-virtual'],
  app: ['react', 'react-dom/client'],
}

/** Files on the page's side of the protocol: they may import the engine's types only. */
const TYPES_ONLY = ['worker/protocol.ts', 'worker/client.ts', 'worker/reader-protocol.ts', 'worker/reader-client.ts']

interface Import {
  readonly file: string
  readonly line: number
  readonly target: string
  readonly typeOnly: boolean
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
}

/** Joins an import statement that spans lines, and yields each with the line on which it starts. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
  const pattern = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm
  return [...text.matchAll(pattern)].map((match) => ({
    file: relative(SRC, file),
    line: text.slice(0, match.index).split('\n').length,
    target: match[1]!,
    typeOnly: match[0].startsWith('import type'),
  }))
}

function folderOf(file: string): string {
  const clean = file.replaceAll('\\', '/')
  return Object.keys(RULES).find((folder) => clean.startsWith(`${folder}/`) || clean.startsWith(`${folder}.`)) ?? clean
}

function problemOf({ file, line, target, typeOnly }: Import): string | undefined {
  const from = folderOf(file)
  if (!target.startsWith('.')) {
    if (target.endsWith('.css') && target.startsWith('.')) return undefined
    return (PACKAGES[from] ?? []).includes(target)
      ? undefined
      : `${file}:${line} uses ${target}; ${from} may use ${PACKAGES[from]?.join(', ') ?? 'no package'}`
  }
  const path = relative(SRC, join(SRC, dirname(file), target)).replaceAll('\\', '/')
  const to = folderOf(`${path}.ts`)
  if (TYPES_ONLY.includes(file) && to.startsWith('engine') && !typeOnly)
    return `${file}:${line} imports a value of the engine; only types may pass here`
  if (to === from || RULES[from]?.includes(to)) return undefined
  return `${file}:${line} imports ${path}; ${from} may import ${RULES[from]?.join(', ') || 'nothing'}`
}

describe('imports', () => {
  const all = sources(SRC).flatMap(importsOf)

  it('are found', () => expect(all.length).toBeGreaterThan(300))

  it('point one way', () => expect(all.map(problemOf).filter(Boolean)).toEqual([]))

  it('would be reported if they did not', () => {
    const planted: Import[] = [
      { file: 'engine/graph/log.ts', line: 1, target: '../../views/map/pen', typeOnly: true },
      { file: 'engine/passes/prune.ts', line: 2, target: '../formats/index', typeOnly: false },
      { file: 'base/hex.ts', line: 3, target: 'react', typeOnly: false },
      { file: 'worker/client.ts', line: 4, target: '../engine/session/link', typeOnly: false },
    ]
    expect(planted.map(problemOf).filter(Boolean)).toHaveLength(planted.length)
  })

  it('have no circle among folders', () => {
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      (RULES[from] ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))))
    expect(Object.keys(RULES).filter((folder) => reaches(folder, folder))).toEqual([])
  })
})
