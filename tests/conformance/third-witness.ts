/**
 * A third witness: objects that the reference linker refuses are linked by `ld.lld` with every section at the address
 * that we gave it, and what the two wrote is compared: the bytes of every allocated block, fields that lead to tables by
 * where they finally lead, and call-frame records function by function.
 *
 * Not compared: where the tables are and in which order, since each linker has its own; sections that lld makes for the
 * loader; what no live section of ours holds.
 */
import type { BlockId, EdgeId } from '../../src/engine/graph/ids'
import { EdgeFlag } from '../../src/engine/graph/schema'
import type { LinkResult } from '../../src/engine/session/link'
import type { Witness, Witnessed } from './ask-lld'
import { OurWays, THE_GOT, TheirWays } from './follow'
import { compareFrames } from './frames'
import type { NamedSection } from './lld-object'
import { separateSections } from './lld-object'
import { instructionAt, TheirInstructions, withoutValue } from './a64-fields'

const FRAMES = '.eh_frame'
/** Bytes in front of a field that relaxation may rewrite: prefixes, opcode, registers. */
const INSTRUCTION_HEAD = 4
const OP_JMP = 0xe9
const JUMP_INDIRECT = [0xff, 0x25]

/** Differences in words; empty if all that is compared is equal. `object` is the file that both linked. */
export function compareWithLld(result: LinkResult, object: Uint8Array, witness: Witness): string[] {
  const comparer = new Comparer(result, witness)
  for (const section of separateSections(object, result.graph).sections) comparer.section(section)
  const frames = witness.get(FRAMES)
  return [...comparer.differences, ...compareFrames(result, frames, comparer.ours, comparer.theirs)]
}

class Comparer {
  readonly differences: string[] = []
  readonly ours: OurWays
  readonly theirs: TheirWays
  readonly #result: LinkResult
  readonly #witness: Witness

  constructor(result: LinkResult, witness: Witness) {
    this.#result = result
    this.#witness = witness
    this.ours = new OurWays(result)
    this.theirs = new TheirWays(witness, result.arch)
  }

  section({ name, original, block }: NamedSection): void {
    const { graph } = this.#result
    if (original === FRAMES || graph.isRemoved(block) || graph.isZeroFill(block)) return
    const bytes = graph.content(block)
    if (!bytes || bytes.length === 0) return
    const their = this.#witness.get(name)
    const address = graph.blocks.address.big[block]
    if (!their) this.differences.push(`${name} is missing in lld's output`)
    else if (their.address !== address)
      this.differences.push(`${name} is at ${hex(their.address)} in lld's output, ${hex(address)} in ours`)
    else this.#block(name, block, bytes, their)
  }

  #block(name: string, block: BlockId, bytes: Uint8Array, their: Witnessed): void {
    const skipped = new Set<number>()
    const { edges } = this.#result.graph
    for (let e = 0 as EdgeId; e < edges.length; e++) {
      if (edges.block[e] === block && this.#isIndirectMatter(e)) this.#field(name, e, bytes, their, skipped)
    }
    const at = bytes.findIndex((byte, i) => byte !== their.bytes[i] && !skipped.has(i))
    if (at >= 0)
      this.differences.push(`${name}+${at.toString(16)}: ${show(bytes, at)} instead of lld's ${show(their.bytes, at)}`)
  }

  /** Fields that lead to tables, were relaxed, or count from the global offset table. */
  #isIndirectMatter(e: EdgeId): boolean {
    const { graph, arch } = this.#result
    const fixup = arch.fixups[graph.edges.kind[e]]
    if (!fixup) return false
    const target = graph.edges.target[e]
    const relaxed = (graph.edges.flags[e] & EdgeFlag.Relaxed) !== 0
    const { uses } = fixup.formula
    if (uses.includes('TP') || uses.includes('TLS')) return false
    const isGot = uses.includes('GOT') || graph.nameOf(target) === '_GLOBAL_OFFSET_TABLE_'
    return this.ours.isTableEntry(target) || relaxed || isGot
  }

  /** Compares where the field leads; its bytes, and the head of its instruction if lld kept the file's, are told off. */
  #field(name: string, e: EdgeId, bytes: Uint8Array, their: Witnessed, skipped: Set<number>): void {
    const { graph, arch } = this.#result
    const { offset, target, kind, flags } = graph.edges
    if (arch.fixups[kind[e]]!.field.instruction) {
      this.#instruction(name, e, bytes, their, skipped)
      return
    }
    const width = arch.fixups[kind[e]]!.field.bytes
    const relaxed = (flags[e] & EdgeFlag.Relaxed) !== 0
    const start = Math.max(0, offset[e] - (relaxed ? INSTRUCTION_HEAD : 0))
    const sameHead = same(bytes, their.bytes, start, offset[e]) || !relaxed
    const place = sameHead ? offset[e] : this.#fieldOfLoad(bytes, their.bytes, offset[e])
    if (place === undefined) return
    const our = this.ours.reach(target[e])
    const their_ = this.theirs.reach(this.#targetOf(e, their, place, sameHead), our.end === THE_GOT)
    const sameWay = !sameHead || our.throughTable === their_.throughTable || this.#isBranch(e)
    if (our.end !== their_.end || !sameWay) {
      const field = `${name}+${offset[e].toString(16)} (${arch.edges[kind[e]]!.name})`
      this.differences.push(`${field} leads to ${our.end} instead of lld's ${their_.end}`)
    }
    for (let i = sameHead ? offset[e] : start; i < Math.max(offset[e] + width, place + 4); i++) skipped.add(i)
  }

  /** The same for a field in an instruction, whose other bits must be equal. */
  #instruction(name: string, e: EdgeId, bytes: Uint8Array, their: Witnessed, skipped: Set<number>): void {
    const { graph, arch } = this.#result
    const at = graph.edges.offset[e]
    const [mine, others] = [instructionAt(bytes, at), instructionAt(their.bytes, at)]
    const { field } = arch.fixups[graph.edges.kind[e]]!
    if (withoutValue(field, mine) !== withoutValue(field, others)) return
    for (let i = at; i < at + 4; i++) skipped.add(i)
    const target = new TheirInstructions(this.#result, their, this.theirs.gotBase).targetOf(e)
    const our = this.ours.reach(graph.edges.target[e])
    const other = target === undefined ? undefined : this.theirs.reach(target, our.end === THE_GOT)
    const isSame = other !== undefined && our.end === other.end
    const sameWay = this.#isBranch(e) || our.throughTable === other?.throughTable
    if (isSame && sameWay) return
    const place = `${name}+${at.toString(16)} (${arch.edges[graph.edges.kind[e]]!.name})`
    this.differences.push(`${place} leads to ${our.end} instead of lld's ${other?.end ?? 'half an address'}`)
  }

  /** Where lld has the field of a load that it left as the file has it, and we relaxed; undefined if it is no load. */
  #fieldOfLoad(ours: Uint8Array, theirs: Uint8Array, offset: number): number | undefined {
    const isJump = ours[offset - 1] === OP_JMP && JUMP_INDIRECT.every((byte, i) => theirs[offset - 1 + i] === byte)
    if (isJump) return offset + 1
    return (theirs[offset - 1]! & 0xc7) === 5 || theirs[offset - 1] === 0x15 ? offset : undefined
  }

  /** The address that lld's field means: the edge's formula solved for S, or a distance from the next instruction. */
  #targetOf(e: EdgeId, their: Witnessed, place: number, sameForm: boolean): bigint {
    const { graph, arch } = this.#result
    const { formula, field } = arch.fixups[graph.edges.kind[e]]!
    const at = their.address + BigInt(place)
    const value = read(their.bytes, place, sameForm ? field.bytes : 4, arch.byteOrder.data === 'little')
    if (!sameForm) return at + 4n + value
    const { S, A, P, GOT } = formula.coefficient
    const rest =
      BigInt(A) * graph.edges.addend.big[e] +
      BigInt(P) * at +
      BigInt(GOT) * this.theirs.gotBase +
      BigInt(formula.constant)
    return BigInt(S) * (value - rest)
  }

  /** A call through a stub and a direct one are the same. */
  #isBranch(e: EdgeId): boolean {
    return this.#result.arch.edges[this.#result.graph.edges.kind[e]]!.name.startsWith('Branch')
  }
}

function read(bytes: Uint8Array, at: number, width: number, isLittle: boolean): bigint {
  let value = 0n
  for (let i = 0; i < width; i++) value = (value << 8n) | BigInt(bytes[at + (isLittle ? width - 1 - i : i)] ?? 0)
  return BigInt.asIntN(8 * width, value)
}

const same = (a: Uint8Array, b: Uint8Array, start: number, end: number): boolean =>
  a.subarray(start, end).every((byte, i) => byte === b[start + i])

const hex = (value: bigint): string => `0x${value.toString(16)}`

const show = (bytes: Uint8Array, at: number): string =>
  Buffer.from(bytes.subarray(Math.max(0, at - 4), at + 6)).toString('hex')
