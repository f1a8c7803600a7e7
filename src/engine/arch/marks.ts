/**
 * Names that assemblers give without being asked: mapping symbols, by which those of Arm say where code begins (`$x`) and
 * where data (`$d`) in ELF, and `ltmp0`, `ltmp1`, … at the starts of sections in Mach-O. People mean none of them, so nothing
 * is called after them.
 *
 * Source: ELF for the Arm 64-bit Architecture (AAELF64), "Mapping symbols"; the output of clang for arm64 Mach-O.
 */
import type { SymbolId } from '../graph/ids'
import { Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { archById } from './index'

interface MarkRow {
  readonly format: string
  /** What all such names begin with. */
  readonly start: string
  readonly pattern: RegExp
}

const ROWS: readonly MarkRow[] = [
  { format: 'elf', start: '$', pattern: /^\$[xd](\.|$)/ },
  { format: 'mach-o', start: 'ltmp', pattern: /^ltmp\d+$/ },
]

/** Says of symbols whether they are such names; undefined where no file can have any. */
export function markTest(graph: LinkGraph): ((s: SymbolId) => boolean) | undefined {
  const rows = graph.files.map(({ arch, format }) =>
    archById(arch).processor === 'aarch64' ? ROWS.find((row) => row.format === format) : undefined,
  )
  if (rows.every((row) => row === undefined)) return undefined
  const { name, file, scope } = graph.symbols
  return (s) => {
    const row = scope[s] === Scope.Local ? rows[file[s]] : undefined
    return row !== undefined && graph.names.startsWith(name[s], row.start) && row.pattern.test(graph.nameOf(s))
  }
}
