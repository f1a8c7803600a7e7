/** Names that files need from elsewhere: where they are found, before and now. */
import type { SymbolId } from '../../engine/graph/ids'
import { Base, NO_SYMBOL } from '../../engine/graph/ids'
import { SymbolFlag } from '../../engine/graph/schema'
import type { Matches } from './match'
import type { Run } from './run'
import type { Some } from './some'
import { Collector } from './some'

/** Where a name is: in a file of the link, where somebody said, where the linker assumed it, or nowhere. */
export interface Whereabouts {
  readonly how: 'defined' | 'given' | 'assumed' | 'not-found'
  /** The file that defines it, or ''. */
  readonly file: string
  readonly address: bigint
}

export interface NameChange {
  readonly symbol: SymbolId
  readonly name: string
  readonly before: Whereabouts
  readonly after: Whereabouts
}

/**
 * Names that are found another way, or outside the link at another address. One that is still defined in the same file
 * has merely moved with it: that is told of its section.
 */
export function compareNames(before: Run, after: Run, { files }: Matches): Some<NameChange> {
  const found = new Collector<NameChange>()
  const known = new Map<string, SymbolId>()
  for (const s of externalsOf(before)) known.set(`${before.graph.symbols.file[s]}\0${before.graph.nameOf(s)}`, s)
  const told = new Set<string>()
  for (const s of externalsOf(after)) {
    const name = after.graph.nameOf(s)
    const old = known.get(`${files[after.graph.symbols.file[s]]}\0${name}`)
    if (old === undefined || told.has(name)) continue
    const [was, is] = [whereabouts(before, old), whereabouts(after, s)]
    const same = was.how === is.how && was.file === is.file
    if (same && (was.how === 'defined' || was.address === is.address)) continue
    told.add(name)
    found.add(() => ({ symbol: s, name, before: was, after: is }))
  }
  return found.some()
}

function* externalsOf({ graph }: Run): Generator<SymbolId> {
  const { base, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (base[s] === Base.External && !(flags[s] & SymbolFlag.Removed)) yield s
}

function whereabouts({ graph }: Run, s: SymbolId): Whereabouts {
  const { definition, flags, file } = graph.symbols
  const address = graph.addressOf(s)
  if (definition[s] !== NO_SYMBOL)
    return { how: 'defined', file: graph.files[file[definition[s]]]!.name, address: graph.addressOf(definition[s]) }
  if (!(flags[s] & SymbolFlag.Resolved)) return { how: 'not-found', file: '', address }
  return { how: flags[s] & SymbolFlag.Assumed ? 'assumed' : 'given', file: '', address }
}
