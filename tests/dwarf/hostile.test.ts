/**
 * Whatever the bytes of debug sections are: no exception, bounded work, bounded memory. Work is counted in steps, not in
 * seconds: where a reading would take too many, it says so (`dwarf-work`).
 */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { DebugInfo } from '../../src/engine/dwarf/debug-info'
import { readDebugInfo } from '../../src/engine/dwarf/debug-info'
import type { LineRowId, SequenceId } from '../../src/engine/dwarf/line-table'
import type { FileId } from '../../src/engine/graph/ids'
import { Mutator } from '../support/mutate'
import type { Piece } from './container'
import { debugPieces } from './container'
import type { Bytes } from './handmade'
import {
  FUNCTION_SHAPE,
  GOOD,
  graphOf,
  infoOf,
  join as joined,
  lineTable,
  PROGRAM,
  readAll,
  u32,
  unit,
  UNIT_SHAPE,
} from './handmade'
import { linkObject } from './link-object'

const OBJECTS = join(dirname(fileURLToPath(import.meta.url)), 'objects')
const MUTANTS_OF_EACH = 16

const linked = readdirSync(OBJECTS)
  .filter((name) => name.endsWith('.o'))
  .map((name) => debugPieces(linkObject(join(OBJECTS, name)).graph, 0 as FileId))

/** What must hold of any reading, in words; undefined if it does. */
function problemOf(info: DebugInfo, size: number): string | undefined {
  readAll(info)
  const { rows, sequences } = info.lines
  if (rows.length > 2 * size) return `${rows.length} rows from ${size} bytes`
  const entries = info.units.reduce((sum, _, u) => sum + info.entries(u as never).length, 0)
  if (entries > size) return `${entries} entries from ${size} bytes`
  if (info.subprograms.ranges.length > 2 * size) return `${info.subprograms.ranges.length} ranges`
  for (let q = 0 as SequenceId; q < sequences.length; q++) {
    for (let r = sequences.first[q] + 1; r < sequences.end[q]; r++)
      if (rows.address.big[r as LineRowId] < rows.address.big[(r - 1) as LineRowId]) return 'a sequence that falls'
  }
  return undefined
}

const sizeOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)

describe('mutated debug sections', () => {
  it('are read as far as they can be', () => {
    for (const [i, pieces] of linked.entries()) {
      const contents = pieces.map(({ bytes }) => bytes)
      const mutator = new Mutator(1000 + i)
      for (let n = 0; n < MUTANTS_OF_EACH; n++) {
        const hit = mutator.below(pieces.length)
        const rows = pieces.map(
          ({ name, bytes }, k) => [name, k === hit ? mutator.mutant(bytes, contents) : bytes] as const,
        )
        const info = readDebugInfo(graphOf(rows), 0 as FileId)
        expect(problemOf(info, sizeOf(pieces) + 512), `object ${i}, mutant ${n}`).toBeUndefined()
      }
    }
  })

  it('every length of every section', () => {
    const pieces = linked[3]!
    for (const [hit, { bytes }] of pieces.entries()) {
      for (let length = 0; length < bytes.length; length += 3) {
        const rows = pieces.map((piece, k) => [piece.name, k === hit ? bytes.slice(0, length) : piece.bytes] as const)
        expect(problemOf(readDebugInfo(graphOf(rows), 0 as FileId), sizeOf(pieces))).toBeUndefined()
      }
    }
  })
})

const repeated = (count: number, make: (i: number) => Bytes): Bytes =>
  Array.from({ length: count }, (_, i) => make(i)).flat()

describe('sections made to take long', () => {
  it('units that each start elsewhere in one table: too much work', () => {
    const table = joined(
      repeated(4000, () => FUNCTION_SHAPE),
      [0],
    )
    const units = repeated(4000, (i) => {
      const bytes = [...unit([1])]
      bytes.splice(8, 4, ...u32(FUNCTION_SHAPE.length * i))
      return bytes
    })
    const info = readAll(infoOf({ '.debug_abbrev': table, '.debug_info': units }))
    expect(info.diagnostics.map(({ code }) => code)).toContain('dwarf-work')
  })

  it('a shape of 20,000 attributes without bytes, used 20,000 times', () => {
    const wide = joined(
      [2, 0x2e, 0],
      repeated(20_000, () => [0x3f, 0x19]),
      [0x11, 0x01],
      [0, 0],
    )
    const info = infoOf({
      '.debug_abbrev': joined(UNIT_SHAPE, wide, [0]),
      '.debug_info': unit(
        [1, 65, 0, 0, 0, 0, 0, 65, 0],
        repeated(20_000, () => [2, 0, 16, 0, 0, 0, 0, 0, 0]),
        [0],
      ),
    })
    expect(info.subprograms.dead).toBeLessThan(20_000)
    expect(info.entries(0 as never).length).toBe(20_001)
    expect(info.nameOf(0 as never, 1 as never)).toBe('')
    expect(info.diagnostics.map(({ code }) => code)).toContain('dwarf-work')
  })

  it('entries nested 300,000 deep', () => {
    const info = infoOf({
      '.debug_abbrev': joined([1, 0x0b, 1, 0, 0], [0]),
      '.debug_info': unit(repeated(300_000, () => [1])),
    })
    expect(info.entries(0 as never).length).toBe(300_000)
    expect(info.diagnostics.map(({ code }) => code)).toEqual(['dwarf-tree'])
  })

  it('entries that refer to each other in a circle', () => {
    const info = infoOf({
      ...GOOD,
      '.debug_abbrev': joined(UNIT_SHAPE, [2, 0x2e, 0, 0x47, 0x11, 0, 0], [0]),
      '.debug_info': unit([1, 65, 0, 0, 0, 0, 0, 65, 0], [2, 23], [2, 21], [0]),
    })
    expect(info.nameOf(0 as never, 1 as never)).toBe('')
    expect(info.entries(0 as never).length).toBe(3)
    expect(info.diagnostics).toEqual([])
  })

  it('as many rows as a program has bytes', () => {
    const rows = repeated(500_000, () => [0x20])
    const table = lineTable({ program: joined(PROGRAM.slice(0, 11), rows, [0, 1, 1]) })
    const info = infoOf({ ...GOOD, '.debug_line': table })
    expect(info.lines.rows.length).toBe(500_001)
  })
})
