/**
 * Lazy linking, as LLVM 22 does it: an input is linked only if the entry needs it. The first inputs are those that define
 * an entry; whatever names the link then lacks bring in the inputs that define them, until nothing is lacking or nobody
 * has it.
 */
import { tell } from '../graph/phrases/phrase'
import type { FileId, SymbolId } from '../graph/ids'
import { Base, Linkage, Scope } from '../graph/ids'
import { LinkGraph } from '../graph/link-graph'
import type { ReadFile } from '../formats/format'
import { readFile } from '../formats/index'
import { meaningOf } from '../passes/aliases'
import type { LinkOptions } from '../passes/pass'
import { DEFINED_ELSEWHERE } from '../passes/pass'
import { NO_NAME } from '../table/name-table'
import { attemptTo } from './attempt'
import type { LinkInput, LinkResult } from './link'
import type { Answered, Chance, Exports, Needs } from './lookups'
import { addNeeds, Library } from './lookups'
import type { Unit } from './units'
import { memberName } from './units'

/** A link of units; what it says of inputs it says by their index. */
type Result = Omit<LinkResult, 'partOfFile' | 'containers'>

/**
 * Links the inputs that `link` needs; results speak of the inputs by their index in the whole list. `chance` is for
 * comparisons.
 */
export function linkLazily(
  inputs: readonly Unit[],
  options: LinkOptions,
  link: (inputs: readonly Unit[], options: LinkOptions) => Result,
  chance?: Chance,
): Result {
  const exports = inputs.map((input) => exportsOf(input, options))
  const linkThese = (chosen: readonly number[], { definers, numbers }: Partial<Answered> = {}): Result => {
    const asked = definers ? { ...options, definers: placesIn(chosen, definers) } : options
    const units = chosen.map((i) => numberedAs(inputs[i]!, inputs[numbers?.get(i) ?? i]!))
    return translate(link(units, asked), chosen)
  }
  const library = new Library(
    inputs.map(({ name, member }, i) => ({ name, exports: exports[i] ?? NOTHING, archive: member?.archive })),
    options.quirks.has('archive-numbers-last'),
    chance,
  )
  const meaning = (name: string): string => meaningOf(name, options.aliases)
  // What cannot be read is handed on at the end, so that it is refused by name; members that nobody can ask for are not.
  const unreadable = inputs.flatMap(({ member }, i) => (exports[i] || member ? [] : [i]))
  // Needs only grow from link to link, so that there is a last one: with all that is needed, in the order of their memory.
  const needs: Needs = new Map()
  let linked: readonly number[] | undefined
  let result: Result | undefined
  for (;;) {
    const answered = library.answer(options.entries.map(meaning), needs)
    if ('twice' in answered) return linkThese(answered.twice)
    const { order } = answered
    if (result && order.every((input, place) => input === linked![place])) return withoutEntry(result, options)
    linked = order
    result = linkThese([...order, ...unreadable], answered)
    const { graph } = result
    addNeeds(needs, result, (s) => meaning(graph.nameOf(s)))
  }
}

/** A member of an archive under the number of another. */
function numberedAs(unit: Unit, { member: other }: Unit): Unit {
  const { member } = unit
  if (!member || !other || member.index === other.index) return unit
  return { ...unit, name: memberName(member.archive, { ...member, index: other.index }) }
}

/** The same by the file's number among the chosen inputs. */
function placesIn(chosen: readonly number[], definers: ReadonlyMap<string, number>): Map<string, number> {
  const places = new Map(chosen.map((input, place) => [input, place]))
  return new Map([...definers].map(([name, input]) => [name, places.get(input) ?? DEFINED_ELSEWHERE]))
}

const NOTHING: Exports = new Map()

/**
 * Names that other files can have from an input; undefined if it cannot be read. If only its graph cannot be built, that
 * matters to those who need it.
 */
function exportsOf({ name, bytes }: LinkInput, options: LinkOptions): Exports | undefined {
  const read = attemptTo(() => readFile(name, bytes), name)
  if (!('value' in read)) return undefined
  const built = attemptTo(() => builtExports(read.value, options), name)
  if ('value' in built) return built.value
  const names = attemptTo(() => read.value.interface().defines, name)
  return 'value' in names ? new Map(names.value.map((own) => [own, false])) : undefined
}

function builtExports(file: ReadFile, options: LinkOptions): Exports {
  const graph = new LinkGraph()
  graph.addFile(file, file.bytes)
  file.build(graph, 0 as FileId, options.quirks)
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
  const detail = tell('entry-undefined', { names: entries.join(', ') })
  return { ...result, diagnostics: [{ code: 'undefined-symbol', severity: 'error', detail }] }
}

function translate(result: Result, chosen: readonly number[]): Result {
  return {
    ...result,
    inputOfFile: result.inputOfFile.map((input) => chosen[input]!),
    refused: result.refused.map(({ input, diagnostic }) => ({ input: chosen[input]!, diagnostic })),
  }
}
