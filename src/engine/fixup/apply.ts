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
import { Base, KIND_KEEP_ALIVE, NO_BLOCK, NO_MEMORY } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { ASKER, BlockFlag, EdgeFlag } from '../graph/schema'
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
  graph.memory.expect(uncopiedBytes(graph))
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) if (!graph.isRemoved(b)) applier.applyBlock(b)
}

/** Bytes of content that nobody has asked for yet. */
function uncopiedBytes(graph: LinkGraph): number {
  const { flags, memory } = graph.blocks
  const { words } = graph.blocks.size
  let sum = 0
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (memory[b] === NO_MEMORY && !(flags[b] & (BlockFlag.Removed | BlockFlag.ZeroFill))) sum += words[2 * b]!
  }
  return sum
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
    const { kind, offset, flags } = graph.edges
    const { width, isThreadLocal } = this.#columns
    const size = graph.blocks.size.words[2 * b]!
    const end = start[b + 1]!
    for (let i = start[b]!; i < end; i++) {
      const e = edge[i]! as EdgeId
      const k = kind[e]
      const bytes = width[k] as 0 | 1 | 2 | 4 | 8
      if (bytes === 0) {
        this.#checkWritesNothing(e)
        continue
      }
      this.#check?.(e)
      if (offset[e] + bytes > size) throw this.#refuseBounds(e, b, bytes)
      if (flags[e] & EdgeFlag.Tombstone) {
        graph.applyEdge(e, b, bytes, tombstoneFor(graph, b), 0)
        continue
      }
      this.#compute(e, b, k)
      if (isThreadLocal[k]) this.#addThread(e, k)
      const fits = this.#fits(k, bytes)
      graph.applyEdge(e, b, fits ? bytes : 0, this.#low, this.#high)
      if (!fits) throw refuseOutOfRange(graph, explainEdge(graph, this.#arch, e, this.#places))
    }
  }

  /** Leaves the value in #low and #high. Sums of a few words stay far below 2^53, so doubles carry them exactly. */
  #compute(e: EdgeId, b: BlockId, kind: number): void {
    const { blocks, symbols, edges } = this.#graph
    const { s, a, p, constant, isUnusual } = this.#columns
    const target = edges.target[e]
    const home = symbols.base[target] === Base.Defined ? symbols.block[target] : NO_BLOCK
    const address = home === NO_BLOCK ? symbols.address.words : blocks.address.words
    const at = 2 * (home === NO_BLOCK ? target : home)
    const offset = symbols.offset.words
    const place = blocks.address.words
    const addend = edges.addend.words
    let low =
      s[kind]! * (address[at]! + offset[2 * target]!) +
      a[kind]! * addend[2 * e]! +
      p[kind]! * (place[2 * b]! + edges.offset[e]) +
      constant[kind]!
    let high =
      s[kind]! * (address[at + 1]! + offset[2 * target + 1]!) +
      a[kind]! * addend[2 * e + 1]! +
      p[kind]! * place[2 * b + 1]!
    if (isUnusual[kind]) {
      const { got, z } = this.#columns
      const size = symbols.size.words
      const g = 2 * this.#graph.sections.file[blocks.section[b]]
      low += got[kind]! * this.#got[g]! + z[kind]! * size[2 * target]!
      high += got[kind]! * this.#got[g + 1]! + z[kind]! * size[2 * target + 1]!
    }
    this.#low = low >>> 0
    this.#high = (high + Math.floor(low / TWO_32)) >>> 0
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
