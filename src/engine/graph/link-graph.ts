/**
 * The link graph: sections made of blocks, symbols that name places in blocks, and edges that say "these bytes depend
 * on that symbol". Everything a link does is a change to this graph.
 *
 * Only the methods here change the tables, and each change is noted in the event log if there is one. That is how
 * stepping backwards, animation and explanation come for free: no pass has to think of them.
 */
import { assert } from '../../base/assert'
import type { Column } from '../table/columns'
import type { NameId } from '../table/name-table'
import type { Workshop } from '../table/workshop'
import { actionKindOf } from './action-kinds'
import { CELL, TABLE_NAMES } from './cells'
import { GraphTables, LINKER_SOURCE } from './graph-tables'
import type { EventType, PhaseId } from './events'
import type { GraphTransfer, NewAction, NewBlock, NewSection, NewSymbol } from './graph-parts'
import { alignmentLog } from './graph-parts'
import type {
  ActionId,
  AllocationId,
  BlockId,
  EdgeId,
  EdgeKind,
  FileId,
  Linkage,
  Protection,
  Scope,
  SectionId,
  SegmentId,
  SymbolId,
} from './ids'
import { Base, NO_BLOCK, NO_EDGE, NO_MEMORY, NO_SECTION, NO_SOURCE, NO_SYMBOL } from './ids'
import type { LifetimeId } from './lifetimes'
import type { EventLog } from './log'
import type { Asker } from './schema'
import { ASKER, BlockFlag, EdgeFlag, NO_RELOCATION, SymbolFlag } from './schema'

export class LinkGraph extends GraphTables {
  readonly log: EventLog | undefined
  #edgeMoves = 0
  /** Rows were added since their tables' lengths were noted. */
  #hasGrown = false
  readonly #notedLengths = TABLE_NAMES.map(() => 0)

  /** Makes an empty graph, in the memory of a workshop if there is one; or takes over one that another thread sent. */
  constructor(log?: EventLog, transfer?: GraphTransfer, workshop?: Workshop) {
    super(transfer, workshop)
    this.log = log
  }

  // ---- events -------------------------------------------------------------------------------------------------

  /** What follows belongs to this phase. */
  enter(phase: PhaseId): void {
    this.log?.enter(phase)
  }

  /** Opens an event about `a` and `b`; every change until the next one belongs to it. */
  event(type: EventType, a = 0xffffffff, b = 0xffffffff): void {
    if (!this.log) return
    this.noteLengths()
    this.log.begin(type, a, b)
  }

  /** Notes how many rows the last event added. Call once when the link is over. */
  noteLengths(): void {
    if (!this.log || !this.#hasGrown) return
    this.#hasGrown = false
    for (let i = 0; i < TABLE_NAMES.length; i++) {
      const before = this.#notedLengths[i]!
      const after = this[TABLE_NAMES[i]!].length
      if (before === after) continue
      this.log.note(CELL.sectionsLength + i, 0, before, after)
      this.#notedLengths[i] = after
    }
  }

  // ---- adding -------------------------------------------------------------------------------------------------

  /** Adds a section; its ordinal is the number of sections that the file's graph has so far. */
  addSection(section: NewSection, ordinal: number): SectionId {
    this.#hasGrown = true
    const x = this.sections.add()
    const { name, file, protection, lifetime, flags } = this.sections
    name[x] = section.name
    file[x] = section.file
    protection[x] = section.protection
    lifetime[x] = section.lifetime
    flags[x] = section.flags
    this.sections.ordinal[x] = ordinal
    return x
  }

  addBlock(block: NewBlock): BlockId {
    const { section, source = NO_SOURCE, sourceOffset = 0, alignment, alignmentOffset } = block
    const b = this.addBlockInWords(section, source, sourceOffset, alignmentLog(alignment), alignmentOffset)
    this.blocks.size.big[b] = block.size
    this.blocks.address.big[b] = BigInt.asUintN(64, block.address)
    return b
  }

  /** The same without size and address, which are 0 until `sizeBlockInWords` says otherwise: for builders. */
  addBlockInWords(
    section: SectionId,
    source: number,
    sourceOffset: number,
    alignment: number,
    alignmentOffset: number,
  ): BlockId {
    const b = this.#newBlock()
    const columns = this.blocks
    columns.section[b] = section
    columns.alignment[b] = alignment
    columns.alignmentOffset[b] = alignmentOffset
    columns.source[b] = source
    columns.sourceOffset[b] = sourceOffset
    columns.flags[b] = source === NO_SOURCE ? BlockFlag.ZeroFill : 0
    return b
  }

  /** Size and address of a block that was just added, each as two words, low and high. */
  sizeBlockInWords(b: BlockId, sizeLow: number, sizeHigh: number, addressLow: number, addressHigh: number): void {
    const size = this.blocks.size.words
    const address = this.blocks.address.words
    size[2 * b] = sizeLow
    size[2 * b + 1] = sizeHigh
    address[2 * b] = addressLow
    address[2 * b + 1] = addressHigh
  }

  addDefined(symbol: NewSymbol, block: BlockId, offset: bigint): SymbolId {
    const s = this.#addSymbol(symbol, Base.Defined)
    this.symbols.block[s] = block
    this.symbols.offset.big[s] = offset
    return s
  }

  addExternal(symbol: NewSymbol): SymbolId {
    return this.#addSymbol(symbol, Base.External)
  }

  addAbsolute(symbol: NewSymbol, address: bigint): SymbolId {
    const s = this.#addSymbol(symbol, Base.Absolute)
    this.symbols.address.big[s] = BigInt.asUintN(64, address)
    return s
  }

  #addSymbol({ file, name, size, linkage, scope, flags }: NewSymbol, base: Base): SymbolId {
    const s = this.addSymbolInWords(base, file, name, linkage, scope, flags)
    this.symbols.size.big[s] = size
    return s
  }

  /** Adds a symbol without place and size, which are 0 until `placeSymbolInWords` says otherwise: for builders. */
  addSymbolInWords(base: Base, file: FileId, name: NameId, linkage: Linkage, scope: Scope, flags: number): SymbolId {
    const s = this.#newSymbol()
    const columns = this.symbols
    columns.name[s] = name
    columns.file[s] = file
    columns.base[s] = base
    columns.linkage[s] = linkage
    columns.scope[s] = scope
    columns.flags[s] = flags
    return s
  }

  /** Block, offset and size of a defined symbol that was just added; offset and size each as two words, low and high. */
  placeSymbolInWords(
    s: SymbolId,
    block: BlockId,
    offsetLow: number,
    offsetHigh: number,
    sizeLow: number,
    sizeHigh: number,
  ): void {
    const offset = this.symbols.offset.words
    const size = this.symbols.size.words
    this.symbols.block[s] = block
    offset[2 * s] = offsetLow
    offset[2 * s + 1] = offsetHigh
    size[2 * s] = sizeLow
    size[2 * s + 1] = sizeHigh
  }

  /** Adds an edge; the addend is signed. `relocation` is the file's own type number, if a relocation stands behind it. */
  addEdge(
    block: BlockId,
    offset: number,
    kind: EdgeKind,
    target: SymbolId,
    addend: bigint,
    relocation = NO_RELOCATION,
  ): EdgeId {
    const e = this.addEdgeInWords(block, offset, kind, target, 0, 0, relocation)
    this.edges.addend.big[e] = BigInt.asUintN(64, addend)
    return e
  }

  /** The same with the addend as two words, low and high: for builders, which add edges by the million. */
  addEdgeInWords(
    block: BlockId,
    offset: number,
    kind: EdgeKind,
    target: SymbolId,
    low: number,
    high: number,
    relocation: number,
  ): EdgeId {
    const e = this.#newEdge()
    const columns = this.edges
    columns.block[e] = block
    columns.offset[e] = offset
    columns.kind[e] = kind
    columns.target[e] = target
    columns.addend.words[2 * e] = low
    columns.addend.words[2 * e + 1] = high
    columns.relocation[e] = relocation
    return e
  }

  /** Edges go up to here now: for builders that reserved rows and filled their columns by themselves. */
  extendEdges(end: EdgeId): void {
    this.#hasGrown = true
    this.edges.length = end
  }

  // The tables that have millions of rows take them without `add`: that is one function for tables of all shapes, which
  // engines run several times slower than three functions for one shape each.

  #newBlock(): BlockId {
    const { blocks } = this
    const b = blocks.length
    if (b === blocks.ready) blocks.grow()
    blocks.length = b + 1
    this.#hasGrown = true
    return b as BlockId
  }

  #newSymbol(): SymbolId {
    const { symbols } = this
    const s = symbols.length
    if (s === symbols.ready) symbols.grow()
    symbols.length = s + 1
    this.#hasGrown = true
    return s as SymbolId
  }

  #newEdge(): EdgeId {
    const { edges } = this
    const e = edges.length
    if (e === edges.ready) edges.grow()
    edges.length = e + 1
    this.#hasGrown = true
    return e as EdgeId
  }

  addSegment(file: FileId, protection: Protection, lifetime: LifetimeId): SegmentId {
    this.#hasGrown = true
    const g = this.segments.add()
    this.segments.file[g] = file
    this.segments.protection[g] = protection
    this.segments.lifetime[g] = lifetime
    return g
  }

  /** Opens the allocation of a file's graph; it is in flight. */
  addAllocation(file: FileId): AllocationId {
    this.#hasGrown = true
    const a = this.allocations.add()
    this.allocations.file[a] = file
    return a
  }

  /** Records a pair of a finalize action and its deallocation twin. */
  addAction({ file, kind, subject, edge, section, twin }: NewAction): ActionId {
    this.#hasGrown = true
    const a = this.actions.add()
    this.actions.file[a] = file
    this.actions.kind[a] = kind
    this.actions.subject[a] = subject ?? NO_SYMBOL
    this.actions.edge[a] = edge ?? NO_EDGE
    this.actions.section[a] = section ?? NO_SECTION
    this.actions.twin[a] = twin ?? NO_SYMBOL
    this.actions.hasTwin[a] = (twin ?? NO_SYMBOL) !== NO_SYMBOL || actionKindOf(kind).undoes !== undefined ? 1 : 0
    return a
  }

  // ---- changing -----------------------------------------------------------------------------------------------

  setLifetime(x: SectionId, lifetime: LifetimeId): void {
    this.#set(CELL.sectionLifetime, this.sections.lifetime, x, lifetime)
  }

  setProtection(x: SectionId, protection: Protection): void {
    this.#set(CELL.sectionProtection, this.sections.protection, x, protection)
  }

  addSectionFlag(x: SectionId, flag: number): void {
    this.#set(CELL.sectionFlags, this.sections.flags, x, this.sections.flags[x] | flag)
  }

  /** Gives a section another place in layout order; two of one file must not share one. */
  setOrdinal(x: SectionId, ordinal: number): void {
    this.#set(CELL.sectionOrdinal, this.sections.ordinal, x, ordinal)
  }

  // Pruning calls the next two and `addSymbolFlag` for almost every row. Without a log they write by themselves: `#set`
  // sees arrays of several kinds, and engines compile a loop that goes through it well one day and badly the next.

  addBlockFlag(b: BlockId, flag: number): void {
    if (this.log) this.#set(CELL.blockFlags, this.blocks.flags, b, this.blocks.flags[b] | flag)
    else this.blocks.flags[b] |= flag
  }

  setLiveBecause(b: BlockId, e: EdgeId): void {
    if (this.log) this.#set(CELL.blockLiveBecause, this.blocks.liveBecause, b, e)
    else this.blocks.liveBecause[b] = e
  }

  /** Log2 of an alignment, no less strict than the one it has. */
  raiseAlignment(b: BlockId, log: number): void {
    this.#set(CELL.blockAlignment, this.blocks.alignment, b, log)
  }

  resizeBlock(b: BlockId, size: bigint): void {
    this.#setWide(CELL.blockSize, this.blocks.size.big, b, size)
  }

  placeBlock(b: BlockId, address: bigint, segment: SegmentId): void {
    this.#setWide(CELL.blockAddress, this.blocks.address.big, b, BigInt.asUintN(64, address))
    this.#set(CELL.blockSegment, this.blocks.segment, b, segment)
  }

  /** The same with the address as two words, low and high. */
  placeBlockInWords(b: BlockId, low: number, high: number, segment: SegmentId): void {
    const { words } = this.blocks.address
    const [wasLow, wasHigh] = [words[2 * b]!, words[2 * b + 1]!]
    if (this.log && (wasLow !== low || wasHigh !== high))
      this.log.noteWords(CELL.blockAddress, b, wasLow, wasHigh, low, high)
    words[2 * b] = low
    words[2 * b + 1] = high
    this.#set(CELL.blockSegment, this.blocks.segment, b, segment)
  }

  addSymbolFlag(s: SymbolId, flag: number): void {
    if (this.log) this.#set(CELL.symbolFlags, this.symbols.flags, s, this.symbols.flags[s] | flag)
    else this.symbols.flags[s] |= flag
  }

  clearSymbolFlag(s: SymbolId, flag: number): void {
    this.#set(CELL.symbolFlags, this.symbols.flags, s, this.symbols.flags[s] & ~flag)
  }

  /** Moves a defined symbol to another block of the same section (used when a block is split). */
  moveSymbol(s: SymbolId, block: BlockId, offset: bigint): void {
    this.#set(CELL.symbolBlock, this.symbols.block, s, block)
    this.#setWide(CELL.symbolOffset, this.symbols.offset.big, s, offset)
  }

  resizeSymbol(s: SymbolId, size: bigint): void {
    this.#setWide(CELL.symbolSize, this.symbols.size.big, s, size)
  }

  /** JITLink's makeExternal on a defined symbol: scope Default, not live; name, size, linkage and callable stay. */
  makeExternal(s: SymbolId): void {
    this.#set(CELL.symbolBase, this.symbols.base, s, Base.External)
    this.moveSymbol(s, NO_BLOCK, 0n)
    this.setAddress(s, 0n)
    this.#set(CELL.symbolScope, this.symbols.scope, s, 0)
    this.clearSymbolFlag(s, SymbolFlag.Live)
  }

  /** JITLink's makeAbsolute on an external symbol. */
  makeAbsolute(s: SymbolId, address: bigint, scope: Scope): void {
    this.#set(CELL.symbolBase, this.symbols.base, s, Base.Absolute)
    this.setAddress(s, address)
    this.#set(CELL.symbolScope, this.symbols.scope, s, scope)
  }

  /** JITLink's makeDefined on an external or absolute symbol. */
  makeDefined(s: SymbolId, block: BlockId, offset: bigint, linkage: Linkage, scope: Scope): void {
    this.#set(CELL.symbolBase, this.symbols.base, s, Base.Defined)
    this.moveSymbol(s, block, offset)
    this.resizeSymbol(s, 0n)
    this.setLinkage(s, linkage, scope)
    this.clearSymbolFlag(s, SymbolFlag.Live)
  }

  setLinkage(s: SymbolId, linkage: Linkage, scope: Scope): void {
    this.#set(CELL.symbolLinkage, this.symbols.linkage, s, linkage)
    this.#set(CELL.symbolScope, this.symbols.scope, s, scope)
  }

  setAddress(s: SymbolId, address: bigint): void {
    this.#setWide(CELL.symbolAddress, this.symbols.address.big, s, BigInt.asUintN(64, address))
  }

  setDefinition(s: SymbolId, definition: SymbolId): void {
    this.#set(CELL.symbolDefinition, this.symbols.definition, s, definition)
  }

  /** Moves an edge to another block (used when a block is split). */
  moveEdge(e: EdgeId, block: BlockId, offset: number): void {
    if (this.edges.block[e] !== block) this.edgesMoved()
    this.#set(CELL.edgeBlock, this.edges.block, e, block)
    this.#set(CELL.edgeOffset, this.edges.offset, e, offset)
  }

  /** Gives an edge another kind and target; everything else stays. */
  retargetEdge(e: EdgeId, kind: EdgeKind, target: SymbolId): void {
    this.#set(CELL.edgeKind, this.edges.kind, e, kind)
    this.#set(CELL.edgeTarget, this.edges.target, e, target)
  }

  setEdgeAddend(e: EdgeId, addend: bigint): void {
    this.#setWide(CELL.edgeAddend, this.edges.addend.big, e, BigInt.asUintN(64, addend))
  }

  /** Adds a small number to an edge's addend. */
  shiftEdgeAddend(e: EdgeId, by: number): void {
    if (this.log) {
      this.setEdgeAddend(e, this.edges.addend.big[e] + BigInt(by))
      return
    }
    const { words } = this.edges.addend
    const low = words[2 * e]! + by
    words[2 * e] = low
    words[2 * e + 1]! += Math.floor(low / 2 ** 32)
  }

  addEdgeFlag(e: EdgeId, flag: number): void {
    this.#set(CELL.edgeFlags, this.edges.flags, e, this.edges.flags[e] | flag)
  }

  setSegmentState(g: SegmentId, state: number): void {
    this.#set(CELL.segmentState, this.segments.state, g, state)
  }

  setAllocationState(a: AllocationId, state: number): void {
    this.#set(CELL.allocationState, this.allocations.state, a, state)
  }

  setActionState(a: ActionId, state: number): void {
    this.#set(CELL.actionState, this.actions.state, a, state)
  }

  /** Sizes and address of a segment that was just added, before anything else refers to it. */
  layOutSegment(
    g: SegmentId,
    address: bigint,
    contentSize: bigint,
    zeroFillSize: bigint,
    reserved: bigint,
    goesBack: boolean,
  ): void {
    this.segments.address.big[g] = address
    this.segments.contentSize.big[g] = contentSize
    this.segments.zeroFillSize.big[g] = zeroFillSize
    this.segments.reserved.big[g] = reserved
    this.segments.goesBack[g] = goesBack ? 1 : 0
  }

  // ---- content ------------------------------------------------------------------------------------------------

  /** The block's original bytes, untouched by the link; undefined for zero-fill. Do not write. */
  originalContent(b: BlockId): Uint8Array | undefined {
    const source = this.blocks.source[b]
    if (source === NO_SOURCE) return undefined
    const start = this.blocks.sourceOffset[b]
    return this.bytesOfSource(source, start, start + this.blocks.size.words[2 * b]!)
  }

  /** The block's bytes as they are now; undefined for zero-fill. Do not write: use the `write` methods. */
  content(b: BlockId): Uint8Array | undefined {
    const memory = this.blocks.memory[b]
    if (memory === NO_MEMORY) return this.originalContent(b)
    return this.memory.bytes.subarray(memory, memory + this.blocks.size.words[2 * b]!)
  }

  /** One byte of the block's content as it is now; undefined outside of it and for zero-fill. */
  byteAt(b: BlockId, offset: number): number | undefined {
    const { memory, source, sourceOffset } = this.blocks
    if (offset < 0 || offset >= this.blocks.size.words[2 * b]! || this.isZeroFill(b)) return undefined
    if (memory[b] !== NO_MEMORY) return this.memory.bytes[memory[b] + offset]
    const at = sourceOffset[b] + offset
    return this.bytesOfSource(source[b], at, at + 1)[0]
  }

  /**
   * Makes the block's content mutable: the first request copies it to memory and is remembered with who asked; a later
   * one gets the same copy. The file's own bytes stay untouched.
   */
  makeMutable(b: BlockId, asker: Asker): void {
    if (this.blocks.memory[b] !== NO_MEMORY) return
    const source = this.blocks.source[b]
    assert(source !== NO_SOURCE, 'zero-fill has no content to copy')
    const start = this.blocks.sourceOffset[b]
    const end = start + this.blocks.size.words[2 * b]!
    this.giveMemory(b, this.memory.appendRange(this.sources[source]!, start, end), asker)
  }

  /** The same where the content has been copied already, to `at` in memory. */
  giveMemory(b: BlockId, at: number, asker: Asker): void {
    this.#set(CELL.blockMemory, this.blocks.memory, b, at)
    this.#set(CELL.blockAskedBy, this.blocks.askedBy, b, ASKER[asker])
  }

  /** Gives a block that nobody has made mutable yet other content, of another size; the old content stays where it was. */
  replaceContent(b: BlockId, bytes: Uint8Array): void {
    assert(this.blocks.memory[b] === NO_MEMORY, 'content is replaced before anybody works on it')
    this.#set(CELL.blockSourceOffset, this.blocks.sourceOffset, b, this.addLinkerContent(bytes))
    this.#set(CELL.blockSource, this.blocks.source, b, LINKER_SOURCE)
    this.resizeBlock(b, BigInt(bytes.length))
  }

  /** Writes the low `width` bytes of a 64-bit value, little-endian, at an offset of a mutable block. */
  writeField(b: BlockId, offset: number, width: 1 | 2 | 4 | 8, low: number, high: number): void {
    assert(this.blocks.memory[b] !== NO_MEMORY, 'content is written only when it is mutable')
    const at = this.blocks.memory[b] + offset
    const { view } = this.memory
    this.log?.noteMemory(view, at, width, low, high)
    if (width === 4) view.setUint32(at, low, true)
    else if (width === 1) view.setUint8(at, low)
    else if (width === 2) view.setUint16(at, low, true)
    else {
      view.setUint32(at, low, true)
      view.setUint32(at + 4, high, true)
    }
  }

  /** Writes the field of an edge as an event of its own and marks the edge applied; a width of 0 only marks. */
  applyEdge(e: EdgeId, b: BlockId, width: 0 | 1 | 2 | 4 | 8, low: number, high: number): void {
    if (this.log) {
      this.event('fixupWritten', e)
      this.addEdgeFlag(e, EdgeFlag.Applied)
    } else this.edges.flags[e] |= EdgeFlag.Applied
    if (width !== 0) this.writeField(b, this.edges.offset[e], width, low, high)
  }

  /** Writes many bytes at an offset of a mutable block. */
  writeBytes(b: BlockId, offset: number, bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = 0
    for (; at + 8 <= bytes.length; at += 8)
      this.writeField(b, offset + at, 8, view.getUint32(at, true), view.getUint32(at + 4, true))
    for (; at < bytes.length; at++) this.writeField(b, offset + at, 1, bytes[at]!, 0)
  }

  // ---- reading ------------------------------------------------------------------------------------------------

  /** Where a symbol is: its block's address plus its offset, or its own address. */
  addressOf(s: SymbolId): bigint {
    const block = this.symbols.block[s]
    if (this.symbols.base[s] !== Base.Defined || block === NO_BLOCK) return this.symbols.address.big[s]
    return BigInt.asUintN(64, this.blocks.address.big[block] + this.symbols.offset.big[s])
  }

  nameOf(s: SymbolId): string {
    return this.names.text(this.symbols.name[s])
  }

  sectionName(x: SectionId): string {
    return this.names.text(this.sections.name[x])
  }

  /** How often edges have changed their blocks: what is sorted by block is out of date when this has grown. */
  get edgeMoves(): number {
    return this.#edgeMoves
  }

  /** Says that edges may have changed their blocks: for whoever writes cells behind the back of these methods. */
  edgesMoved(): void {
    this.#edgeMoves++
  }

  isRemoved(b: BlockId): boolean {
    return (this.blocks.flags[b] & BlockFlag.Removed) !== 0
  }

  isZeroFill(b: BlockId): boolean {
    return (this.blocks.flags[b] & BlockFlag.ZeroFill) !== 0
  }

  #set<Id extends number, Value extends number>(cell: number, column: Column<Id, Value>, row: Id, value: number): void {
    const cells = column as unknown as Uint32Array
    const before = cells[row]!
    if (before === value >>> 0) return
    this.log?.note(cell, row, before, value)
    cells[row] = value
  }

  #setWide<Id extends number>(cell: number, column: Column<Id, bigint>, row: Id, value: bigint): void {
    const cells = column as unknown as BigUint64Array
    const before = cells[row]!
    if (before === value) return
    this.log?.noteWide(cell, row, before, value)
    cells[row] = value
  }
}
