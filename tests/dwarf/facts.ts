/**
 * What is compared: lines, functions and entries as text, in one form for llvm-dwarfdump's answers and for ours.
 */
import type { DebugInfo } from '../../src/engine/dwarf/debug-info'
import { readDebugInfo } from '../../src/engine/dwarf/debug-info'
import type { EntryId } from '../../src/engine/dwarf/entries'
import type { LineRowId } from '../../src/engine/dwarf/line-table'
import { LineFlag } from '../../src/engine/dwarf/line-table'
import { NO_SOURCE_FILE } from '../../src/engine/dwarf/sources'
import type { SubprogramId } from '../../src/engine/dwarf/subprograms'
import type { FileId } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'

export interface Facts {
  /** `address line column file flags` for each row. */
  readonly lines: readonly string[]
  /** `offset ranges | name | linkage name | file:line` for each function with code. */
  readonly subprograms: readonly string[]
  /** `offset depth tag name` for each entry. */
  readonly entries: readonly string[]
}

/** The flags that are compared, as llvm-dwarfdump calls them, in its order. */
export const FLAGS: readonly (readonly [bit: number, name: string])[] = [
  [LineFlag.IsStmt, 'is_stmt'],
  [LineFlag.BasicBlock, 'basic_block'],
  [LineFlag.PrologueEnd, 'prologue_end'],
  [LineFlag.EpilogueBegin, 'epilogue_begin'],
  [LineFlag.EndSequence, 'end_sequence'],
]

export const hex = (value: number | bigint): string => `0x${value.toString(16)}`

/** Our answers about a file of a link. */
export function ourFacts(graph: LinkGraph, file: FileId): Facts & { readonly info: DebugInfo } {
  const info = readDebugInfo(graph, file)
  return { info, lines: ourLines(info), subprograms: ourSubprograms(info), entries: ourEntries(info) }
}

function ourLines(info: DebugInfo): string[] {
  const { rows } = info.lines
  return Array.from({ length: rows.length }, (_, i) => {
    const r = i as LineRowId
    const flags = FLAGS.filter(([bit]) => rows.flags[r] & bit).map(([, name]) => name)
    const file = rows.source[r] === NO_SOURCE_FILE ? '?' : info.sources[rows.source[r]]!.name
    return [hex(rows.address.big[r]), rows.line[r], rows.column[r], file, ...flags].join(' ')
  })
}

function ourSubprograms(info: DebugInfo): string[] {
  const { table, ranges } = info.subprograms
  return Array.from({ length: table.length }, (_, i) => {
    const s = i as SubprogramId
    const first = table.ranges[s]
    const places = ranges.slice(first, first + table.rangeCount[s]).map(({ low, high }) => `${hex(low)}-${hex(high)}`)
    const source = table.source[s] === NO_SOURCE_FILE ? '' : info.sources[table.source[s]]!.path
    const names = `${info.text(table.name[s])} | ${info.text(table.linkageName[s])}`
    return `${hex(table.offset[s])} ${places.join(' ')} | ${names} | ${source}:${table.line[s]}`
  })
}

function ourEntries(info: DebugInfo): string[] {
  return info.units.flatMap((_, u) => {
    const unit = u as never
    const entries = info.entries(unit)
    const depths: number[] = []
    return Array.from({ length: entries.length }, (_none, i) => {
      const entry = i as EntryId
      depths.push((depths[entries.parent[entry]] ?? -1) + 1)
      return `${hex(entries.offset[entry])} ${depths[i]} ${info.tagOf(unit, entry)} ${info.nameOf(unit, entry)}`.trimEnd()
    })
  })
}
