/**
 * Which files a lazy link takes, and in which order they get their memory, as LLVM 22 does it.
 *
 * A lookup asks for names. A name that nobody defines yet brings in the first member of an archive whose index has it, with
 * all that this member defines: names that others already define stay with these, unless they are weak and the new
 * ones are not. What one lookup finds is all given memory, one file after the other; each of these then has a lookup of
 * its own for the names that it lacks, and of all lookups that wait the last one is answered first.
 *
 * Two things are left to chance there. The files that one lookup finds get their memory in an order that depends on heap
 * addresses (on the hash of pointers to names). Members that one lookup brings in become known in another one, and if
 * several of them have a weak definition of a name, that of the first counts. Here both are the order of the inputs.
 *
 * Source: experiments with llvm-jitlink 22 and one thread (`tests/oracle/lookups.ts`); for weak names, libstdc++.
 */
import type { SymbolId } from '../graph/ids'
import { Base } from '../graph/ids'
import { SymbolFlag } from '../graph/schema'
import type { LinkResult } from './link'

/** The names that other files can have from an input, and whether the definition is strong. */
export type Exports = ReadonlyMap<string, boolean>

/** What an input has to offer. */
export interface Offer {
  readonly name: string
  readonly exports: Exports
  /** The archive that it is a member of, and there only if it is asked for; undefined: it is an object. */
  readonly archive: string | undefined
}

/** What the reference linker leaves to chance and was seen doing; names are those of files. */
export interface Chance {
  /** The files in the order of their memory. */
  readonly memory: readonly string[]
  /** Weak name → the file whose definition counts. */
  readonly weak: ReadonlyMap<string, string>
}

/** For each input the names that it lacks. */
export type Needs = Map<number, Set<string>>

export interface Answered {
  /** The inputs that are linked, in the order of their memory. */
  readonly order: readonly number[]
  /** For each name the input whose definition counts. */
  readonly definers: ReadonlyMap<string, number>
  /** Member → the member whose number it goes by, where that is another. */
  readonly numbers: ReadonlyMap<number, number>
}

/** Two inputs that both have a strong definition of a name. */
export interface Twice {
  readonly twice: readonly [number, number]
}

/** Adds what each file of a link takes from others or lacks. */
export function addNeeds(
  needs: Needs,
  { graph, inputOfFile }: Pick<LinkResult, 'graph' | 'inputOfFile'>,
  nameOf: (symbol: SymbolId) => string,
): void {
  for (const input of inputOfFile) if (!needs.has(input)) needs.set(input, new Set())
  const { base, flags, file } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.External || flags[s] & SymbolFlag.Removed) continue
    const input = inputOfFile[file[s]]
    if (input !== undefined) needs.get(input)!.add(nameOf(s))
  }
}

/** Answers lookups among inputs. */
export class Library {
  readonly #offers: readonly Offer[]
  /** Names of objects, which are there from the start. */
  readonly #objects: ReadonlyMap<string, number>
  /** Name → the first member that has it. */
  readonly #index: ReadonlyMap<string, number>
  /** Name → the last member of the same archive that has it, where that is another; empty if that plays no part. */
  readonly #last: ReadonlyMap<string, number>
  readonly #twice: readonly [number, number] | undefined
  readonly #weak: Chance['weak'] | undefined
  /** For each input its place among those that the same lookup finds. */
  readonly #ranks: readonly number[]

  /** `numbersLast`: a member goes by the number of the last one that has the name for which it is taken. */
  constructor(offers: readonly Offer[], numbersLast: boolean, chance?: Chance) {
    this.#offers = offers
    this.#weak = chance?.weak
    const places = new Map(chance?.memory.map((name, place) => [name, place]))
    this.#ranks = offers.map(({ name }, i) => (chance ? (places.get(name) ?? offers.length) : i))
    const objects = new Map<string, number>()
    const index = new Map<string, number>()
    const last = new Map<string, number>()
    for (const [input, { exports, archive }] of offers.entries()) {
      if (archive === undefined) {
        this.#twice ??= this.#define(objects, input)
        continue
      }
      for (const name of exports.keys()) {
        const first = index.get(name)
        if (first === undefined) index.set(name, input)
        else if (numbersLast && offers[first]!.archive === archive) last.set(name, input)
      }
    }
    this.#objects = objects
    this.#index = index
    this.#last = last
  }

  /** What is linked if `entries` are looked up, as far as it is known who needs what. */
  answer(entries: Iterable<string>, needs: Needs): Answered | Twice {
    if (this.#twice) return { twice: this.#twice }
    const definers = new Map(this.#objects)
    const order = new Set<number>()
    const numbers = new Map<number, number>()
    const waiting: Iterable<string>[] = [entries]
    for (let names = waiting.pop(); names !== undefined; names = waiting.pop()) {
      const found = this.#lookUp(names, definers, order, numbers)
      if ('twice' in found) return found
      for (const input of found.inputs) waiting.push(needs.get(input) ?? [])
    }
    return { order: [...order], definers, numbers }
  }

  /**
   * Notes the numbers by which the members go that a lookup takes. Returns one that it takes by two numbers, and so twice:
   * its strong definitions are rivals of each other.
   */
  #number(
    sources: ReadonlyMap<string, number>,
    definers: ReadonlyMap<string, number>,
    numbers: Map<number, number>,
  ): number | undefined {
    if (this.#last.size === 0) return undefined
    const taken = new Map<number, number>()
    for (const [name, source] of sources) {
      if (definers.has(name)) continue
      const number = this.#last.get(name) ?? source
      const isStrong = [...this.#offers[source]!.exports.values()].includes(true)
      if (isStrong && (taken.get(source) ?? number) !== number) return source
      taken.set(source, number)
      if (number !== source) numbers.set(source, number)
    }
    return undefined
  }

  /** One lookup: adds the inputs that define the names to `order`, and what new members define to `definers`. */
  #lookUp(
    names: Iterable<string>,
    definers: Map<string, number>,
    order: Set<number>,
    numbers: Map<number, number>,
  ): { readonly inputs: readonly number[] } | Twice {
    const sources = new Map<string, number>()
    for (const name of names) {
      const source = definers.get(name) ?? this.#index.get(name)
      if (source !== undefined) sources.set(name, source)
    }
    const confused = this.#number(sources, definers, numbers)
    if (confused !== undefined) return { twice: [confused, confused] }
    const brought = new Set<number>()
    const found = new Set<number>()
    for (const [name, source] of [...sources].toSorted(([, a], [, b]) => a - b)) {
      if (!definers.has(name)) {
        brought.add(source)
        const twice = this.#define(definers, source, brought)
        if (twice) return { twice }
      }
    }
    for (const name of sources.keys()) if (!order.has(definers.get(name)!)) found.add(definers.get(name)!)
    const inputs = [...found].toSorted((a, b) => this.#ranks[a]! - this.#ranks[b]!)
    for (const input of inputs) order.add(input)
    return { inputs }
  }

  /**
   * An input's names become known: the first strong definition of each counts, else the first; or, of those that one lookup
   * brought in, the one that is known to.
   */
  #define(
    definers: Map<string, number>,
    input: number,
    brought?: ReadonlySet<number>,
  ): readonly [number, number] | undefined {
    const { exports, name: file } = this.#offers[input]!
    for (const [name, strong] of exports) {
      const rival = definers.get(name)
      const rivalIsStrong = rival !== undefined && this.#offers[rival]!.exports.get(name) === true
      if (strong && rivalIsStrong) return [rival, input]
      const isLucky = rival !== undefined && brought?.has(rival) === true && this.#weak?.get(name) === file
      if (rival === undefined || (!rivalIsStrong && (strong || isLucky))) definers.set(name, input)
    }
    return undefined
  }
}
