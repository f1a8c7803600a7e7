/**
 * The order in which LLVM 22 gives memory to the files of a lazy link. What one lookup of names finds is all given memory,
 * one file after the other; each of these then has a lookup of its own for the names that it lacks, and of all lookups
 * that wait the last one is answered first.
 *
 * Which of the files that one lookup finds comes first depends on heap addresses there (on the hash of pointers to names).
 * Here it is the order of the inputs.
 *
 * Source: experiments with llvm-jitlink 22, one thread: 36 links of random files that name each other.
 */
import type { SymbolId } from '../graph/ids'
import { Base } from '../graph/ids'
import { SymbolFlag } from '../graph/schema'
import type { LinkResult } from './link'

/** For each input those that define what it lacks. */
export type Needs = Map<number, Set<number>>

/** Adds what each file of a link takes from others; `definerOf` says which input defines a name. */
export function addNeeds(
  needs: Needs,
  { graph, inputOfFile }: Pick<LinkResult, 'graph' | 'inputOfFile'>,
  definerOf: (name: string) => number | undefined,
): void {
  for (const input of inputOfFile) if (!needs.has(input)) needs.set(input, new Set())
  const { base, flags, file } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.External || flags[s] & SymbolFlag.Removed) continue
    const input = inputOfFile[file[s]]
    const definer = definerOf(graph.nameOf(s))
    if (input !== undefined && definer !== undefined) needs.get(input)!.add(definer)
  }
}

/** The inputs that `first`, which one lookup found, needs directly or through others, in the order of their memory. */
export function inOrderOfLookups(first: readonly number[], needs: Needs): number[] {
  const order = new Set(first)
  const waiting = [...order]
  for (let input = waiting.pop(); input !== undefined; input = waiting.pop()) {
    const found = [...(needs.get(input) ?? [])].filter((other) => !order.has(other)).toSorted((a, b) => a - b)
    for (const other of found) order.add(other)
    waiting.push(...found)
  }
  return [...order]
}
