/**
 * Why a name is missing, and what would help: each row is one way in which names go missing, with the evidence for it in
 * the link. They are the linker's most frequent errors, and the message "undefined symbol" alone helps nobody.
 */
import type { Phrase } from './phrases/phrase'
import { tell } from './phrases/phrase'
import type { SymbolId } from './ids'
import { Base, Scope } from './ids'
import type { LinkGraph } from './link-graph'
import { NO_NAME } from '../table/name-table'
import { libraryOf } from './known-libraries'

export interface MissingHint {
  readonly id: string
  /** What was found, and what to do, in a sentence or two. */
  readonly says: Phrase
  /** The definition that comes close, where there is one. */
  readonly near: SymbolId | undefined
}

/** Definitions of a graph by name, local ones included. */
export type Definitions = ReadonlyMap<string, SymbolId>

interface HintRow {
  readonly id: string
  find(name: string, definitions: Definitions, graph: LinkGraph): Omit<MissingHint, 'id'> | undefined
}

/** Names that are shorter are like too many others. */
const SHORTEST_SPELLING = 4
/** More names than this are not compared letter by letter. */
const MOST_SPELLINGS = 20_000

const ROWS: readonly HintRow[] = [
  {
    id: 'local',
    find(name, definitions, graph) {
      const near = definitions.get(name)
      if (near === undefined || graph.symbols.scope[near] !== Scope.Local) return undefined
      return {
        near,
        says: tell('hint-local', { file: fileOf(graph, near), name }),
      }
    },
  },
  {
    id: 'underscore',
    find(name, definitions, graph) {
      const other = name.startsWith('_') ? name.slice(1) : `_${name}`
      return seen(other, definitions, graph, (file) => tell('hint-underscore', { file, name: other }))
    },
  },
  {
    id: 'needs-extern-c',
    find(name, definitions, graph) {
      const mangled = mangledNameOf(name, definitions)
      return mangled === undefined
        ? undefined
        : seen(mangled, definitions, graph, (file) => tell('hint-needs-extern-c', { file, name: mangled }))
    },
  },
  {
    id: 'extern-c-missing',
    find(name, definitions, graph) {
      const plain = plainNameOf(name)
      return plain === undefined
        ? undefined
        : seen(plain, definitions, graph, (file) => tell('hint-extern-c-missing', { file, name: plain }))
    },
  },
  {
    id: 'spelling',
    find(name, definitions, graph) {
      if (name.length < SHORTEST_SPELLING || definitions.size > MOST_SPELLINGS) return undefined
      for (const [other] of definitions) {
        if (!differsByOneEdit(other, name)) continue
        const hint = seen(other, definitions, graph, (file) => tell('hint-spelling', { file, name: other }))
        if (hint) return hint
      }
      return undefined
    },
  },
  {
    id: 'library',
    find(name) {
      const library = libraryOf(name)
      return library && { near: undefined, says: tell('hint-library', { library: library.title, file: library.file }) }
    },
  },
]

/** Collects the definitions of a graph: one for each name, one that other files can see before a local one. */
export function definitionsOf(graph: LinkGraph): Definitions {
  const definitions = new Map<string, SymbolId>()
  const { base, name, scope } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.External || name[s] === NO_NAME) continue
    const text = graph.nameOf(s)
    if (!definitions.has(text) || scope[s] !== Scope.Local) definitions.set(text, s)
  }
  return definitions
}

/** What is known of a name that nobody defines, the most telling first. */
export function hintsFor(graph: LinkGraph, name: string, definitions = definitionsOf(graph)): MissingHint[] {
  return ROWS.flatMap((row) => {
    const hint = row.find(name, definitions, graph)
    return hint ? [{ id: row.id, ...hint }] : []
  })
}

/** A hint about a definition, if there is one of that name that other files can see. */
function seen(
  name: string,
  definitions: Definitions,
  graph: LinkGraph,
  says: (file: string) => Phrase,
): Omit<MissingHint, 'id'> | undefined {
  const near = definitions.get(name)
  if (near === undefined || graph.symbols.scope[near] === Scope.Local) return undefined
  return { near, says: says(fileOf(graph, near)) }
}

const fileOf = (graph: LinkGraph, s: SymbolId): string => graph.files[graph.symbols.file[s]]!.name

/**
 * The name of a C++ function outside namespaces and classes: `_Z6helperi` is `helper`. Undefined for other names.
 *
 * Source: Itanium C++ ABI, 5.1.3 (an unscoped name is its length and its letters).
 */
function plainNameOf(name: string): string | undefined {
  const match = /^_{1,2}Z(\d{1,3})/.exec(name)
  if (!match) return undefined
  const start = match[0].length
  const plain = name.slice(start, start + Number(match[1]))
  return plain.length === Number(match[1]) ? plain : undefined
}

/** The first definition whose plain name this is. */
function mangledNameOf(name: string, definitions: Definitions): string | undefined {
  const byPlainName = MANGLED.get(definitions) ?? mangledNames(definitions)
  MANGLED.set(definitions, byPlainName)
  return byPlainName.get(name)
}

/** There may be very many definitions, and many names that are missing: they are gone through once for all of these. */
const MANGLED = new WeakMap<Definitions, ReadonlyMap<string, string>>()

function mangledNames(definitions: Definitions): ReadonlyMap<string, string> {
  const mangled = new Map<string, string>()
  for (const defined of definitions.keys()) {
    const plain = isUnscoped(defined) ? plainNameOf(defined) : undefined
    if (plain !== undefined && !mangled.has(plain)) mangled.set(plain, defined)
  }
  return mangled
}

/** Whether a name begins with `_Z` and a digit, or `__Z` and a digit: most names do not, and need no closer look. */
function isUnscoped(name: string): boolean {
  const z = name[1] === 'Z' ? 1 : 2
  const digit = name.charCodeAt(z + 1)
  return name[0] === '_' && name[z] === 'Z' && (z === 1 || name[1] === '_') && digit >= 0x30 && digit <= 0x39
}

/** Whether one letter added, left out, changed, or swapped with its neighbour makes one name the other. */
function differsByOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const restA = a.slice(start, a.length - end)
  const restB = b.slice(start, b.length - end)
  const swapped = restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
  return swapped || (restA.length <= 1 && restB.length <= 1)
}
