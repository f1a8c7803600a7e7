/**
 * Applies every relocation edge: computes its formula from final addresses and writes the field. All policies are
 * treated alike; the only difference is that NoAlloc content, which no memory manager has copied, is copied to graph
 * memory first. A later edge at the same place overwrites an earlier one.
 *
 * Values are pairs of 32-bit words, so they are exact modulo 2^64 without a bigint in the loop.
 *
 * Source: JITLink's fixUpBlocks and x86_64 applyFixup.
 */
import type { Arch } from '../arch/arch'
import { edgeKindName } from '../arch/arch'
import { isRequest } from '../arch/edge-rows'
import { explainEdge } from '../arch/explain'
import type { Places } from '../arch/places'
import { placesOf, templateFileOf } from '../arch/places'
import { tombstoneFor } from '../arch/tombstone'
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdges } from '../graph/edge-index'
import { Refusal } from '../graph/diagnostics'
import type { BlockId, EdgeId, FileId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, NO_MEMORY, NO_SYMBOL } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { ASKER, EdgeFlag } from '../graph/schema'
import { CHECK_NONE, CHECK_SIGNED, compileFixups } from './compile'
import type { FixupColumns } from './compile'
import { refuseOutOfRange } from './range-error'

const TWO_32 = 2 ** 32

/**
 * Applies all edges of all blocks that are still in the graph. Throws a Refusal at the first that cannot be applied.
 * `check` is called with each edge before it is applied, and may throw one of its own.
 */
export function applyFixups(graph: LinkGraph, arch: Arch, check?: (e: EdgeId) => void): void {
  const applier = new FixupApplier(graph, arch, check)
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) if (!graph.isRemoved(b)) applier.applyBlock(b)
}

class FixupApplier {
  readonly #graph: LinkGraph
  readonly #arch: Arch
  readonly #index: EdgeIndex
  readonly #columns: FixupColumns
  readonly #places: Places
  /** Low and high words of each file's GOT address. */
  readonly #got: Uint32Array
  readonly #check: ((e: EdgeId) => void) | undefined
  #low = 0
  #high = 0

  constructor(graph: LinkGraph, arch: Arch, check: ((e: EdgeId) => void) | undefined) {
    this.#graph = graph
    this.#check = check
    this.#arch = arch
    this.#index = indexEdges(graph)
    this.#columns = compileFixups(arch)
    this.#places = placesOf(graph)
    this.#got = new Uint32Array(BigUint64Array.from(this.#places.got).buffer)
  }

  applyBlock(b: BlockId): void {
    const graph = this.#graph
    if (graph.isZeroFill(b)) return
    if (graph.blocks.memory[b] === NO_MEMORY) {
      graph.event('contentCopied', b, ASKER.fixup)
      graph.makeMutable(b, 'fixup')
    }
    const { start, edge } = this.#index
    for (let i = start[b]!; i < start[b + 1]!; i++) this.#apply(edge[i]! as EdgeId, b)
  }

  #apply(e: EdgeId, b: BlockId): void {
    const graph = this.#graph
    const kind = graph.edges.kind[e]
    const width = this.#columns.width[kind] as 0 | 1 | 2 | 4 | 8
    if (width === 0) {
      this.#checkWritesNothing(e)
      return
    }
    this.#check?.(e)
    const offset = graph.edges.offset[e]
    if (offset + width > Number(graph.blocks.size.big[b])) throw this.#refuseBounds(e, b, width)
    graph.event('fixupWritten', e)
    graph.addEdgeFlag(e, EdgeFlag.Applied)
    if (graph.edges.flags[e] & EdgeFlag.Tombstone) {
      graph.writeField(b, offset, width, tombstoneFor(graph, b), 0)
      return
    }
    this.#compute(e, b, kind)
    if (this.#columns.tp[kind] !== 0 || this.#columns.tls[kind] !== 0) this.#addThread(e, kind)
    if (!this.#fits(kind, width)) throw refuseOutOfRange(graph, explainEdge(graph, this.#arch, e, this.#places))
    graph.writeField(b, offset, width, this.#low, this.#high)
  }

  /** Leaves the value in #low and #high. Sums of a few words stay far below 2^53, so doubles carry them exactly. */
  #compute(e: EdgeId, b: BlockId, kind: number): void {
    const { blocks, symbols, edges, sections } = this.#graph
    const { s, a, p, got, z, constant } = this.#columns
    const target = edges.target[e]
    const home = symbols.base[target] === Base.Defined ? symbols.block[target] : NO_SYMBOL
    const address = (home as number) === NO_SYMBOL ? symbols.address.words : blocks.address.words
    const at = 2 * ((home as number) === NO_SYMBOL ? target : home)
    const offsetWords = symbols.offset.words
    const placeWords = blocks.address.words
    const addend = edges.addend.words
    const sizeWords = symbols.size.words
    const g = 2 * sections.file[blocks.section[b]]
    const low =
      s[kind]! * (address[at]! + offsetWords[2 * target]!) +
      a[kind]! * addend[2 * e]! +
      p[kind]! * (placeWords[2 * b]! + edges.offset[e]) +
      got[kind]! * this.#got[g]! +
      z[kind]! * sizeWords[2 * target]! +
      constant[kind]!
    const carry = Math.floor(low / TWO_32)
    const high =
      s[kind]! * (address[at + 1]! + offsetWords[2 * target + 1]!) +
      a[kind]! * addend[2 * e + 1]! +
      p[kind]! * placeWords[2 * b + 1]! +
      got[kind]! * this.#got[g + 1]! +
      z[kind]! * sizeWords[2 * target + 1]! +
      carry
    this.#low = low >>> 0
    this.#high = high >>> 0
  }

  /** Thread-local kinds count from places of the target's file. They are few, so exact integers will do. */
  #addThread(e: EdgeId, kind: number): void {
    const home = templateFileOf(this.#graph, this.#graph.edges.target[e])
    if (home === undefined) return
    const { threadPointer, template } = this.#places
    const { tp, tls } = this.#columns
    const before = (BigInt(this.#high) << 32n) | BigInt(this.#low)
    const shift = BigInt(tp[kind]!) * threadPointer[home]! + BigInt(tls[kind]!) * template[home]!
    const value = BigInt.asUintN(64, before + shift)
    this.#low = Number(value & 0xffffffffn)
    this.#high = Number(value >> 32n)
  }

  #fits(kind: number, width: 1 | 2 | 4 | 8): boolean {
    const check = this.#columns.check[kind]
    if (check === CHECK_NONE) return true
    if (check === CHECK_SIGNED) {
      const shift = 32 - 8 * width
      const low = this.#low | 0
      return (low << shift) >> shift === low && this.#high === (low >> 31) >>> 0
    }
    return this.#high === 0 && (width === 4 || this.#low >>> (8 * width) === 0)
  }

  #checkWritesNothing(e: EdgeId): void {
    const kind = this.#graph.edges.kind[e]
    if (kind === KIND_KEEP_ALIVE || !isRequest(this.#arch.edges[kind]!)) return
    throw new Refusal('unsupported-edge', { file: this.#fileOf(e), found: edgeKindName(this.#arch, kind) })
  }

  #refuseBounds(e: EdgeId, b: BlockId, width: number): Refusal {
    const offset = this.#graph.edges.offset[e]
    const size = this.#graph.blocks.size.big[b]
    const structure = `section ${this.#graph.sectionName(this.#graph.blocks.section[b])}`
    return new Refusal('elf-relocation-bounds', {
      file: this.#fileOf(e),
      structure,
      found: `${width} bytes at offset ${offset}`,
      expected: `an end at or before ${size}`,
    })
  }

  #fileOf(e: EdgeId): string {
    const { sections, blocks, edges, files } = this.#graph
    return files[sections.file[blocks.section[edges.block[e]]] as FileId]!.name
  }
}
