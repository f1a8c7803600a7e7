/**
 * Thread-local storage. A compiler that does not know where a variable will end up asks in the most general way (general
 * dynamic: call a function), or a less general one (local dynamic, initial-exec, descriptors). In a link of its own every
 * variable of the link is at a distance from the thread pointer that the linker knows, so all of these become the
 * simplest, local-exec: the distance as a constant in the instruction. The sequences are fixed by the ABI, so that a
 * linker can recognise and rewrite them in place:
 *
 *   lea x@tlsgd(%rip),%rdi; call __tls_get_addr   →  mov %fs:0,%rax; lea x@tpoff(%rax),%rax
 *   lea x@tlsld(%rip),%rdi; call __tls_get_addr   →  mov %fs:0,%rax
 *   (code of the large model calls through a register: the same, with a nop)
 *   mov x@gottpoff(%rip),%reg                     →  mov $x@tpoff,%reg
 *   add x@gottpoff(%rip),%reg                     →  lea x@tpoff(%reg),%reg   (add $x@tpoff,%rsp for %rsp and %r12)
 *   lea x@tlsdesc(%rip),%rax; call *(%rax)        →  mov $x@tpoff,%rax; nop
 *
 * A name that no file of the link defines is no part of its template, and how far it is from the thread pointer is for
 * others to say. It becomes initial-exec, as in a program that uses a variable of a shared library: the distance is
 * loaded from an entry of its own, which holds the number given for the name.
 *
 *   lea x@tlsgd(%rip),%rdi; call __tls_get_addr   →  mov %fs:0,%rax; add x@gottpoff(%rip),%rax
 *   lea x@tlsdesc(%rip),%rax; call *(%rax)        →  mov x@gottpoff(%rip),%rax; nop
 *
 * Registers beyond the fifteenth need longer prefixes (REX2, EVEX); those forms become the same.
 *
 * Source: ELF Handling For Thread-Local Storage, "x86-64 linker optimizations"; System V ABI, AMD64 supplement.
 */
import { hex } from '../../base/hex'
import { tell, verbatim } from '../graph/phrases/phrase'
import { spacedBytes } from '../../base/hex'
import { X86 } from '../arch/x86-64/edges'
import { definitionOf } from '../graph/crossings'
import type { EdgeIndex } from '../graph/edge-index'
import { edgesOf, indexEdges } from '../graph/edge-index'
import { Refusal } from '../graph/diagnostics'
import type { BlockId, EdgeId, EdgeKind } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { EdgeFlag } from '../graph/schema'
import type { Pass } from './pass'
import { GENERAL_CALLS, isCall, LOCAL_CALLS } from './thread-calls-x86-64'

/** mov %fs:0,%rax */
const LOAD_THREAD_POINTER = [0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0]
/** lea disp32(%rax),%rax, without the displacement. */
const LEA_RAX = [0x48, 0x8d, 0x80]
/** add disp32(%rip),%rax, without the displacement. */
const ADD_RIP_RAX = [0x48, 0x03, 0x05]
const OP_MOV_LOAD = 0x8b
const OP_ADD_LOAD = 0x03
const OP_ADD_STORE = 0x01
const OP_LEA = 0x8d
const OP_MOV_IMMEDIATE = 0xc7
const OP_ADD_IMMEDIATE = 0x81
const REX2 = 0xd5
const EVEX = 0x62
/** Bits by which REX2 extends the register field; those that extend the other operand stand two below. */
const REX2_R = 0x44

/** For each edge kind whether this pass has anything to do with it: most objects have none. */
const LOWERED = new Uint8Array(256)
for (const kind of [
  X86.RequestTLSDescInGOTAndTransformToDelta32,
  X86.RequestTLSModule,
  X86.RequestTPOffFromGOT,
  X86.RequestTPOffFromGOTREX2,
  X86.RequestTPOffFromGOTEVEX,
  X86.RequestTLSDescriptor,
  X86.RequestTLSDescriptorREX2,
  X86.RequestTLSDescriptorCall,
  X86.DTPOff32,
  X86.DTPOff64,
])
  LOWERED[kind] = 1

export const lowerThreadsX86: Pass = {
  id: 'lower-thread-local-models',
  phase: 'prepare',
  only: { processor: 'x86-64', formats: ['elf'] },
  says: 'Makes accesses to thread-local storage local-exec, a constant distance from the thread pointer, and those to names outside initial-exec.',
  run({ graph, options }) {
    if (options.quirks.has('tls-models-refused')) return
    const { kind } = graph.edges
    let lowerer: Lowerer | undefined
    for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
      if (!LOWERED[kind[e]]) continue
      lowerer ??= new Lowerer(graph, indexEdges(graph))
      lowerer.lower(e, kind[e])
    }
  },
}

class Lowerer {
  readonly #graph: LinkGraph
  readonly #index: EdgeIndex

  constructor(graph: LinkGraph, index: EdgeIndex) {
    this.#graph = graph
    this.#index = index
  }

  lower(e: EdgeId, kind: EdgeKind): void {
    if (kind === X86.RequestTLSDescInGOTAndTransformToDelta32) this.#generalDynamic(e)
    else if (kind === X86.RequestTLSModule) this.#localDynamic(e)
    else if (kind === X86.RequestTPOffFromGOT) this.#initialExec(e)
    else if (kind === X86.RequestTPOffFromGOTREX2) this.#initialExecRex2(e)
    else if (kind === X86.RequestTPOffFromGOTEVEX) this.#initialExecEvex(e)
    else if (kind === X86.RequestTLSDescriptor) this.#descriptor(e)
    else if (kind === X86.RequestTLSDescriptorREX2) this.#descriptorRex2(e)
    else if (kind === X86.RequestTLSDescriptorCall) this.#descriptorCall(e)
    else if (kind === X86.DTPOff32 || kind === X86.DTPOff64) this.#offsetInCode(e, kind)
  }

  /** Behind a lowered module base, offsets count from the thread pointer; in metadata they count from the template. */
  #offsetInCode(e: EdgeId, kind: EdgeKind): void {
    const { sections, blocks, edges } = this.#graph
    if (!LIFETIMES[sections.lifetime[blocks.section[edges.block[e]]]]!.allocates) return
    this.#begin(e)
    this.#graph.retargetEdge(e, kind === X86.DTPOff32 ? X86.TPOff32 : X86.TPOff64, edges.target[e])
  }

  #generalDynamic(e: EdgeId): void {
    const { at, bytes } = this.#open(e)
    const call = GENERAL_CALLS.find((row) => isCall(bytes, at, row))
    if (!call) throw this.#refuse(e)
    this.#begin(e)
    const outside = this.#isOutside(e)
    const start = at - call.lea.length
    const code = [...LOAD_THREAD_POINTER, ...(outside ? ADD_RIP_RAX : LEA_RAX)]
    const field = start + code.length
    this.#write(e, start, code)
    this.#write(e, field + 4, call.padding)
    this.#drop(e, at + call.relocated)
    if (outside) this.#askForOffset(e, field)
    else this.#become(e, field, 4n)
  }

  #localDynamic(e: EdgeId): void {
    const { at, bytes } = this.#open(e)
    const call = LOCAL_CALLS.find((row) => isCall(bytes, at, row))
    if (!call) throw this.#refuse(e)
    this.#begin(e)
    this.#write(e, at - call.lea.length, [...call.padding, ...LOAD_THREAD_POINTER])
    this.#drop(e, at + call.relocated)
    this.#graph.retargetEdge(e, KIND_KEEP_ALIVE, this.#graph.edges.target[e])
  }

  /** The register that the instruction names stays; what it does to it changes. */
  #initialExec(e: EdgeId): void {
    const { at, bytes } = this.#open(e)
    const rex = bytes[at - 3]
    const op = bytes[at - 2]
    const register = (bytes[at - 1] ?? 0) >> 3
    const high = rex === 0x4c
    if ((rex !== 0x48 && !high) || (op !== OP_MOV_LOAD && op !== OP_ADD_LOAD)) throw this.#refuse(e)
    if (this.#isOutside(e)) return
    this.#begin(e)
    if (op === OP_MOV_LOAD) this.#write(e, at - 3, [high ? 0x49 : 0x48, 0xc7, 0xc0 | register])
    else if (register === 4) this.#write(e, at - 3, [high ? 0x49 : 0x48, 0x81, 0xc4])
    else this.#write(e, at - 3, [high ? 0x4d : 0x48, 0x8d, 0x80 | (register << 3) | register])
    this.#become(e, at, 4n)
  }

  #initialExecRex2(e: EdgeId): void {
    const { at, bytes } = this.#open(e)
    const op = bytes[at - 2]
    if (bytes[at - 4] !== REX2 || (op !== OP_MOV_LOAD && op !== OP_ADD_LOAD)) throw this.#refuse(e)
    if (this.#isOutside(e)) return
    this.#begin(e)
    this.#toImmediateRex2(e, op === OP_MOV_LOAD ? OP_MOV_IMMEDIATE : OP_ADD_IMMEDIATE)
  }

  /** An addition with three operands, or one that leaves the flags alone. The register's extensions are stored inverted. */
  #initialExecEvex(e: EdgeId): void {
    const { at, bytes } = this.#open(e)
    const op = bytes[at - 2]
    if (bytes[at - 6] !== EVEX || (op !== OP_ADD_LOAD && op !== OP_ADD_STORE)) throw this.#refuse(e)
    if (this.#isOutside(e)) return
    this.#begin(e)
    const prefix = bytes[at - 5]!
    const [r3, r4] = [(prefix >> 7) & 1, (prefix >> 4) & 1]
    const moved = (prefix & 0x47) | 0x90 | (r3 << 5) | ((1 - r4) << 3)
    const register = (bytes[at - 1]! >> 3) & 7
    this.#write(e, at - 5, [moved, bytes[at - 4]!, bytes[at - 3]!, OP_ADD_IMMEDIATE, 0xc0 | register])
    this.#become(e, at, 4n)
  }

  #descriptorRex2(e: EdgeId): void {
    const { at, bytes } = this.#open(e)
    const isLea = bytes[at - 4] === REX2 && bytes[at - 2] === OP_LEA && (bytes[at - 1]! & 0xc7) === 5
    if (!isLea) throw this.#refuse(e)
    this.#begin(e)
    if (!this.#isOutside(e)) {
      this.#toImmediateRex2(e, OP_MOV_IMMEDIATE)
      return
    }
    this.#write(e, at - 2, [OP_MOV_LOAD])
    this.#askForOffset(e, at)
  }

  /** The register moves to where an instruction with a constant has it. */
  #toImmediateRex2(e: EdgeId, op: number): void {
    const { at, bytes } = this.#open(e)
    const rex = bytes[at - 3]!
    const register = (bytes[at - 1]! >> 3) & 7
    this.#write(e, at - 3, [(rex & ~REX2_R) | ((rex & REX2_R) >> 2), op, 0xc0 | register])
    this.#become(e, at, 4n)
  }

  #descriptor(e: EdgeId): void {
    const { at, bytes } = this.#open(e)
    const rex = bytes[at - 3]
    const register = (bytes[at - 1] ?? 0) >> 3
    const isLea = bytes[at - 2] === OP_LEA && (bytes[at - 1]! & 0xc7) === 5
    if ((rex !== 0x48 && rex !== 0x4c) || !isLea) throw this.#refuse(e)
    this.#begin(e)
    if (this.#isOutside(e)) {
      this.#write(e, at - 2, [OP_MOV_LOAD])
      this.#askForOffset(e, at)
      return
    }
    this.#write(e, at - 3, [0x48 | ((rex >> 2) & 1), 0xc7, 0xc0 | register])
    this.#become(e, at, 4n)
  }

  #descriptorCall(e: EdgeId): void {
    const { at } = this.#open(e)
    this.#begin(e)
    this.#write(e, at, [0x66, 0x90])
    this.#graph.retargetEdge(e, KIND_KEEP_ALIVE, this.#graph.edges.target[e])
  }

  /** No file of the link defines the name. */
  #isOutside(e: EdgeId): boolean {
    const { base } = this.#graph.symbols
    return base[definitionOf(this.#graph, this.#graph.edges.target[e])] === Base.External
  }

  /** The edge becomes a load of the distance; its addend counts from the next instruction already. */
  #askForOffset(e: EdgeId, offset: number): void {
    const { edges } = this.#graph
    if (edges.offset[e] !== offset) this.#graph.moveEdge(e, edges.block[e], offset)
    this.#graph.retargetEdge(e, X86.RequestTPOffFromGOT, edges.target[e])
  }

  #open(e: EdgeId): { readonly at: number; readonly bytes: Uint8Array } {
    const { edges } = this.#graph
    return { at: edges.offset[e], bytes: this.#graph.content(edges.block[e]) ?? new Uint8Array(0) }
  }

  #begin(e: EdgeId): void {
    this.#graph.event('edgeRelaxed', e)
    this.#graph.addEdgeFlag(e, EdgeFlag.Relaxed)
  }

  #write(e: EdgeId, at: number, bytes: readonly number[]): void {
    const b = this.#graph.edges.block[e]
    const size = Number(this.#graph.blocks.size.big[b])
    if (at < 0 || at + bytes.length > size) throw this.#refuse(e)
    this.#graph.makeMutable(b, 'thread-local pass')
    for (const [i, byte] of bytes.entries()) this.#graph.writeField(b, at + i, 1, byte, 0)
  }

  /** The edge becomes the distance from the thread pointer; the file's addend counted from the next instruction. */
  #become(e: EdgeId, offset: number, shift: bigint): void {
    const { edges } = this.#graph
    const addend = edges.addend.big[e] + shift
    this.#graph.moveEdge(e, edges.block[e], offset)
    this.#graph.retargetEdge(e, X86.TPOff32, edges.target[e])
    this.#graph.setEdgeAddend(e, addend)
  }

  /** The call to __tls_get_addr is gone, and nobody shall look the name up for its sake. */
  #drop(e: EdgeId, offset: number): void {
    const { edges } = this.#graph
    const call = edgesOf(this.#index, edges.block[e] as BlockId).find(
      (other) => other !== e && edges.offset[other] === offset,
    )
    if (call === undefined) throw this.#refuse(e)
    this.#graph.retargetEdge(call, KIND_KEEP_ALIVE, edges.target[e])
  }

  #refuse(e: EdgeId): Refusal {
    const { edges, blocks, sections, files } = this.#graph
    const x = blocks.section[edges.block[e]]
    const { at, bytes } = this.#open(e)
    const found = verbatim(spacedBytes(bytes.subarray(Math.max(0, at - 4), at + 8)))
    const structure = tell('section-at', { name: this.#graph.sectionName(x), offset: hex(at) })
    const expected = tell('thread-sequences')
    return new Refusal('thread-local-sequence', { file: files[sections.file[x]]!.name, structure, found, expected })
  }
}
