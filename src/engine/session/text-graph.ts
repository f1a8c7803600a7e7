/**
 * A finished link as text, in the format of `llvm-jitlink-22 -show-graphs`, so that the two can be laid side by side.
 * Where the reference tool's order depends on heap addresses, the order here is by offset and then by name.
 */
import { append } from '../../base/append'
import { hex } from '../../base/hex'
import { edgeKindName } from '../arch/arch'
import { edgesOf, indexEdges } from '../graph/edge-index'
import type { EdgeIndex } from '../graph/edge-index'
import type { Holdings } from '../graph/holdings'
import { holdingsOf } from '../graph/holdings'
import type { BlockId, EdgeId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base, Linkage } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import type { LinkResult } from './link'

const SCOPES = ['default', 'hidden', 'side-effects-only', 'local'] as const

const SIZE_DIGITS = 8

/** `0x` and at least eight lower-case digits: how sizes, offsets and addends are printed. Addresses have no padding. */
const pad = (value: bigint): string => `0x${value.toString(16).padStart(SIZE_DIGITS, '0')}`

/** The dump of one file's graph. */
export function textGraph(result: LinkResult, file: FileId): string {
  return textGraphs(result)(file)
}

/** Dumps files of a link one by one; what they share is looked up once. */
export function textGraphs(result: LinkResult): (file: FileId) => string {
  const writer = new TextWriter(result)
  return (file) => writer.graph(file).join('\n')
}

class TextWriter {
  readonly #result: LinkResult
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex
  readonly #holdings: Holdings

  constructor(result: LinkResult) {
    this.#result = result
    this.#graph = result.graph
    this.#holdings = holdingsOf(result.graph)
    this.#index = indexEdges(result.graph)
  }

  graph(file: FileId): string[] {
    const { name, triple } = this.#graph.files[file]!
    const lines = [`Link graph "${name}" post-fixup:`, `LinkGraph "${name}" (triple = ${triple})`]
    for (const x of this.#sectionsByName(file)) append(lines, this.#section(x))
    lines.push('Absolute symbols:')
    append(lines, this.#outside(file, Base.Absolute))
    lines.push('', 'External symbols:')
    append(lines, this.#outside(file, Base.External))
    return lines
  }

  #sectionsByName(file: FileId): SectionId[] {
    return this.#holdings.sections
      .of(file)
      .sort((a, b) => compareText(this.#graph.sectionName(a), this.#graph.sectionName(b)))
  }

  #section(x: SectionId): string[] {
    const { blocks } = this.#graph
    const list = this.#holdings.blocks.of(x)
    list.sort((a, b) => compareBig(blocks.address.big[a], blocks.address.big[b]) || a - b)
    const header = `section ${this.#graph.sectionName(x)}:`
    return list.length === 0 ? [header, ''] : [header, '', ...list.flatMap((b) => this.#block(b))]
  }

  #block(b: BlockId): string[] {
    const { blocks } = this.#graph
    const size = `size = ${pad(blocks.size.big[b])}, align = ${2 ** blocks.alignment[b]}, alignment-offset = ${blocks.alignmentOffset[b]}`
    const head = `  block ${hex(blocks.address.big[b])} ${size}${this.#graph.isZeroFill(b) ? ', zero-fill' : ''}`
    const symbols = this.#symbolsOf(b)
    const edges = [...edgesOf(this.#index, b)].sort(
      (a, c) => this.#graph.edges.offset[a] - this.#graph.edges.offset[c] || a - c,
    )
    return [
      head,
      ...(symbols.length === 0
        ? ['    no symbols']
        : ['    symbols:', ...symbols.map((s) => `      ${this.#symbol(s)}`)]),
      ...(edges.length === 0 ? ['    no edges'] : ['    edges:', ...edges.map((e) => `      ${this.#edge(e)}`)]),
      '',
    ]
  }

  #symbolsOf(b: BlockId): SymbolId[] {
    const { symbols } = this.#graph
    const anonymous = (s: SymbolId): number => Number(symbols.name[s] === NO_NAME)
    return this.#holdings.symbols
      .of(b)
      .sort(
        (a, c) =>
          compareBig(symbols.offset.big[a], symbols.offset.big[c]) ||
          symbols.linkage[a] - symbols.linkage[c] ||
          symbols.scope[a] - symbols.scope[c] ||
          anonymous(a) - anonymous(c) ||
          compareBig(symbols.size.big[a], symbols.size.big[c]) ||
          a - c,
      )
  }

  #symbol(s: SymbolId): string {
    const { symbols } = this.#graph
    const linkage = symbols.linkage[s] === Linkage.Weak ? 'weak' : 'strong'
    const scope = SCOPES[symbols.scope[s]]!
    const live = symbols.flags[s] & SymbolFlag.Live ? 'live' : 'dead'
    const name = symbols.name[s] === NO_NAME ? '<anonymous symbol>' : this.#graph.nameOf(s)
    const home = symbols.base[s] === Base.Defined ? 'block' : 'addressable'
    const place = `${hex(this.#graph.addressOf(s))} (${home} + ${pad(symbols.offset.big[s])})`
    return `${place}: size: ${pad(symbols.size.big[s])}, linkage: ${linkage}, scope: ${scope}, ${live}  -   ${name}`
  }

  #edge(e: EdgeId): string {
    const { edges, blocks, symbols } = this.#graph
    const offset = BigInt(edges.offset[e])
    const addend = BigInt.asIntN(64, edges.addend.big[e])
    const sign = addend < 0n ? '-' : '+'
    const target = edges.target[e]
    const aim =
      symbols.name[target] === NO_NAME
        ? `addressable@${hex(this.#graph.addressOf(target))}+${pad(symbols.offset.big[target])}`
        : this.#graph.nameOf(target)
    const place = `${hex(BigInt.asUintN(64, blocks.address.big[edges.block[e]] + offset))} (block + ${pad(offset)})`
    return `${place}, addend = ${sign}${pad(addend < 0n ? -addend : addend)}, kind = ${edgeKindName(this.#result.arch, edges.kind[e])}, target = ${aim}`
  }

  #outside(file: FileId, base: Base): string[] {
    const { symbols } = this.#graph
    const lines: string[] = []
    for (const s of this.#holdings.outside.of(file)) {
      if (symbols.base[s] !== base) continue
      const weak = symbols.flags[s] & SymbolFlag.WeaklyReferenced ? ' (weakly referenced)' : ''
      lines.push(`  ${hex(this.#graph.addressOf(s))}: ${this.#symbol(s)}${weak}`)
    }
    return lines.length === 0 ? ['  none'] : lines
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b))
