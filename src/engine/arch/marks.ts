/**
 * Mapping symbols: names by which assemblers of Arm say where code begins (`$x`) and where data (`$d`). They are names for
 * tools that take programs apart. People mean none of them, so nothing is called after them.
 *
 * Source: ELF for the Arm 64-bit Architecture (AAELF64), "Mapping symbols".
 */
import type { SymbolId } from '../graph/ids'
import { Scope } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { archById } from './index'

const MARK = /^\$[xd](\.|$)/

/** Says of symbols whether they are such marks; undefined where no file can have any. */
export function markTest(graph: LinkGraph): ((s: SymbolId) => boolean) | undefined {
  const mayHave = graph.files.map(({ arch, format }) => format === 'elf' && archById(arch).processor === 'aarch64')
  if (!mayHave.includes(true)) return undefined
  const { name, file, scope } = graph.symbols
  return (s) =>
    scope[s] === Scope.Local &&
    mayHave[file[s]] === true &&
    graph.names.startsWith(name[s], '$') &&
    MARK.test(graph.nameOf(s))
}
