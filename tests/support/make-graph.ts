/** A finished link of any size, made up: sections of blocks with names and edges, placed as the memory manager would. */
import { archById } from '../../src/engine/arch/index'
import type { Judge } from '../../src/engine/graph/crossings'
import { judgeFor } from '../../src/engine/graph/crossings'
import type { BlockId, EdgeKind, FileId, Protection, SectionId, SymbolId } from '../../src/engine/graph/ids'
import { NO_SEGMENT } from '../../src/engine/graph/ids'
import { FINALIZE, NO_ALLOC, STANDARD } from '../../src/engine/graph/lifetimes'
import { LinkGraph } from '../../src/engine/graph/link-graph'
import { FORMATS } from '../../src/engine/formats/index'

export interface MadeGraph {
  readonly graph: LinkGraph
  readonly arch: ReturnType<typeof archById>
  readonly judge: Judge
  readonly log: undefined
}

/** Numbers that look random and are the same every time. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const PLAN = [
  { name: '.text', lifetime: STANDARD, protection: 5, share: 0.4 },
  { name: '.rodata', lifetime: STANDARD, protection: 1, share: 0.15 },
  { name: '.data', lifetime: STANDARD, protection: 3, share: 0.15 },
  { name: '.init.text', lifetime: FINALIZE, protection: 5, share: 0.1 },
  { name: '.debug_info', lifetime: NO_ALLOC, protection: 1, share: 0.2 },
] as const

const BLOCK_SIZE = 64n
const PAGE = 4096n
const FILE = 0 as FileId

/** `blocks` blocks, each with a name, and `edges` edges between them: most go to near neighbours, some anywhere. */
export function makeGraph(blocks: number, edges: number, sectionSize = Number.POSITIVE_INFINITY): MadeGraph {
  const arch = archById(FORMATS[0]!.relocations[0]!.arch)
  const graph = new LinkGraph()
  graph.addFile({ name: 'made.o', arch: arch.id } as never, new Uint8Array(64))
  const maker = new Maker(graph, sectionSize)
  for (const plan of PLAN) maker.add(plan, Math.round(blocks * plan.share))
  maker.link(edges, arch.edges.findIndex(({ name }) => name === 'Delta32') as EdgeKind)
  return { graph, arch, judge: judgeFor(arch, 'landed'), log: undefined }
}

class Maker {
  readonly #graph: LinkGraph
  readonly #sectionSize: number
  readonly #symbols: SymbolId[] = []
  #address = 0x10000000n

  constructor(graph: LinkGraph, sectionSize: number) {
    this.#graph = graph
    this.#sectionSize = sectionSize
  }

  add(plan: (typeof PLAN)[number], count: number): void {
    const graph = this.#graph
    const { lifetime, protection } = plan
    const start = this.#address
    const size = BigInt(count) * BLOCK_SIZE
    const inMemory = lifetime !== NO_ALLOC
    const segment = inMemory ? graph.addSegment(FILE, protection as Protection, lifetime) : NO_SEGMENT
    let section = this.#section(plan, 0)
    for (let i = 0; i < count; i++) {
      if (i > 0 && i % this.#sectionSize === 0) section = this.#section(plan, i)
      const at = (inMemory ? start : 0n) + BigInt(i) * BLOCK_SIZE
      const b = this.#block(section, at)
      if (inMemory) graph.placeBlock(b, at, segment)
    }
    if (inMemory) graph.layOutSegment(segment, start, size, 0n, size, false)
    this.#address = ((start + size + PAGE - 1n) / PAGE) * PAGE
  }

  #section({ name, lifetime, protection }: (typeof PLAN)[number], i: number): SectionId {
    const title = this.#sectionSize === Number.POSITIVE_INFINITY ? name : `${name}.f${i}`
    const section = { name: this.#graph.names.internText(title), file: FILE, lifetime, flags: 0 }
    return this.#graph.addSection({ ...section, protection: protection as Protection }, this.#graph.sections.length)
  }

  #block(section: SectionId, address: bigint): BlockId {
    const graph = this.#graph
    const place = { size: BLOCK_SIZE, address, alignment: 1, alignmentOffset: 0, source: 1, sourceOffset: 0 }
    const b = graph.addBlock({ section, ...place })
    const name = graph.names.internText(`f${b}`)
    this.#symbols.push(graph.addDefined({ name, file: FILE, size: BLOCK_SIZE, linkage: 0, scope: 0, flags: 0 }, b, 0n))
    return b
  }

  link(edges: number, kind: EdgeKind): void {
    const graph = this.#graph
    const symbols = this.#symbols
    const random = numbers(7)
    for (let e = 0; e < edges; e++) {
      const from = random(symbols.length)
      const to = random(4) > 0 ? Math.min(symbols.length - 1, from + random(40)) : random(symbols.length)
      graph.addEdge(graph.symbols.block[symbols[from]!], 4 * random(15), kind, symbols[to]!, 0n)
    }
  }
}
