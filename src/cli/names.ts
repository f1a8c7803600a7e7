/** Names that are given twice: what the reference tool refuses before or while it links. */
import { baseName } from '../engine/check/address-book'
import type { SymbolId } from '../engine/graph/ids'
import { Base, Linkage, Scope } from '../engine/graph/ids'
import type { LinkOptions } from '../engine/passes/pass'
import type { LinkResult } from '../engine/session/link'
import { NO_NAME } from '../engine/table/name-table'

/** Checks speak of files by their names without folders, which therefore have to differ. */
export function problemWithInputs(files: readonly string[]): string | undefined {
  const names = files.map(baseName)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  return twice === undefined
    ? undefined
    : `When --check is passed, file names must be distinct (duplicate: "${twice}"). Rename one of the files.`
}

/** A name that has an address or another meaning by hand must not be defined by a file as well. */
export function problemWithNames({ graph }: LinkResult, { absolutes, aliases }: LinkOptions): string | undefined {
  const { base, linkage, scope, name, file } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    const strong = base[s] !== Base.External && linkage[s] === Linkage.Strong && scope[s] !== Scope.Local
    if (!strong || name[s] === NO_NAME) continue
    const option = absolutes.has(graph.nameOf(s)) ? 'abs' : aliases.has(graph.nameOf(s)) ? 'alias' : undefined
    if (option !== undefined)
      return `${graph.files[file[s]]!.name}: duplicate definition of symbol '${graph.nameOf(s)}': --${option} defines it as well. Leave out one of the two.`
  }
  return undefined
}
