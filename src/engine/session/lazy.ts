/**
 * Lazy linking, as LLVM 22 does it: an input is linked only if the entry needs it. The first inputs are those that define
 * an entry; whatever names the link then lacks bring in the inputs that define them, until nothing is lacking or nobody
 * has it.
 */
import type { FileId, SymbolId } from '../graph/ids'
import { Base, NO_SYMBOL, Scope } from '../graph/ids'
import { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import { readFile } from '../formats/index'
import { meaningOf } from '../passes/aliases'
import type { LinkOptions } from '../passes/pass'
import { NO_NAME } from '../table/name-table'
import type { LinkInput, LinkResult } from './link'

/** Links the inputs that `link` needs; results speak of the inputs by their index in the whole list. */
export function linkLazily(
  inputs: readonly LinkInput[],
  options: LinkOptions,
  link: (inputs: readonly LinkInput[]) => LinkResult,
): LinkResult {
  const exports = inputs.map((input) => exportsOf(input, options))
  const needed = new Set<number>()
  // What cannot be read is handed on, so that it is refused by name.
  const wanted = options.entries.map((entry) => meaningOf(entry, options.aliases))
  exports.forEach((names, i) => {
    if (!names || wanted.some((entry) => names.has(entry))) needed.add(i)
  })
  for (;;) {
    const chosen = [...needed].sort((a, b) => a - b)
    const result = link(chosen.map((i) => inputs[i]!))
    const more = suppliers(result, exports, needed, options.aliases)
    if (more.length === 0) return withoutEntry(translate(result, chosen), options)
    for (const i of more) needed.add(i)
  }
}

/** Names that other files can have from an input; undefined if it cannot be read. */
function exportsOf({ name, bytes }: LinkInput, options: LinkOptions): Set<string> | undefined {
  const graph = new LinkGraph()
  try {
    const file = readFile(name, bytes)
    graph.addFile(file, file.bytes)
    file.build(graph, 0 as FileId, options.quirks)
  } catch {
    return undefined
  }
  const names = new Set<string>()
  const { base, scope } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    const visible = base[s] !== Base.External && scope[s] !== Scope.Local && graph.symbols.name[s] !== NO_NAME
    if (visible) names.add(graph.nameOf(s))
  }
  return names
}

/** For each name that the link lacks, the first input that has it. */
function suppliers(
  { graph }: LinkResult,
  exports: readonly (ReadonlySet<string> | undefined)[],
  needed: ReadonlySet<number>,
  aliases: ReadonlyMap<string, string>,
): number[] {
  const found = new Set<number>()
  const { base, definition, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.External || definition[s] !== NO_SYMBOL || flags[s] & SymbolFlag.Removed) continue
    const name = meaningOf(graph.nameOf(s), aliases)
    const supplier = exports.findIndex((names, i) => !needed.has(i) && names?.has(name) === true)
    if (supplier >= 0) found.add(supplier)
  }
  return [...found]
}

/** An entry that nobody defines leaves nothing to link: that has to be said. */
function withoutEntry(result: LinkResult, { entries }: LinkOptions): LinkResult {
  if (result.graph.files.length > 0 || result.diagnostics.length > 0) return result
  const detail = `no input defines the entry ${entries.join(', ')}`
  return { ...result, diagnostics: [{ code: 'undefined-symbol', severity: 'error', detail }] }
}

function translate(result: LinkResult, chosen: readonly number[]): LinkResult {
  return {
    ...result,
    inputOfFile: result.inputOfFile.map((input) => chosen[input]!),
    refused: result.refused.map(({ input, diagnostic }) => ({ input: chosen[input]!, diagnostic })),
  }
}
