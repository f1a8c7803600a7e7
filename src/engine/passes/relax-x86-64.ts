/**
 * Relaxation. The compiler asked for a detour through the GOT because it could not know how far the target would be; now
 * addresses are known, and where the target is in reach the detour is taken out:
 *
 *   mov foo@GOTPCREL(%rip), %reg   →  lea foo(%rip), %reg
 *   call *foo@GOTPCREL(%rip)       →  addr32 call foo
 *   jmp *foo@GOTPCREL(%rip)        →  jmp foo; nop
 *   test %reg, foo@GOTPCREL(%rip)  →  test $foo, %reg
 *   add foo@GOTPCREL(%rip), %reg   →  add $foo, %reg        (and or, adc, sbb, and, sub, xor, cmp)
 *   call foo through its stub      →  call foo
 *
 * Entries stay in memory even if nobody uses them any more.
 *
 * Source: System V ABI, AMD64 supplement, "Optimize GOTPCRELX Relocations"; JITLink's optimizeGOTAndStubAccesses.
 */
import { X86 } from '../arch/x86-64/edges'
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdges } from '../graph/edge-index'
import type { BlockId, EdgeId, EdgeKind, SymbolId } from '../graph/ids'
import { Base, NO_BLOCK, NO_MEMORY } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'
import { ASKER, EdgeFlag } from '../graph/schema'
import type { Pass, PassContext } from './pass'

const OP_MOV_LOAD = 0x8b
const OP_LEA = 0x8d
const OP_INDIRECT = 0xff
const MODRM_CALL_RIP = 0x15
const OP_ADDR32 = 0x67
const OP_CALL = 0xe8
const OP_JMP = 0xe9
const OP_NOP = 0x90
const OP_TEST = 0x85
const OP_TEST_IMMEDIATE = 0xf7
const OP_BINARY_IMMEDIATE = 0x81
/** add, or, adc, sbb, and, sub, xor, cmp of a register and memory; bits 3 to 5 say which. */
const BINARY_OP_MASK = 0xc7
const BINARY_OP_LOAD = 0x03
/** The bits of the byte in front of the opcode that extend the register field; those for the other operand stand two below. */
const REGISTER_EXTENSION: ReadonlyMap<EdgeKind, number> = new Map([
  [X86.PCRel32GOTLoadREXRelaxable, 0x04],
  [X86.PCRel32GOTLoadREX2Relaxable, 0x44],
])

const LOAD = 1
const BRANCH = 2

/** For each edge kind what can be taken out: most edges are passed over. */
const DETOURS = new Uint8Array(256)
DETOURS[X86.PCRel32GOTLoadRelaxable] = LOAD
DETOURS[X86.PCRel32GOTLoadREXRelaxable] = LOAD
DETOURS[X86.PCRel32GOTLoadREX2Relaxable] = LOAD
DETOURS[X86.BranchPCRel32ToPtrJumpStubBypassable] = BRANCH

export const relaxX86: Pass = {
  id: 'relax-got-and-stubs',
  phase: 'relax',
  only: { processor: 'x86-64' },
  says: 'Takes out detours through GOT entries and stubs whose targets turn out to be in reach.',
  run(context) {
    if (!context.options.relaxation) return
    const relaxer = new Relaxer(context, indexEdges(context.graph))
    const { kind, block, length } = context.graph.edges
    for (let e = 0 as EdgeId; e < length; e++) {
      const detour = DETOURS[kind[e]]
      if (detour === 0 || context.graph.isRemoved(block[e])) continue
      if (detour === LOAD) relaxer.load(e)
      else relaxer.branch(e)
    }
  },
}

class Relaxer {
  readonly #graph: LinkGraph
  readonly #context: PassContext
  readonly #index: EdgeIndex
  readonly #boundaryBug: boolean

  constructor(context: PassContext, index: EdgeIndex) {
    this.#graph = context.graph
    this.#boundaryBug = context.options.quirks.has('relax-boundary')
    this.#context = context
    this.#index = index
  }

  /** A load, call or jump through a GOT entry. The opcode stands two bytes before the field. */
  load(e: EdgeId): void {
    const graph = this.#graph
    const b = graph.edges.block[e]
    const offset = graph.edges.offset[e]
    if (offset < 2 || graph.byteAt(b, offset + 3) === undefined) return
    const target = this.#behindGot(graph.edges.target[e])
    const op = graph.byteAt(b, offset - 2)
    if (op === OP_MOV_LOAD) this.#moveToLea(e, b, offset, target)
    else if (op === OP_INDIRECT) this.#directBranch(e, b, offset, target, graph.byteAt(b, offset - 1)!)
    else if (!this.#context.options.quirks.has('relax-operands-left')) this.#immediate(e, b, offset, target)
  }

  /** A call or jump to a stub. */
  branch(e: EdgeId): void {
    const graph = this.#graph
    const target = this.#behindGot(this.#aimOf(graph.symbols.block[graph.edges.target[e]]))
    if (!this.#inReach(e, target)) return
    this.#begin(e)
    graph.retargetEdge(e, X86.BranchPCRel32, target)
  }

  #moveToLea(e: EdgeId, b: BlockId, offset: number, target: SymbolId): void {
    if (!this.#inReach(e, target)) return
    const graph = this.#graph
    this.#beginRewriting(e, b)
    graph.writeField(b, offset - 2, 1, OP_LEA, 0)
    graph.retargetEdge(e, X86.Delta32, target)
    graph.shiftEdgeAddend(e, -4)
  }

  /** The operand was the target's address, loaded from its entry; as a constant it needs no load. */
  #immediate(e: EdgeId, b: BlockId, offset: number, target: SymbolId): void {
    const content = this.#graph.content(b)!
    const op = content[offset - 2]!
    const isTest = op === OP_TEST
    if (!isTest && (op & BINARY_OP_MASK) !== BINARY_OP_LOAD) return
    const graph = this.#graph
    const address = graph.addressOf(target)
    if (address !== BigInt.asUintN(64, BigInt.asIntN(32, address))) return
    const register = content[offset - 1]! >> 3
    const rex = content[offset - 3] ?? 0
    const extension = REGISTER_EXTENSION.get(graph.edges.kind[e])
    if (extension !== undefined && offset < 3) return
    this.#beginRewriting(e, b)
    if (extension !== undefined) {
      // The register moves from the field that R extends to the one that B extends.
      graph.writeField(b, offset - 3, 1, (rex & ~extension) | ((rex & extension) >> 2), 0)
    }
    graph.writeField(b, offset - 2, 1, isTest ? OP_TEST_IMMEDIATE : OP_BINARY_IMMEDIATE, 0)
    graph.writeField(b, offset - 1, 1, 0xc0 | (isTest ? 0 : op & 0x38) | (register & 7), 0)
    graph.retargetEdge(e, X86.Pointer32Signed, target)
  }

  #directBranch(e: EdgeId, b: BlockId, offset: number, target: SymbolId, modrm: number): void {
    const graph = this.#graph
    const absolute = this.#context.options.quirks.has('relax-call-absolute')
    const isCall = modrm === MODRM_CALL_RIP
    if (absolute ? graph.addressOf(target) >= 1n << 32n : !this.#inReach(e, target, isCall ? 0 : -1)) return
    const kind: EdgeKind = absolute ? X86.Pointer32 : X86.BranchPCRel32
    this.#beginRewriting(e, b)
    if (isCall) {
      graph.writeField(b, offset - 2, 2, OP_ADDR32 | (OP_CALL << 8), 0)
    } else {
      graph.writeField(b, offset - 2, 1, OP_JMP, 0)
      graph.writeField(b, offset + 3, 1, OP_NOP, 0)
      graph.moveEdge(e, b, offset - 1)
    }
    graph.retargetEdge(e, kind, target)
  }

  /** Whether the distance that would be written fits 32 bits; `shift` is how far the field moves. */
  #inReach(e: EdgeId, target: SymbolId, shift = 0): boolean {
    const { edges, blocks, symbols } = this.#graph
    const home = symbols.base[target] === Base.Defined ? symbols.block[target] : NO_BLOCK
    const address = home === NO_BLOCK ? symbols.address.words : blocks.address.words
    const at = 2 * (home === NO_BLOCK ? target : home)
    const offset = symbols.offset.words
    const place = blocks.address.words
    const addend = edges.addend.words
    const own = 2 * edges.block[e]
    // Sums of a few words stay far below 2^53, so doubles carry them exactly.
    let low = address[at]! + offset[2 * target]! - place[own]! - edges.offset[e]
    let high = address[at + 1]! + offset[2 * target + 1]! - place[own + 1]!
    if (this.#boundaryBug) {
      low += 4
    } else {
      low += addend[2 * e]! - shift - 4
      high += addend[2 * e + 1]!
    }
    high += Math.floor(low / 2 ** 32)
    return high >>> 0 === (low >>> 0 < 2 ** 31 ? 0 : 0xffffffff)
  }

  #behindGot(entry: SymbolId): SymbolId {
    return this.#aimOf(this.#graph.symbols.block[entry])
  }

  /** The target of a table entry's own edge. */
  #aimOf(b: BlockId): SymbolId {
    return this.#graph.edges.target[this.#index.edge[this.#index.start[b]!]! as EdgeId]
  }

  /** The instruction changes as well. A block without memory still has the file's own bytes, which stay as they are. */
  #beginRewriting(e: EdgeId, b: BlockId): void {
    const graph = this.#graph
    if (graph.blocks.memory[b] === NO_MEMORY) {
      graph.event('contentCopied', b, ASKER.relaxation)
      graph.makeMutable(b, 'relaxation')
    }
    this.#begin(e)
  }

  #begin(e: EdgeId): void {
    this.#graph.event('edgeRelaxed', e)
    this.#graph.addEdgeFlag(e, EdgeFlag.Relaxed)
  }
}
