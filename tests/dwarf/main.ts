/**
 * Our reader of debug information against llvm-dwarfdump, for developers:
 *
 *   npm run dwarf -- record      compiles tests/dwarf/objects again and records the reference's answers
 *   npm run dwarf -- FILE...     compares objects now, and prints counts and times
 *
 * Each object is linked by us; the reference then reads the very bytes that our reader reads.
 */
import type { FileId } from '../../src/engine/graph/ids'
import { readDebugInfo } from '../../src/engine/dwarf/debug-info'
import { debugPieces, elfOf } from './container'
import { askDwarfdump } from './dwarfdump'
import type { Facts } from './facts'
import { ourFacts } from './facts'
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

function check(path: string): boolean {
  const { graph, refused, diagnostics } = linkObject(path)
  if (graph.files.length === 0) {
    process.stdout.write(`${path}: refused: ${refused[0]?.diagnostic.code ?? diagnostics[0]?.code}\n`)
    return true
  }
  const file = 0 as FileId
  const pieces = debugPieces(graph, file)
  const ours = ourFacts(graph, file)
  const theirs = askDwarfdump(elfOf(pieces))
  const kinds = ['lines', 'subprograms', 'entries'] as const
  const differences = kinds.map((kind) => compare(kind, theirs[kind], ours[kind]))
  const counts = kinds.map((kind, i) => `${theirs[kind].length} ${kind} (${differences[i]} differ)`)
  const { info } = ours
  const dead = `${info.lines.deadSequences} dead sequences, ${info.subprograms.dead} dead subprograms`
  const size = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
  process.stdout.write(
    `${path}: ${size} bytes of debug sections, ${info.units.length} units, ${counts.join(', ')}; ${dead}\n`,
  )
  process.stdout.write(`  lines ${timed(() => readDebugInfo(graph, file).lines)}; `)
  process.stdout.write(`subprograms ${timed(() => readDebugInfo(graph, file).subprograms)}\n`)
  for (const { code, detail, found, structure } of info.diagnostics)
    process.stdout.write(`  ${code}: ${structure ?? ''} ${detail ?? found ?? ''}\n`)
  return differences.every((count) => count === 0)
}

const wanted = process.argv.slice(2)
if (wanted[0] === 'record') record()
else process.exitCode = wanted.map(check).every(Boolean) ? 0 : 1
