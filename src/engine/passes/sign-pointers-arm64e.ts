/**
 * Signed pointers of arm64e. The upper bits of a pointer hold a signature, made with one of the process's secret keys from
 * the address and a number, often with the place where the pointer is stored. A linker has no keys, so it writes a
 * function that signs all pointers of the file, for the process to run once when the link is finalized. Its section has
 * the policy Finalize: the only memory of a real linker that is needed no longer than that.
 *
 *   mov x8, VALUE · mov x9, PLACE · [mov x10, x9 · movk x10, NUMBER] · pacKEY x8, x10 · str x8, [x9]
 *
 * What is signed has a place in memory that lasts, so a signed pointer in a NoAlloc section is refused.
 *
 * Source: JITLink's aarch64 pointer signing (createEmptyPointerSigningFunction, lowerPointer64AuthEdgesToSigningFunction);
 * the Arm Architecture Reference Manual (MOVZ, MOVK, PAC*).
 */
import { hex } from '../../base/hex'
import type { Phrase } from '../graph/phrases/phrase'
import { tell } from '../graph/phrases/phrase'
import { append } from '../../base/append'
import { AARCH64 } from '../arch/aarch64/edges'
import type { Signature } from '../arch/signature'
import { SIGNED_BIT, signatureOf } from '../arch/signature'
import { ACTION_KIND } from '../graph/action-kinds'
import { Refusal } from '../graph/diagnostics'
import { indexEdges } from '../graph/edge-index'
import type { EdgeId, FileId, Protection, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, Linkage, NO_EDGE, Protection as Prot, Scope } from '../graph/ids'
import { LINKER_SOURCE } from '../graph/graph-tables'
import { FINALIZE, LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { BlockFlag, EdgeFlag, SectionFlag, SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import { blocksInLayoutOrder } from './block-order'
import { FileSections } from './file-parts'
import type { Pass, PassContext } from './pass'
import { recordAction } from './record-action'

const SIGNING_SECTION = '$__ptrauth_sign'
const INITIALIZERS = '__DATA,__mod_init_func'
/** Instructions for one pointer, at most, and those that end the function. */
const MOST_INSTRUCTIONS = 12
const EPILOGUE = [0xd2800000, 0xd2800021, 0xd65f03c0]
const MAX_ADDEND = (1n << 32n) - 1n

const MOVZ = 0xd2800000
const MOVK = 0xf2800000
const MOV_X10_X9 = 0xaa0903ea
const MOVK_X10_48 = 0xf2e0000a
const PAC = 0xdac10000
const PAC_ZERO = 1 << 13
const STR_X8_X9 = 0xf9000128

export const reserveSigning: Pass = {
  id: 'reserve-signing',
  phase: 'tables',
  only: { processor: 'aarch64', formats: ['mach-o'] },
  says: 'Makes room for a function that signs pointers when the link is finalized.',
  run(context) {
    const { graph, options } = context
    const files = signingFiles(graph)
    if (files.length === 0) return
    const sections = new FileSections(graph)
    signInitializers(graph, files, sections)
    const signed = signedEdges(graph, files)
    for (const file of files) {
      const count = signed.get(file)!.length
      if (count === 0 && !options.quirks.has('signs-nothing')) continue
      addFunction(graph, file, sections.of(file).length, 4 * (MOST_INSTRUCTIONS * count + EPILOGUE.length))
    }
  },
}

export const signPointers: Pass = {
  id: 'sign-pointers',
  phase: 'relax',
  only: { processor: 'aarch64', formats: ['mach-o'] },
  says: 'Writes the function that signs pointers, and has it run as a finalize action.',
  run(context) {
    const { graph } = context
    const files = signingFiles(graph)
    if (files.length === 0) return
    const functions = signingFunctions(graph, files)
    const signed = signedEdges(graph, files)
    for (const [file, symbol] of functions) signFile(context, file, symbol, signed.get(file)!)
  },
}

const signingFiles = (graph: LinkGraph): FileId[] =>
  [...graph.files.keys()].filter((f) => graph.files[f]!.triple.startsWith('arm64e-')).map((f) => f as FileId)

/** Functions to call at start are called through signed pointers, though the object does not say so. */
function signInitializers(graph: LinkGraph, files: readonly FileId[], sections: FileSections): void {
  const wanted = new Set(files.map((file) => sections.find(file, graph.names.find(INITIALIZERS))))
  const { kind, block, addend, target } = graph.edges
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (kind[e] !== AARCH64.Pointer64 || !wanted.has(graph.blocks.section[block[e]]) || graph.isRemoved(block[e]))
      continue
    if (addend.big[e] > MAX_ADDEND)
      throw refuse(graph, e, tell('addend-of', { n: addend.big[e] }), tell('at-most-32-bits'))
    graph.event('edgeLowered', e)
    graph.setEdgeAddend(e, addend.big[e] | SIGNED_BIT)
    graph.retargetEdge(e, AARCH64.Pointer64Authenticated, target[e])
  }
}

/**
 * For each file its edges to signed pointers in memory, by block and offset. Those of metadata that nothing keeps alive get
 * tombstones.
 */
function signedEdges(graph: LinkGraph, files: readonly FileId[]): ReadonlyMap<FileId, EdgeId[]> {
  const { start, edge } = indexEdges(graph)
  const { kind } = graph.edges
  const { section, flags } = graph.blocks
  const found = new Map<FileId, EdgeId[]>(files.map((file) => [file, []]))
  for (const b of blocksInLayoutOrder(graph)) {
    const x = section[b]
    const own = found.get(graph.sections.file[x])
    if (own === undefined) continue
    for (let i = start[b]!; i < start[b + 1]!; i++) {
      const e = edge[i]! as EdgeId
      if (kind[e] !== AARCH64.Pointer64Authenticated) continue
      if (LIFETIMES[graph.sections.lifetime[x]]!.allocates) own.push(e)
      else if (flags[b] & BlockFlag.Held) entomb(graph, e)
      else throw refuse(graph, e, tell('signed-without-memory'), tell('signed-in-memory'))
    }
  }
  return found
}

function entomb(graph: LinkGraph, e: EdgeId): void {
  graph.event('tombstoned', e)
  graph.retargetEdge(e, AARCH64.Pointer64, graph.edges.target[e])
  graph.addEdgeFlag(e, EdgeFlag.Tombstone)
}

function addFunction(graph: LinkGraph, file: FileId, ordinal: number, size: number): void {
  const name = graph.names.internText(SIGNING_SECTION)
  const protection = (Prot.Read | Prot.Exec) as Protection
  graph.event('sectionMade', graph.sections.length, graph.blocks.length)
  const section = graph.addSection(
    { file, name, protection, lifetime: FINALIZE, flags: SectionFlag.Synthetic },
    ordinal,
  )
  const block = graph.addBlockInWords(section, LINKER_SOURCE, graph.addLinkerContent(new Uint8Array(size)), 2, 0)
  graph.sizeBlockInWords(block, size, 0, 0, 0)
  const flags = SymbolFlag.Live | SymbolFlag.Callable
  const symbol = { file, name: NO_NAME, size: BigInt(size), linkage: Linkage.Strong, scope: Scope.Local, flags }
  graph.addDefined(symbol, block, 0n)
}

/** The function of each file that has one, under its symbol. */
function signingFunctions(graph: LinkGraph, files: readonly FileId[]): ReadonlyMap<FileId, SymbolId> {
  const sections = new FileSections(graph)
  const name = graph.names.find(SIGNING_SECTION)
  const wanted = new Set(files.map((file) => sections.find(file, name)))
  const found = new Map<FileId, SymbolId>()
  const { base, block, file } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (base[s] === Base.Defined && wanted.has(graph.blocks.section[block[s]]) && !found.has(file[s]))
      found.set(file[s], s)
  return found
}

function signFile(context: PassContext, file: FileId, subject: SymbolId, pointers: readonly EdgeId[]): void {
  const { graph } = context
  const block = graph.symbols.block[subject]
  const words: number[] = []
  for (const e of pointers) append(words, signed(graph, e))
  append(words, EPILOGUE)
  graph.event('signingWritten', block, words.length)
  const view = new DataView(new ArrayBuffer(4 * words.length))
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word >>> 0, true)
  graph.writeBytes(block, 0, new Uint8Array(view.buffer))
  recordAction(context, { file, kind: ACTION_KIND['sign-pointers'], subject, edge: NO_EDGE })
}

/** The instructions that sign one pointer. The edge becomes a mere bond; a null pointer stays a plain one. */
function signed(graph: LinkGraph, e: EdgeId): number[] {
  const { addend, target, block, offset } = graph.edges
  const signature = signatureOf(addend.big[e])
  const own = signature.addend
  const value = BigInt.asUintN(64, graph.addressOf(target[e]) + own)
  graph.event('edgeLowered', e)
  if (value === 0n) {
    graph.setEdgeAddend(e, own)
    graph.retargetEdge(e, AARCH64.Pointer64, target[e])
    return []
  }
  graph.retargetEdge(e, KIND_KEEP_ALIVE, target[e])
  const place = BigInt.asUintN(64, graph.blocks.address.big[block[e]] + BigInt(offset[e]))
  return [...moveWide(8, value), ...moveWide(9, place), ...signing(signature), STR_X8_X9]
}

function signing({ keyNumber, number, withPlace }: Signature): number[] {
  const byRegister10 = PAC | (keyNumber << 10) | (10 << 5) | 8
  if (withPlace) {
    const blend = number === 0 ? [] : [MOVK_X10_48 | (number << 5)]
    return [MOV_X10_X9, ...blend, byRegister10]
  }
  if (number !== 0) return [...moveWide(10, BigInt(number)), byRegister10]
  return [PAC | (keyNumber << 10) | PAC_ZERO | (31 << 5) | 8]
}

/** Moves a number into a register, sixteen bits at a time. */
function moveWide(register: number, value: bigint): number[] {
  const words: number[] = []
  for (let part = 0; part < 4; part++) {
    const bits = Number((value >> BigInt(16 * part)) & 0xffffn)
    if (part === 0 || bits !== 0) words.push((part === 0 ? MOVZ : MOVK) | (part << 21) | (bits << 5) | register)
  }
  return words
}

function refuse(graph: LinkGraph, e: EdgeId, found: Phrase, expected: Phrase): Refusal {
  const x = graph.blocks.section[graph.edges.block[e]]
  return new Refusal('signed-pointer', {
    file: graph.files[graph.sections.file[x]]!.name,
    structure: tell('section-at', { name: graph.sectionName(x), offset: hex(graph.edges.offset[e]) }),
    found,
    expected,
  })
}
