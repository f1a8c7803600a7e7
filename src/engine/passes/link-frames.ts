/**
 * Ties call-frame records into the graph. An FDE refers to its CIE by a distance that the assembler has already
 * written; once records may move apart, that distance becomes an edge. And because an FDE names its function but not
 * the other way round, a KeepAlive edge from the function carries life back to its FDE.
 *
 * Source: Linux Standard Base, "Exception Frames"; JITLink's EHFrameEdgeFixer.
 */
import { hex } from '../../base/hex'
import { tell } from '../graph/phrases/phrase'
import type { Arch } from '../arch/arch'
import type { BlockId, EdgeId, EdgeKind, FileId, SymbolId } from '../graph/ids'
import { Base, KIND_KEEP_ALIVE, Linkage, Scope } from '../graph/ids'
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdgesOf } from '../graph/edge-index'
import { NO_RELOCATION } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import { conventionOf } from './conventions'
import type { Cie, Fde } from './frame-record'
import { DW_EH_PE, FrameCursor, FrameProblem, parseRecord, pointerWidth, unsignedAt } from './frame-record'
import type { FileContents } from './frame-targets'
import { contentsOfFiles, FrameTargets } from './frame-targets'
import type { Pass, PassContext } from './pass'
import { frameBlocks, refuseFrame } from './split-frames'

interface KnownCie {
  readonly cie: Cie
  readonly symbol: SymbolId
}

export const linkFrames: Pass = {
  id: 'link-frames',
  phase: 'prepare',
  says: 'Makes edges of the distances between call-frame records, and lets each function keep its record alive.',
  run(context) {
    const blocks = frameBlocks(context.graph)
    if (blocks.length === 0) return
    if (context.options.quirks.has('frame-sections-collide')) refuseCollision(context, blocks)
    new FrameLinker(context, indexEdgesOf(context.graph, blocks)).link(blocks)
  },
}

/** LLVM keeps records by their address before layout, where all sections start at 0: those of two sections overlap. */
function refuseCollision({ graph }: PassContext, blocks: readonly BlockId[]): void {
  const { address, size, section } = graph.blocks
  const known = blocks
    .filter((b) => address.big[b] !== 0n)
    .sort(
      (a, b) =>
        graph.sections.file[section[a]] - graph.sections.file[section[b]] || Number(address.big[a] - address.big[b]),
    )
  for (const [i, b] of known.entries()) {
    const before = known[i - 1]
    if (before === undefined || graph.sections.file[section[before]] !== graph.sections.file[section[b]]) continue
    if (address.big[before] + size.big[before] <= address.big[b]) continue
    throw refuseFrame(graph, b, 0, tell('second-eh-frame'), tell('only-one'))
  }
}

class FrameLinker {
  readonly #context: PassContext
  readonly #index: EdgeIndex
  /** CIEs by the place of their record: see `placeOf`. */
  readonly #cies = new Map<number, KnownCie>()
  /** The CIE that was found last: most records have the same as the one before them. */
  #lastSource = -1
  #lastOffset = -1
  #lastCie: KnownCie | undefined
  readonly #cursor: FrameCursor
  readonly #isLittle: boolean
  /** Fields without a relocation hold addresses of the object file. */
  readonly #fieldsAreAddresses: boolean
  readonly #targets = new Map<FileId, FrameTargets>()
  /** Symbols that were there before records got some: only those are targets. */
  readonly #symbolCount: number
  #contents: readonly FileContents[] | undefined

  constructor(context: PassContext, index: EdgeIndex) {
    this.#context = context
    this.#index = index
    this.#isLittle = context.arch.byteOrder.data === 'little'
    this.#fieldsAreAddresses = conventionOf(context.graph).frameFieldsAreAddresses
    this.#cursor = new FrameCursor(this.#isLittle)
    this.#symbolCount = context.graph.symbols.length
  }

  link(blocks: readonly BlockId[]): void {
    const { graph } = this.#context
    const rules = { acceptDataless: !this.#context.options.quirks.has('frame-signal-refused') }
    for (const b of inFileOrder(this.#context, blocks)) {
      try {
        const record = parseRecord(this.#open(b), rules)
        if (record.kind === 'cie') this.#linkCie(b, record)
        else if (record.kind === 'fde') this.#linkFde(b, record)
        else this.#terminator()
      } catch (problem) {
        if (problem instanceof FrameProblem) throw refuseFrame(graph, b, problem.at, problem.found, problem.expected)
        throw problem
      }
    }
  }

  #open(b: BlockId): FrameCursor {
    const { sources, blocks } = this.#context.graph
    return this.#cursor.open(sources[blocks.source[b]]!, blocks.sourceOffset[b], blocks.size.words[2 * b]!)
  }

  #terminator(): void {
    if (!this.#context.options.quirks.has('frame-terminator-refused')) return
    throw new FrameProblem(0, tell('zero-record'), tell('no-terminator'))
  }

  #linkCie(b: BlockId, cie: Cie): void {
    const symbol = this.#nameRecord(b)
    if (cie.personality) this.#pointerAt(b, cie.personality.offset, cie.personality.encoding)
    const { source, sourceOffset } = this.#context.graph.blocks
    this.#cies.set(placeOf(source[b], sourceOffset[b]), { cie, symbol })
    this.#lastSource = -1
  }

  /** The CIE whose record is so many bytes from the start of b's. */
  #cieAt(b: BlockId, distance: number): KnownCie | undefined {
    const { source, sourceOffset } = this.#context.graph.blocks
    const offset = sourceOffset[b] + distance
    if (offset !== this.#lastOffset || source[b] !== this.#lastSource) {
      this.#lastSource = source[b]
      this.#lastOffset = offset
      this.#lastCie = this.#cies.get(placeOf(source[b], offset))
    }
    return this.#lastCie
  }

  #linkFde(b: BlockId, fde: Fde): void {
    const { graph, arch } = this.#context
    const symbol = this.#nameRecord(b)
    const known = this.#cieAt(b, fde.ciePointerOffset - fde.ciePointer)
    if (!known)
      throw new FrameProblem(fde.ciePointerOffset, tell('cie-pointer', { n: fde.ciePointer }), tell('distance-to-cie'))
    graph.event('frameLinked', b, symbol)
    graph.addEdgeInWords(b, fde.ciePointerOffset, arch.frames.negDelta32, known.symbol, 0, 0, NO_RELOCATION)
    const cursor = this.#cursor
    this.#keepAliveFromFunction(b, cursor.at, known.cie.addressEncoding, symbol)
    const width = pointerWidth(known.cie.addressEncoding, cursor.at)
    cursor.skip(2 * width)
    if (known.cie.hasAugmentationData) cursor.uleb()
    if (known.cie.lsdaEncoding !== undefined) this.#pointerAt(b, cursor.at, known.cie.lsdaEncoding)
  }

  #keepAliveFromFunction(b: BlockId, offset: number, encoding: number, fde: SymbolId): void {
    const { graph } = this.#context
    const target = this.#pointerAt(b, offset, encoding)
    // Linkers that merge objects leave records whose function was discarded without a relocation: nobody's, so dead.
    if (target === undefined) return
    if (graph.symbols.base[target] !== Base.Defined) return
    graph.addEdgeInWords(graph.symbols.block[target], 0, KIND_KEEP_ALIVE, fde, 0, 0, NO_RELOCATION)
  }

  /** What a field points at: its relocation's target; one without is an address in Mach-O, and to LLVM 22 everywhere. */
  #pointerAt(b: BlockId, offset: number, encoding: number): SymbolId | undefined {
    const width = pointerWidth(encoding, offset)
    const target = this.#targetAt(b, offset)
    const { graph, arch, options } = this.#context
    if (target !== undefined || !(this.#fieldsAreAddresses || options.quirks.has('frame-fields-are-addresses')))
      return target
    const file = graph.sections.file[graph.blocks.section[b]]
    const relative = (encoding & DW_EH_PE.applicationMask) === DW_EH_PE.pcrel
    const field = graph.blocks.address.big[b] + BigInt(offset)
    const stored = unsignedAt(graph.originalContent(b)!, offset, width, this.#isLittle)
    const value = options.quirks.has('frame-fields-unsigned') ? stored : signedIf(encoding, width, stored)
    const address = BigInt.asUintN(64, relative ? field + value : value)
    const found = this.#targetsOf(file).at(address)
    if (found === undefined) {
      const expected = this.#fieldsAreAddresses ? tell('address-of-something') : tell('relocation-llvm')
      throw new FrameProblem(offset, tell('nothing-at', { address: hex(address) }), expected)
    }
    graph.addEdge(b, offset, pointerKind(arch, relative, width), found, 0n)
    return found
  }

  #targetsOf(file: FileId): FrameTargets {
    const known = this.#targets.get(file)
    if (known) return known
    const { graph } = this.#context
    this.#contents ??= contentsOfFiles(graph, this.#symbolCount)
    const targets = new FrameTargets(graph, file, this.#contents[file]!, this.#fieldsAreAddresses)
    this.#targets.set(file, targets)
    return targets
  }

  #targetAt(b: BlockId, offset: number): SymbolId | undefined {
    const { graph } = this.#context
    const { start, edge } = this.#index
    const offsets = graph.edges.offset
    let found: SymbolId | undefined
    let count = 0
    for (let i = start[b]!; i < start[b + 1]!; i++) {
      const e = edge[i]! as EdgeId
      if (offsets[e] !== offset) continue
      if (count++ === 0) found = graph.edges.target[e]
    }
    if (count > 1) throw new FrameProblem(offset, tell('relocations-at-place', { n: count }), tell('one'))
    return found
  }

  #nameRecord(b: BlockId): SymbolId {
    const { graph } = this.#context
    const file = graph.sections.file[graph.blocks.section[b]]
    const s = graph.addSymbolInWords(Base.Defined, file, NO_NAME, Linkage.Strong, Scope.Local, 0)
    graph.placeSymbolInWords(s, b, 0, 0, graph.blocks.size.words[2 * b]!, 0)
    return s
  }
}

/** A number for each place in a source: sources are shorter than 2^32 bytes, and there are fewer than 2^20 of them. */
const placeOf = (source: number, offset: number): number => source * 2 ** 32 + offset

/** Formats from 8 on are signed: a distance back to a function in front. */
function signedIf(encoding: number, width: number, stored: bigint): bigint {
  return encoding & DW_EH_PE.signed ? BigInt.asIntN(8 * width, stored) : stored
}

function pointerKind({ frames }: Arch, relative: boolean, width: number): EdgeKind {
  if (relative) return width === 8 ? frames.delta64 : frames.delta32
  return width === 8 ? frames.pointer64 : frames.pointer32
}

/** Parts of a split block were added behind all other blocks; their place in the file is their order. */
function inFileOrder({ graph }: PassContext, blocks: readonly BlockId[]): readonly BlockId[] {
  const { source, sourceOffset } = graph.blocks
  const compare = (a: BlockId, b: BlockId): number => source[a] - source[b] || sourceOffset[a] - sourceOffset[b]
  let sorted = 1
  while (sorted < blocks.length && compare(blocks[sorted - 1]!, blocks[sorted]!) <= 0) sorted++
  return sorted >= blocks.length ? blocks : [...blocks].sort(compare)
}
