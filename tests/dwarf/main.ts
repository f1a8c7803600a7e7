/**
 * Our reader of debug information against llvm-dwarfdump, for developers:
 *
 *   npm run dwarf -- record      compiles tests/dwarf/objects again and records the reference's answers
 *   npm run dwarf -- FILE...     compares objects now, and prints counts and times
 *
 * Each object is linked by us; the reference then reads the very bytes that our reader reads.
 * A file that is linked already (a library's separate debug file, decompressed) is read as it is.
 */
import { said } from '../support/said'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BlockId, FileId } from '../../src/engine/graph/ids'
import { NO_ALLOC } from '../../src/engine/graph/lifetimes'
import { SectionFlag } from '../../src/engine/graph/schema'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import type { LinkResult } from '../../src/engine/session/link'
import { askLld } from '../conformance/ask-lld'
import { readDebugInfo } from '../../src/engine/dwarf/debug-info'
import { debugPieces, elfOf, sectionsOf } from './container'
import { askDwarfdump } from './dwarfdump'
import type { Facts } from './facts'
import { ourFacts } from './facts'
import { graphOf } from './handmade'
import { linkObject } from './link-object'
import { record } from './record'

const WARM_RUNS = 8
const MOST_SHOWN = 6

/** Prints what differs, and says how much. */
function compare(kind: keyof Facts, theirs: readonly string[], ours: readonly string[]): number {
  const [left, right] = [new Set(theirs), new Set(ours)]
  const missing = theirs.filter((line) => !right.has(line))
  const extra = ours.filter((line) => !left.has(line))
  for (const line of missing.slice(0, MOST_SHOWN)) process.stdout.write(`  - ${kind}: ${line}\n`)
  for (const line of extra.slice(0, MOST_SHOWN)) process.stdout.write(`  + ${kind}: ${line}\n`)
  const order = missing.length + extra.length === 0 && theirs.some((line, i) => line !== ours[i]) ? 1 : 0
  return missing.length + extra.length + order + Math.abs(theirs.length - ours.length)
}

function timed(work: () => unknown): string {
  const times = Array.from({ length: WARM_RUNS }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return `${times[0]!.toFixed(1)} ms cold, ${Math.min(...times).toFixed(1)} ms warm`
}

const KINDS = ['lines', 'subprograms', 'entries'] as const
const FILE = 0 as FileId

function check(path: string): boolean {
  const result = linkObject(path)
  const { graph, refused, diagnostics } = result
  if (graph.files.length > 0) return checkGraph(path, graph) && checkWithLld(path, result)
  const code = refused[0]?.diagnostic.code ?? diagnostics[0]?.code
  if (code === 'elf-shared' || code === 'elf-executable') return checkGraph(path, graphOfLinked(path))
  process.stdout.write(`${path}: refused: ${code}\n`)
  return true
}

/** A file that is linked already: its debug sections need nothing from us. */
function graphOfLinked(path: string): LinkGraph {
  const sections = sectionsOf(new Uint8Array(readFileSync(path)))
  return graphOf(sections.filter(([name]) => name.startsWith('.debug_')))
}

function checkGraph(path: string, graph: LinkGraph): boolean {
  const pieces = debugPieces(graph, FILE)
  const ours = ourFacts(graph, FILE)
  const theirs = askDwarfdump(elfOf(pieces))
  const differences = KINDS.map((kind) => compare(kind, theirs[kind], ours[kind]))
  const counts = KINDS.map((kind, i) => `${theirs[kind].length} ${kind} (${differences[i]} differ)`)
  const { info } = ours
  const dead = `${info.lines.deadSequences} dead sequences, ${info.subprograms.dead} dead subprograms`
  const size = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
  process.stdout.write(
    `${path}: ${size} bytes of debug sections, ${info.units.length} units, ${counts.join(', ')}; ${dead}\n`,
  )
  process.stdout.write(`  lines ${timed(() => readDebugInfo(graph, FILE).lines)}; `)
  process.stdout.write(`subprograms ${timed(() => readDebugInfo(graph, FILE).subprograms)}\n`)
  for (const { code, detail, found, structure } of info.diagnostics)
    process.stdout.write(`  ${code}: ${said(structure)} ${said(detail ?? found)}\n`)
  return differences.every((count) => count === 0)
}

/**
 * The same object linked by lld at our addresses, read by llvm-dwarfdump: what we say of living code must be there. It
 * has more, since lld keeps what we remove; and it cannot be asked where several sections share a name.
 */
function checkWithLld(path: string, result: LinkResult): boolean {
  if (hasTwins(result.graph) || result.graph.files[FILE]!.format !== 'elf') return true
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-dwarf-'))
  try {
    const linked = [...askLld(result, resolve(path), folder)].filter(([name]) => name.startsWith('.debug_'))
    const pieces = linked.map(([name, { bytes }]) => ({ name, block: 0 as BlockId, bytes }))
    const theirs = askDwarfdump(elfOf(pieces))
    const ours = ourFacts(result.graph, FILE)
    const missing = KINDS.map((kind) => {
      const known = new Set(theirs[kind])
      const lines = ours[kind].filter((line) => !known.has(line))
      for (const line of lines.slice(0, MOST_SHOWN)) process.stdout.write(`  not in lld's link: ${kind}: ${line}\n`)
      return lines.length
    })
    process.stdout.write(`  ${missing.join(', ')} rows of ours are not in lld's link\n`)
    return missing.every((count) => count === 0)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Whether a section with memory has several blocks, of which lld would make one. */
function hasTwins(graph: LinkGraph): boolean {
  const seen = new Set<number>()
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = graph.blocks.section[b]
    const made = graph.sections.flags[x] & SectionFlag.Synthetic
    if (made || graph.sections.lifetime[x] === NO_ALLOC || graph.sectionName(x) === '.eh_frame') continue
    if (seen.has(x)) return true
    seen.add(x)
  }
  return false
}

const wanted = process.argv.slice(2)
if (wanted[0] === 'record') record()
else process.exitCode = wanted.map(check).every(Boolean) ? 0 : 1
