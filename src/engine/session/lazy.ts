/**
 * Lazy linking, as LLVM 22 does it: an input is linked only if the entry needs it. The first inputs are those that define
 * an entry; whatever names the link then lacks bring in the inputs that define them, until nothing is lacking or nobody
 * has it.
 */
import type { FileId, SymbolId } from '../graph/ids'
import { Base, Linkage, Scope } from '../graph/ids'
import { LinkGraph } from '../graph/link-graph'
import { readFile } from '../formats/index'
import { meaningOf } from '../passes/aliases'
import type { LinkOptions } from '../passes/pass'
import { DEFINED_ELSEWHERE } from '../passes/pass'
import { NO_NAME } from '../table/name-table'
import type { LinkInput, LinkResult } from './link'
import type { Needs } from './lookup-order'
import { addNeeds, inOrderOfLookups } from './lookup-order'
import type { Unit } from './units'

/** A link of units; what it says of inputs it says by their index. */
type Result = Omit<LinkResult, 'partOfFile' | 'containers'>

/** The names that other files can have from an input, and whether the definition is strong. */
type Exports = ReadonlyMap<string, boolean>

/** Links the inputs that `link` needs; results speak of the inputs by their index in the whole list. */
export function linkLazily(
  inputs: readonly Unit[],
  options: LinkOptions,
  link: (inputs: readonly Unit[], options: LinkOptions) => Result,
): Result {
  const exports = inputs.map((input) => exportsOf(input, options))
  const linkThese = (chosen: readonly number[], definers?: ReadonlyMap<string, number>): Result => {
    const asked = definers ? { ...options, definers: placesIn(chosen, definers) } : options
    return translate(
      link(
        chosen.map((i) => inputs[i]!),
        asked,
      ),
      chosen,
    )
  }
  const definers = definersOf(inputs, exports)
  if ('twice' in definers) return linkThese(definers.twice)
  const definerOf = (name: string): number | undefined => definers.get(meaningOf(name, options.aliases))
  const first = [...new Set(options.entries.map(definerOf).filter((input) => input !== undefined))]
  // What cannot be read is handed on at the end, so that it is refused by name.
  const unreadable = inputs.flatMap((_, i) => (exports[i] ? [] : [i]))
  // Needs only grow from link to link, so that there is a last one: with all that is needed, in the order of their memory.
  const needs: Needs = new Map()
  for (let order = first; ; ) {
    const result = linkThese([...order, ...unreadable], definers)
    addNeeds(needs, result, definerOf)
    const next = inOrderOfLookups(first, needs)
    if (next.every((input, place) => input === order[place])) return withoutEntry(result, options)
    order = next
  }
}

/**
 * For each name the input whose definition counts: the first strong one, else the first. Or two strong ones of a name.
 * Members of archives are asked only for what no object defines, and then the first that has it.
 */
function definersOf(
  inputs: readonly Unit[],
  exports: readonly (Exports | undefined)[],
): Map<string, number> | { readonly twice: readonly number[] } {
  const definers = new Map<string, number>()
  for (const [i, names] of exports.entries()) {
    if (inputs[i]!.isMember) continue
    for (const [name, strong] of names ?? []) {
      const rival = definers.get(name)
      if (rival !== undefined && strong && exports[rival]!.get(name) === true) return { twice: [rival, i] }
      if (rival === undefined || (strong && exports[rival]!.get(name) === false)) definers.set(name, i)
    }
  }
  addMembers(definers, inputs, exports)
  return definers
}

function addMembers(
  definers: Map<string, number>,
  inputs: readonly Unit[],
  exports: readonly (Exports | undefined)[],
): void {
  for (const [i, { isMember }] of inputs.entries()) {
    if (!isMember) continue
    for (const name of exports[i]?.keys() ?? []) if (!definers.has(name)) definers.set(name, i)
  }
}

/** The same by the file's number among the chosen inputs. */
function placesIn(chosen: readonly number[], definers: ReadonlyMap<string, number>): Map<string, number> {
  const places = new Map(chosen.map((input, place) => [input, place]))
  return new Map([...definers].map(([name, input]) => [name, places.get(input) ?? DEFINED_ELSEWHERE]))
}

/** Names that other files can have from an input; undefined if it cannot be read. */
function exportsOf({ name, bytes }: LinkInput, options: LinkOptions): Exports | undefined {
  const graph = new LinkGraph()
  try {
    const file = readFile(name, bytes)
    graph.addFile(file, file.bytes)
    file.build(graph, 0 as FileId, options.quirks)
  } catch {
    return undefined
  }
  const names = new Map<string, boolean>()
  const { base, scope, linkage } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    const visible = base[s] !== Base.External && scope[s] !== Scope.Local && graph.symbols.name[s] !== NO_NAME
    if (visible) names.set(graph.nameOf(s), names.get(graph.nameOf(s)) === true || linkage[s] === Linkage.Strong)
  }
  return names
}

/** An entry that nobody defines leaves nothing to link: that has to be said. */
function withoutEntry(result: Result, { entries }: LinkOptions): Result {
  if (result.graph.files.length > 0 || result.diagnostics.length > 0) return result
  const detail = `no input defines the entry ${entries.join(', ')}`
  return { ...result, diagnostics: [{ code: 'undefined-symbol', severity: 'error', detail }] }
}

function translate(result: Result, chosen: readonly number[]): Result {
  return {
    ...result,
    inputOfFile: result.inputOfFile.map((input) => chosen[input]!),
    refused: result.refused.map(({ input, diagnostic }) => ({ input: chosen[input]!, diagnostic })),
  }
}
