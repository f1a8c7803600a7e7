/**
 * Thread-local storage on AArch64. What `lower-threads-x86-64` does for its processor: in a link of its own every variable
 * of the link is at a distance from the thread pointer that the linker knows, and becomes local-exec, two moves of sixteen
 * bits; a name outside becomes initial-exec, a load of its distance from an entry of the GOT. Every instruction of these
 * sequences has a relocation of its own and is rewritten by itself:
 *
 *   adrp x0, :tlsdesc:v         →  movz x0, #:tprel_g1:v, lsl #16    or  adrp x0, :gottprel:v
 *   ldr x1, [x0, :tlsdesc_lo12:v]  →  movk x0, #:tprel_g0_nc:v       or  ldr x0, [x0, :gottprel_lo12:v]
 *   add x0, x0, :tlsdesc_lo12:v    →  nop
 *   blr x1                         →  nop
 *   adrp xN, :gottprel:v           →  movz xN, #:tprel_g1:v, lsl #16
 *   ldr xN, [xN, :gottprel_lo12:v] →  movk xN, #:tprel_g0_nc:v
 *
 * Initial-exec is left as it is where a load puts the distance into another register than the page is in: the two moves
 * need one register.
 *
 * Source: ELF for the Arm 64-bit Architecture (AAELF64), "Thread-local storage", "Relaxation".
 */
import { hex } from '../../base/hex'
import type { Phrase } from '../graph/phrases/phrase'
import { tell, verbatim } from '../graph/phrases/phrase'
import { AARCH64 } from '../arch/aarch64/edges'
import type { InstructionForm } from '../arch/instruction-form'
import { hasForm } from '../arch/instruction-form'
import { definitionOf } from '../graph/crossings'
import { Refusal } from '../graph/diagnostics'
import type { BlockId, EdgeId, EdgeKind, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { EdgeFlag } from '../graph/schema'
import type { Pass } from './pass'

const NOP = 0xd503201f
/** movz x0, #0, lsl #16 */
const MOVZ_HIGH = 0xd2a00000
/** movk x0, #0 */
const MOVK_LOW = 0xf2800000
/** adrp x0, 0 */
const ADRP_X0 = 0x90000000
/** ldr x0, [x0] */
const LDR_X0 = 0xf9400000
const REGISTER = 0x1f

const form = (says: Phrase, mask: number, value: number): InstructionForm => ({ says, masks: [[mask, value]] })

const ADRP = form(verbatim('adrp'), 0x9f000000, 0x90000000)
const LDR = form(tell('ldr-8'), 0xffc00000, 0xf9400000)
const LDR_FROM_X0 = form(tell('ldr-from-x0'), 0xffc003e0, 0xf9400000)
const ADRP_TO_X0 = form(verbatim('adrp x0'), 0x9f00001f, 0x90000000)
const ADD_X0 = form(verbatim('add x0, x0'), 0xffc003ff, 0x91000000)
const BLR = form(verbatim('blr'), 0xfffffc1f, 0xd63f0000)

const DESCRIPTOR_PAGE = AARCH64.RequestTLSDescEntryAndTransformToPage21
const DESCRIPTOR_OFFSET = AARCH64.RequestTLSDescEntryAndTransformToPageOffset12
const DESCRIPTOR_CALL = AARCH64.RequestTLSDescCall
const OFFSET_PAGE = AARCH64.RequestTPOffAndTransformToPage21
const OFFSET_LOAD = AARCH64.RequestTPOffAndTransformToPageOffset12

/** For each edge kind whether this pass has anything to do with it: most objects have none. */
const LOWERED = new Uint8Array(256)
for (const kind of [DESCRIPTOR_PAGE, DESCRIPTOR_OFFSET, DESCRIPTOR_CALL, OFFSET_PAGE, OFFSET_LOAD]) LOWERED[kind] = 1

export const lowerThreadsAArch64: Pass = {
  id: 'lower-thread-local-models-aarch64',
  phase: 'prepare',
  only: { processor: 'aarch64' },
  says: 'Makes accesses to thread-local storage local-exec, a constant distance from the thread pointer, and those to names outside initial-exec.',
  run({ graph, options }) {
    if (options.quirks.has('tls-models-refused')) return
    const { kind } = graph.edges
    const edges: EdgeId[] = []
    for (let e = 0 as EdgeId; e < graph.edges.length; e++) if (LOWERED[kind[e]]) edges.push(e)
    if (edges.length === 0) return
    const lowerer = new Lowerer(graph, edges)
    for (const e of edges) lowerer.lower(e, kind[e])
  },
}

class Lowerer {
  readonly #graph: LinkGraph
  /** Names whose distance some load puts into another register than the one that it comes from. */
  readonly #apart = new Set<SymbolId>()

  constructor(graph: LinkGraph, edges: readonly EdgeId[]) {
    this.#graph = graph
    for (const e of edges) {
      if (graph.edges.kind[e] !== OFFSET_LOAD) continue
      const word = this.#expect(e, LDR)
      if ((word & REGISTER) !== ((word >>> 5) & REGISTER)) this.#apart.add(graph.edges.target[e])
    }
  }

  lower(e: EdgeId, kind: EdgeKind): void {
    if (kind === DESCRIPTOR_PAGE) this.#descriptorPage(e)
    else if (kind === DESCRIPTOR_OFFSET) this.#descriptorOffset(e)
    else if (kind === DESCRIPTOR_CALL) this.#toNothing(e, BLR)
    else if (kind === OFFSET_PAGE) this.#offsetPage(e)
    else this.#offsetLoad(e)
  }

  #descriptorPage(e: EdgeId): void {
    this.#expect(e, ADRP_TO_X0)
    if (this.#isOutside(e)) this.#rewrite(e, ADRP_X0, OFFSET_PAGE)
    else this.#rewrite(e, MOVZ_HIGH, AARCH64.MoveWide16TPOffLast)
  }

  /** Of the load; the addition behind it adds nothing any more. */
  #descriptorOffset(e: EdgeId): void {
    if (this.#has(e, ADD_X0)) {
      this.#toNothing(e, ADD_X0)
      return
    }
    this.#expect(e, LDR_FROM_X0)
    if (this.#isOutside(e)) this.#rewrite(e, LDR_X0, OFFSET_LOAD)
    else this.#rewrite(e, MOVK_LOW, AARCH64.MoveWide16TPOffUnchecked)
  }

  #toNothing(e: EdgeId, expected: InstructionForm): void {
    this.#expect(e, expected)
    this.#rewrite(e, NOP, KIND_KEEP_ALIVE)
  }

  #offsetPage(e: EdgeId): void {
    const register = this.#expect(e, ADRP) & REGISTER
    if (this.#staysLoad(e)) return
    this.#rewrite(e, (MOVZ_HIGH | register) >>> 0, AARCH64.MoveWide16TPOffLast)
  }

  #offsetLoad(e: EdgeId): void {
    const register = this.#expect(e, LDR) & REGISTER
    if (this.#staysLoad(e)) return
    this.#rewrite(e, (MOVK_LOW | register) >>> 0, AARCH64.MoveWide16TPOffUnchecked)
  }

  #staysLoad(e: EdgeId): boolean {
    return this.#isOutside(e) || this.#apart.has(this.#graph.edges.target[e])
  }

  /** No file of the link defines the name. */
  #isOutside(e: EdgeId): boolean {
    const { base } = this.#graph.symbols
    return base[definitionOf(this.#graph, this.#graph.edges.target[e])] === Base.External
  }

  #rewrite(e: EdgeId, word: number, kind: EdgeKind): void {
    const { edges } = this.#graph
    const b = edges.block[e]
    this.#graph.event('edgeRelaxed', e)
    this.#graph.addEdgeFlag(e, EdgeFlag.Relaxed)
    this.#graph.makeMutable(b, 'thread-local pass')
    this.#graph.writeField(b, edges.offset[e], 4, word, 0)
    this.#graph.retargetEdge(e, kind, edges.target[e])
  }

  #has(e: EdgeId, expected: InstructionForm): boolean {
    const word = this.#wordAt(e)
    return word !== undefined && hasForm(expected, word)
  }

  /** The instruction at an edge's place; a Refusal if it is not of the form. */
  #expect(e: EdgeId, expected: InstructionForm): number {
    if (!this.#has(e, expected)) throw this.#refuse(e, expected)
    return this.#wordAt(e)!
  }

  #wordAt(e: EdgeId): number | undefined {
    const { edges } = this.#graph
    const at = edges.offset[e]
    const bytes = this.#graph.content(edges.block[e] as BlockId)
    if (!bytes || at + 4 > bytes.length) return undefined
    return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true)
  }

  #refuse(e: EdgeId, { says }: InstructionForm): Refusal {
    const { edges, blocks, sections, files } = this.#graph
    const x = blocks.section[edges.block[e]]
    const word = this.#wordAt(e)
    const structure = tell('section-at', { name: this.#graph.sectionName(x), offset: hex(edges.offset[e]) })
    const found = word === undefined ? tell('section-end') : tell('word', { word: hex(word) })
    return new Refusal('thread-local-sequence', {
      file: files[sections.file[x]]!.name,
      structure,
      found,
      expected: says,
    })
  }
}
