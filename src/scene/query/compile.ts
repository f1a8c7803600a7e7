/**
 * Makes tests of a query: for sections, blocks, symbols and edges, as the graph is now. What a name decides is decided once
 * for each name, what a section decides once for each section, so that a million edges cost a look-up each.
 */
import { edgeKindName } from '../../engine/arch/arch'
import type { Arch } from '../../engine/arch/arch'
import type { Describer } from '../../engine/arch/describe'
import { explainEdge } from '../../engine/arch/explain'
import type { Places } from '../../engine/arch/places'
import { placesOf } from '../../engine/arch/places'
import type { Judge } from '../../engine/graph/crossings'
import { crossingOf, definitionOf, isCounted, OUTSIDE, pairOfEdge } from '../../engine/graph/crossings'
import type { EdgeIndex } from '../../engine/graph/edge-index'
import type { BlockId, EdgeId, EdgeKind, SectionId, SymbolId } from '../../engine/graph/ids'
import { Base, NO_BLOCK, NO_SEGMENT } from '../../engine/graph/ids'
import { NO_ALLOC } from '../../engine/graph/lifetimes'
import type { LinkGraph } from '../../engine/graph/link-graph'
import { SymbolFlag } from '../../engine/graph/schema'
import { NO_NAME } from '../../engine/table/name-table'
import type { NamesIn } from '../names-in'
import { lazy } from '../../base/lazy'
import { globTest } from './glob'
import type { Comparison, Query, Term } from './parse'
import type { Subject } from './terms'

/** What a query is asked of. */
export interface Searched {
  readonly graph: LinkGraph
  readonly arch: Arch
  readonly judge: Judge
  readonly outgoing: EdgeIndex
  readonly incoming: EdgeIndex
  /** By block. */
  readonly names: NamesIn
  /** Where an edge's field is and what it aims at, in words. */
  readonly describer: Pick<Describer, 'source' | 'target'>
  /** A name as its author wrote it; the same text where it is not mangled or not known yet. */
  readonly written: (name: string) => string
}

export type Tests = { readonly [S in Subject]?: (id: number) => boolean }

/** Terms can be asked of some subjects only; a subject that one term cannot be asked of is not found at all. */
export function compileQuery(searched: Searched, { terms }: Query): Tests {
  if (terms.length === 0) return {}
  const all = terms.map((term) => compileTerm(new Compiler(searched), term))
  const together = (subject: Subject): ((id: number) => boolean) | undefined => {
    const tests = all.flatMap((one) => one[subject] ?? [])
    return tests.length === all.length ? (id) => tests.every((test) => test(id)) : undefined
  }
  // A word alone asks for names, as an expression does. That blocks and edges have them as well says nothing new.
  const named = terms.every(({ id }) => id === 'word' || id === 're')
  return {
    symbol: together('symbol'),
    section: together('section'),
    ...(named ? {} : { block: together('block'), edge: together('edge') }),
  } as Tests
}

/** The test of edges for a filter: words count as well. */
export function compileEdgeTest(searched: Searched, { terms }: Query): (e: EdgeId) => boolean {
  const tests = terms.flatMap((term) => compileTerm(new Compiler(searched), term).edge ?? [])
  // What cannot be asked of an edge lets none pass: the filter must not promise what it does not do.
  return tests.length < terms.length ? () => false : (e) => tests.every((test) => test(e))
}

function compileTerm(compiler: Compiler, term: Term): Tests {
  const tests = compiler.term(term)
  if (!term.not) return tests
  const turned = Object.entries(tests).map(([subject, test]) => [subject, (id: number) => !test(id)] as const)
  return Object.fromEntries(turned)
}

/** Tests names in lower case. */
type NameTest = (name: string) => boolean

const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '=': (a, b) => a === b,
  '>': (a, b) => a > b,
}

class Compiler {
  readonly #searched: Searched
  readonly #graph: LinkGraph

  constructor(searched: Searched) {
    this.#searched = searched
    this.#graph = searched.graph
  }

  term(term: Term): Tests {
    const { graph, judge, arch, outgoing } = { ...this.#searched }
    switch (term.id) {
      case 'word':
        return this.#named(globTest(term.text))
      case 're':
        return this.#named(term.test ?? (() => false))
      case 'section':
        return this.#bySection(this.#sectionName(globTest(term.text)))
      case 'file': {
        const test = globTest(term.text)
        return this.#bySection((x) =>
          test((graph.files[graph.sections.file[x as SectionId]]?.name ?? '').toLowerCase()),
        )
      }
      case 'policy':
        return this.#bySection((x) => graph.sections.lifetime[x as SectionId] === term.policy)
      case 'size':
        return this.#size((size) => COMPARE[term.comparison](size, term.value))
      case 'in':
        return this.#incoming((count) => COMPARE[term.comparison](count, term.value))
      case 'out':
        return { block: (b) => COMPARE[term.comparison](countAt(outgoing, b), term.value) }
      case 'dead':
        return {
          block: (b) => graph.isRemoved(b as BlockId),
          symbol: (s) => (graph.symbols.flags[s as SymbolId] & SymbolFlag.Removed) !== 0,
        }
      case 'kind': {
        const test = globTest(term.text)
        const isKind = once((kind) => test(edgeKindName(arch, kind as EdgeKind).toLowerCase()), KINDS)
        return { edge: (e) => isKind(graph.edges.kind[e as EdgeId]) }
      }
      case 'from':
        return { edge: this.#source(globTest(term.text)) }
      case 'to':
        return { edge: this.#target(globTest(term.text)) }
      case 'crossing':
        return { edge: (e) => isCrossing(pairOfEdge(graph, e as EdgeId)) }
      case 'verdict':
        return { edge: (e) => crossingOf(graph, e as EdgeId, judge).verdict.startsWith(term.text) }
      case 'range': {
        const places = lazy(() => placesOf(graph, arch))
        return { edge: (e) => isOutOfReach(graph, arch, e as EdgeId, places) }
      }
    }
  }

  #named(test: NameTest): Tests {
    const isSource = this.#source(test)
    const isTarget = this.#target(test)
    return {
      symbol: this.#name(test),
      section: this.#sectionName(test),
      block: this.#place(test),
      edge: (e) => isSource(e) || isTarget(e),
    }
  }

  /** Whether a symbol is called so, raw or as its author wrote it. */
  #name(test: NameTest): (s: number) => boolean {
    const { name } = this.#graph.symbols
    const { written } = this.#searched
    const byName = new Map<number, boolean>()
    const decide = (raw: string): boolean => {
      if (test(raw.toLowerCase())) return true
      const other = written(raw)
      return other !== raw && test(other.toLowerCase())
    }
    return (s) => {
      const id = name[s as SymbolId]
      if (id === NO_NAME) return false
      const found = byName.get(id) ?? decide(this.#graph.nameOf(s as SymbolId))
      byName.set(id, found)
      return found
    }
  }

  #sectionName(test: NameTest): (x: number) => boolean {
    return once((x) => test(this.#graph.sectionName(x as SectionId).toLowerCase()), this.#graph.sections.length)
  }

  /** Whether a block has a name with this in it, or is in a section that has. */
  #place(test: NameTest): (b: number) => boolean {
    const { start, symbol } = this.#searched.names
    const { section } = this.#graph.blocks
    const isName = this.#name(test)
    const isSection = this.#sectionName(test)
    return once((b) => {
      for (let i = start[b] ?? 0; i < (start[b + 1] ?? 0); i++) if (isName(symbol[i]!)) return true
      return isSection(section[b as BlockId])
    }, this.#graph.blocks.length)
  }

  /** Whether an edge's field is in what has this in its name. */
  #source(test: NameTest): (e: number) => boolean {
    const { block } = this.#graph.edges
    const { describer } = this.#searched
    const isThere = this.#spot(test)
    return (e) => isThere(block[e as EdgeId], () => describer.source(e as EdgeId))
  }

  #target(test: NameTest): (e: number) => boolean {
    const { base, block, name } = this.#graph.symbols
    const { target } = this.#graph.edges
    const { describer } = this.#searched
    const isName = this.#name(test)
    const isThere = this.#spot(test)
    return (e) => {
      const own = definitionOf(this.#graph, target[e as EdgeId])
      if (name[own] !== NO_NAME) return isName(own)
      const isPlaced = base[own] === Base.Defined && block[own] !== NO_BLOCK
      return isPlaced && isThere(block[own], () => describer.target(e as EdgeId))
    }
  }

  /** The same of a place in a block: where the block has many names, it is the one at the place that counts. */
  #spot(test: NameTest): (b: number, said: () => string) => boolean {
    const { start } = this.#searched.names
    const { section } = this.#graph.blocks
    const { written } = this.#searched
    const isThere = this.#place(test)
    const isSection = this.#sectionName(test)
    return (b, said) => {
      if (!isThere(b)) return false
      if ((start[b + 1] ?? 0) - (start[b] ?? 0) < 2 || isSection(section[b as BlockId])) return true
      const words = said()
      return test(words.toLowerCase()) || test(written(words.replace(OFFSET, '')).toLowerCase())
    }
  }

  /** What is decided by the section that something is in. An edge has an end in two. */
  #bySection(decide: (x: number) => boolean): Tests {
    const { sections, blocks, symbols, edges } = this.#graph
    const section = once(decide, sections.length)
    const block = (b: number): boolean => section(blocks.section[b as BlockId])
    const symbol = (s: number): boolean => {
      const own = definitionOf(this.#graph, s as SymbolId)
      return symbols.base[own] === Base.Defined && symbols.block[own] !== NO_BLOCK && block(symbols.block[own])
    }
    return {
      section,
      block,
      symbol,
      edge: (e) => block(edges.block[e as EdgeId]) || symbol(edges.target[e as EdgeId]),
    }
  }

  #size(fits: (bytes: number) => boolean): Tests {
    const { blocks, symbols, sections } = this.#graph
    const sums = lazy(() => {
      const sum = new Float64Array(sections.length)
      for (let b = 0 as BlockId; b < blocks.length; b++)
        if (!this.#graph.isRemoved(b)) sum[blocks.section[b]]! += numberAt(blocks.size.words, b)
      return sum
    })
    return {
      block: (b) => fits(numberAt(blocks.size.words, b)),
      symbol: (s) => fits(numberAt(symbols.size.words, s)),
      section: (x) => fits(sums()[x]!),
    }
  }

  /** Edges are counted in one pass, when the first thing is asked about. */
  #incoming(fits: (count: number) => boolean): Tests {
    const counts = lazy(() => countIncoming(this.#graph))
    return {
      symbol: (s) => fits(counts().symbol[s]!),
      block: (b) => fits(counts().block[b]!),
    }
  }
}

/** Whether a value does not fit into its field. Before both ends have their addresses there is no value. */
function isOutOfReach(graph: LinkGraph, arch: Arch, e: EdgeId, places: () => Places): boolean {
  const own = definitionOf(graph, graph.edges.target[e])
  const { base, block, flags } = graph.symbols
  const isThere =
    base[own] === Base.External
      ? (flags[own] & SymbolFlag.Resolved) !== 0
      : block[own] === NO_BLOCK || isPlaced(graph, block[own])
  if (!isThere || !isPlaced(graph, graph.edges.block[e])) return false
  const explained = explainEdge(graph, arch, e, places())
  return explained !== undefined && explained.tombstone === undefined && !explained.fits
}

/** Metadata that nobody allocates stays where its file has it. */
const isPlaced = ({ blocks, sections }: LinkGraph, b: BlockId): boolean =>
  blocks.segment[b] !== NO_SEGMENT || sections.lifetime[blocks.section[b]] === NO_ALLOC

/** `+0x22` behind a name. */
const OFFSET = /\+0x[0-9a-f]+$/

/** Edge kinds are bytes. */
const KINDS = 256

const isCrossing = (pair: number): boolean => {
  const [from, to] = [pair >> 2, pair & 3]
  return to !== OUTSIDE && from !== to
}

function countIncoming(graph: LinkGraph): { readonly symbol: Uint32Array; readonly block: Uint32Array } {
  const symbol = new Uint32Array(graph.symbols.length)
  const block = new Uint32Array(graph.blocks.length)
  const { base, block: home } = graph.symbols
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (!isCounted(graph, e)) continue
    const own = definitionOf(graph, graph.edges.target[e])
    symbol[own]!++
    if (base[own] === Base.Defined && home[own] !== NO_BLOCK) block[home[own]]!++
  }
  return { symbol, block }
}

const countAt = ({ start }: EdgeIndex, row: number): number => (start[row + 1] ?? 0) - (start[row] ?? 0)

/** A 64-bit value of a column as a number: sizes are far below 2^53. */
const numberAt = (words: Uint32Array, row: number): number => words[2 * row]! + words[2 * row + 1]! * 2 ** 32

/** Decides once for each number below `count`. */
function once(decide: (id: number) => boolean, count: number): (id: number) => boolean {
  const known = new Uint8Array(count)
  return (id) => {
    if (known[id] === 0) known[id] = decide(id) ? YES : NO
    return known[id] === YES
  }
}

const NO = 1
const YES = 2
