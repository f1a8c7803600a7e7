/** The questions that the page asks: the line of an address, the addresses of a line, the entry of a byte. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { DebugInfo } from '../../src/engine/dwarf/debug-info'
import { readDebugInfo } from '../../src/engine/dwarf/debug-info'
import type { EntryId } from '../../src/engine/dwarf/entries'
import { FORMS } from '../../src/engine/dwarf/forms'
import type { LineRowId } from '../../src/engine/dwarf/line-table'
import { LineFlag } from '../../src/engine/dwarf/line-table'
import type { SourceId } from '../../src/engine/dwarf/sources'
import { ATTRIBUTES, TAGS } from '../../src/engine/dwarf/vocabulary'
import type { BlockId, FileId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import { Replay } from '../../src/engine/graph/replay'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import { linkSample, readBytes } from '../support/link-files'
import {
  END_SEQUENCE,
  FILES,
  FUNCTION,
  GOOD,
  infoOf,
  join as joined,
  lineTable,
  PROGRAM,
  readAll,
  ROOT,
  setAddress,
  string,
  u32,
  u64,
  unit,
} from './handmade'
import { linkObject } from './link-object'

const HERE = dirname(fileURLToPath(import.meta.url))
const open = (name: string): ReturnType<typeof linkObject> => linkObject(join(HERE, `objects/${name}.o`))
const FIRST = 0 as FileId

const lineOf = (info: DebugInfo, address: bigint): number | undefined => {
  const row = info.lines.at(address)
  return row === undefined ? undefined : info.lines.rows.line[row]
}

describe('the line of an address', () => {
  it('is that of the last row at or before it', () => {
    const info = infoOf(GOOD)
    expect([0xfffn, 0x1000n, 0x1003n, 0x1004n, 0x100fn, 0x1010n].map((address) => lineOf(info, address))).toEqual([
      undefined,
      7,
      7,
      8,
      8,
      undefined,
    ])
  })

  it('is exact above 2^53', () => {
    const high = joined([0, 9, 2], [1, 0, 0, 0, 0x80, 0xff, 0xff, 0xff], [1, 2, 1, 0x4d, 2, 1], END_SEQUENCE)
    const info = infoOf({ ...GOOD, '.debug_line': lineTable({ program: high }) })
    expect(info.lines.rows.address.big[0 as LineRowId]).toBe(0xffffff8000000001n)
    expect(lineOf(info, 0xffffff8000000000n)).toBeUndefined()
    expect(lineOf(info, 0xffffff8000000001n)).toBe(1)
  })

  it('is found in every sequence, whatever their order and however they overlap', () => {
    const long = joined(setAddress(0x1000), [3, 1, 1], [2, 0x80, 0x20], END_SEQUENCE)
    const short = joined(setAddress(0x1100), [3, 4, 1], [2, 8], END_SEQUENCE)
    const info = infoOf({ ...GOOD, '.debug_line': lineTable({ program: joined(short, long) }) })
    expect([0x1000n, 0x10ffn, 0x1104n, 0x1108n, 0x1fffn].map((address) => lineOf(info, address))).toEqual([
      2, 2, 5, 2, 2,
    ])
  })

  it('is there for every byte that a table covers, and for no other', () => {
    const { graph } = open('merged')
    const info = readDebugInfo(graph, FIRST)
    const { rows } = info.lines
    for (let r = 0 as LineRowId; r < rows.length; r++) {
      const address = rows.address.big[r]
      if (rows.flags[r] & LineFlag.EndSequence || info.lines.endOf(r) === address) continue
      const found = info.lines.at(address)!
      expect(rows.address.big[found]).toBe(address)
      expect(rows.line[info.lines.at(info.lines.endOf(r) - 1n)!]).toBe(rows.line[r])
    }
  })

  it('leaves out code that is not there', () => {
    for (const dead of [0, 1]) {
      const gone = joined(setAddress(dead), [1, 2, 4, 1], END_SEQUENCE)
      const info = infoOf({ ...GOOD, '.debug_line': lineTable({ program: joined(gone, PROGRAM) }) })
      expect(info.lines.rows.length).toBe(3)
      expect(info.lines.deadSequences).toBe(1)
    }
    const gone = joined([2], string('f'), u64(1), u32(0x10), [1, 7])
    const { subprograms } = infoOf({ ...GOOD, '.debug_info': unit(ROOT, gone, FUNCTION, [0]) })
    expect([subprograms.table.length, subprograms.dead]).toEqual([1, 1])
  })
})

describe('the addresses of a line', () => {
  it('are found in all pieces, joined where they touch', () => {
    const program = joined(setAddress(0x1000), [1, 2, 4, 1, 3, 1, 1], [2, 4, 3, 0x7f, 1], [2, 4], END_SEQUENCE)
    const info = infoOf({ ...GOOD, '.debug_line': lineTable({ program }) })
    expect(info.lines.rangesOf(info.lines.rows.source[0 as LineRowId], 1)).toEqual([
      { low: 0x1000n, high: 0x1004n },
      { low: 0x1008n, high: 0x100cn },
    ])
  })

  it('and back: each of them has that line', () => {
    const info = readDebugInfo(open('gcc-cpp-4-fast').graph, FIRST)
    const { rows } = info.lines
    let asked = 0
    for (let r = 0 as LineRowId; r < rows.length; r++) {
      if (rows.flags[r] & LineFlag.EndSequence) continue
      const ranges = info.lines.rangesOf(rows.source[r], rows.line[r])
      for (const { low, high } of ranges) expect(low).toBeLessThan(high)
      const inside = ranges.some(({ low, high }) => low <= rows.address.big[r] && rows.address.big[r] < high)
      if (info.lines.endOf(r) > rows.address.big[r]) expect(inside).toBe(true)
      asked += ranges.length
    }
    expect(asked).toBeGreaterThan(20)
  })

  it('files are named once, with their folders', () => {
    const info = infoOf(GOOD)
    expect(info.lines.rows.length).toBe(3)
    expect(info.sources.map(({ path }) => path)).toEqual(['/src/f.c', '/src/inc/f.h'])
    // The unit's folder is not put in front of the table's first, which is the same.
    const relative = joined([1, 1, 0x08], [2], string('./src'), string('../inc'), FILES)
    const moved = infoOf({ ...GOOD, '.debug_line': lineTable({ lists: relative }) })
    expect(moved.lines.rows.length).toBe(3)
    expect(moved.sources.map(({ path }) => path)).toEqual(['./src/f.c', './src/../inc/f.h'])
    const merged = readDebugInfo(open('merged').graph, FIRST)
    expect(merged.lines.rows.length).toBeGreaterThan(0)
    const paths = merged.sources.map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
  })
})

describe('functions', () => {
  it('start where the link put their symbols, and their first row is their line', () => {
    const { graph } = open('clang-c-4-plain')
    const info = readDebugInfo(graph, FIRST)
    const { table } = info.subprograms
    expect(table.length).toBe(5)
    for (let i = 0; i < table.length; i++) {
      const s = i as never
      const name = info.text(table.name[s])
      const symbol = Array.from({ length: graph.symbols.length }, (_, k) => k as never).find(
        (k) => graph.nameOf(k) === name && graph.symbols.base[k] === Base.Defined,
      )
      expect(graph.addressOf(symbol!)).toBe(table.low.big[s])
      expect(lineOf(info, table.low.big[s])).toBe(table.line[s])
      expect(info.sources[table.source[s]]!.path).toMatch(/shapes\.c$/)
    }
  })

  it('of several files of one link are told apart', () => {
    const inputs = ['clang-c-4-plain', 'clang-cpp-5-types'].map((name) => ({
      name,
      bytes: readBytes(`tests/dwarf/objects/${name}.o`),
    }))
    const { graph } = link(inputs, { ...PAGE_OPTIONS, undefined: 'zero' }, { log: false })
    const [first, second] = [0, 1].map((file) => readDebugInfo(graph, file as FileId))
    const address = second!.subprograms.table.low.big[0 as never]
    expect(first!.lines.at(address)).toBeUndefined()
    expect(second!.sources[second!.lines.rows.source[second!.lines.at(address)!] as SourceId]!.name).toBe('boxes.cpp')
  })
})

describe('the entry of a byte', () => {
  it('covers every byte of .debug_info once, in order', () => {
    for (const name of ['clang-cpp-4-types', 'gcc-cpp-5-types', 'gcc-c-5-wide']) {
      const { graph } = open(name)
      const info = readDebugInfo(graph, FIRST)
      for (const { block, start, entries, end } of info.units) {
        let last = -1
        for (let offset = start; offset < end; offset++) {
          const place = info.placeAt(block.id, offset)!
          expect(place.part === 'header').toBe(offset < entries)
          if (place.entry === undefined) continue
          expect(place.entry).toBeGreaterThanOrEqual(last)
          last = place.entry
        }
        expect(last).toBe(
          info.entries(info.units.findIndex((unit) => unit.start === start && unit.block === block) as never).length -
            1,
        )
      }
    }
  })

  it('names it', () => {
    const info = infoOf(GOOD)
    const { block } = info.units[0]!
    const root = info.placeAt(block.id, 12)!
    expect([root.tag, root.name, root.part]).toEqual(['compile_unit', 'f.c', 'entry'])
    const f = info.placeAt(block.id, info.entries(0 as never).offset[1 as EntryId])!
    expect([f.tag, f.name]).toEqual(['subprogram', 'f'])
    const start = info.entries(0 as never).offset[f.entry!]
    expect(info.attributesOf(f.unit, f.entry!)).toEqual([
      { name: 'name', form: 'string', offset: start + 1 },
      { name: 'low_pc', form: 'addr', offset: start + 3 },
      { name: 'high_pc', form: 'data4', offset: start + 11 },
      { name: 'decl_file', form: 'data1', offset: start + 15 },
      { name: 'decl_line', form: 'data1', offset: start + 16 },
    ])
    expect(info.placeAt(block.id, info.units[0]!.end - 1)!.part).toBe('end')
    expect(info.placeAt(block.id, info.units[0]!.end)).toBeUndefined()
    expect(info.placeAt(99 as BlockId, 0)).toBeUndefined()
  })
})

describe('the vocabulary', () => {
  it('has each number and each name once', () => {
    for (const rows of [TAGS, ATTRIBUTES, FORMS.map(({ code, name }) => [code, name] as const)]) {
      expect(new Set(rows.map(([code]) => code)).size).toBe(rows.length)
      expect(new Set(rows.map(([, name]) => name)).size).toBe(rows.length)
    }
  })
})

describe('a link that is not over', () => {
  it('can be asked at every event: lines appear when the fields are fixed up, and stay', () => {
    const { graph, log } = linkSample('debug-info')
    const replay = new Replay(graph, log!)
    const counts: number[] = []
    for (let event = 0; event <= log!.length; event++) {
      replay.seek(event)
      if (graph.files.length > 0) counts.push(readAll(readDebugInfo(graph, FIRST)).lines.rows.length)
    }
    expect(counts[0]).toBe(0)
    expect(counts.at(-1)).toBeGreaterThan(3)
    for (let i = 1; i < counts.length; i++) expect(counts[i]).toBeGreaterThanOrEqual(counts[i - 1]!)
  })
})

describe('nothing is read', () => {
  it('from a file without debug information', () => {
    const { graph } = link(
      [{ name: 'x.o', bytes: readBytes('public/samples/calls-and-globals/calls.o') }],
      PAGE_OPTIONS,
      { log: false },
    )
    const info = readDebugInfo(graph, FIRST)
    expect(info.units).toEqual([])
    expect(info.lines.rows.length).toBe(0)
    expect(info.lines.at(0x10000000n)).toBeUndefined()
    expect(info.subprograms.table.length).toBe(0)
    expect(info.diagnostics).toEqual([])
  })

  it('before it is asked for: damage in lines is not seen by those who ask for entries', () => {
    const info = infoOf({ ...GOOD, '.debug_line': lineTable({ lineRange: 0 }) })
    expect(info.entries(0 as never).length).toBe(2)
    expect(info.diagnostics).toEqual([])
    expect(info.lines.rows.length).toBe(0)
    expect(info.diagnostics.map(({ code }) => code)).toEqual(['dwarf-line-header'])
  })
})
