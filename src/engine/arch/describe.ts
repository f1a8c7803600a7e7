/**
 * The link in words: what a block, a place or an edge is called, and what an event did. The page, its spoken
 * announcements and the outline all take their sentences from here.
 *
 * Sentences describe the graph as it is now; an event is described right after it happened.
 */
import { firstWhere } from '../../base/search'
import { hex } from '../../base/hex'
import { plural } from '../../base/plural'
import { choiceAt, choiceText, factsOf } from '../graph/choices'
import { definitionOf } from '../graph/crossings'
import type { EdgeIndex } from '../graph/edge-index'
import type { ActionId, BlockId, EdgeId, FileId, SectionId, SegmentId, SymbolId } from '../graph/ids'
import { Base, FIRST_RELOCATION_KIND, Linkage, NO_BLOCK, NO_EDGE, NO_SYMBOL, protectionText } from '../graph/ids'
import { LIFETIMES, NO_ALLOC } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import type { EventId, EventLog } from '../graph/log'
import type { EventType } from '../graph/events'
import { actionKindOf } from '../graph/action-kinds'
import { ASKERS, RELEASE_REASONS, SectionFlag, SymbolFlag } from '../graph/schema'
import { NO_NAME } from '../table/name-table'
import type { Arch } from './arch'
import { edgeKindName } from './arch'
import { isFixup } from './edge-rows'
import type { NameMaker } from './made-names'
import { englishName } from './made-names'
import { markTest } from './marks'
import { tombstoneFor } from './tombstone'

const CIE_POINTER_OFFSET = 4
/** Of compact unwinding. */
const UNWIND_RECORD_BYTES = 32n
/** Whose entries are called by what they are for. */
const TABLES = ['got', 'indirect', 'stub', 'descriptor'] as const

export class Describer {
  readonly #graph: LinkGraph
  readonly #arch: Arch
  readonly #edges: EdgeIndex
  readonly #made: NameMaker
  /** Block → its named symbols, ascending by offset; made when first asked for. */
  #namedIn: Map<BlockId, SymbolId[]> | undefined

  /**
   * `edges` must index the edges of the finished graph: table entries are named after what they aim at. `made` says names
   * of what has none; sentences are English whatever it says.
   */
  constructor(graph: LinkGraph, arch: Arch, edges: EdgeIndex, made: NameMaker = englishName) {
    this.#graph = graph
    this.#arch = arch
    this.#edges = edges
    this.#made = made
  }

  // ---- names ---------------------------------------------------------------------------------------------------

  file(f: FileId): string {
    return this.#graph.files[f]?.name ?? this.#made('file', '')
  }

  section(x: SectionId): string {
    return this.#graph.sectionName(x) || this.#made('section', '')
  }

  /** A symbol's name, or what an anonymous one stands for. */
  symbol(s: SymbolId): string {
    const { name, base, block, offset, address } = this.#graph.symbols
    if (name[s] !== NO_NAME) return this.#graph.nameOf(s) || this.#made('letterless', '')
    if (base[s] !== Base.Defined || block[s] === NO_BLOCK) return hex(address.big[s])
    return this.place(block[s], Number(offset.big[s]))
  }

  /** A block's name: its only symbol's, what a table entry or a record of unwinding is for, or its section's. */
  block(b: BlockId): string {
    const table = this.#tableOf(b)
    if (table !== undefined) return this.#entry(b, table)
    if (this.isFrame(b)) return this.#frame(b)
    const unwound = this.#unwoundBy(b)
    if (unwound !== undefined) return this.#made('unwinding', unwound)
    const section = this.section(this.#graph.blocks.section[b])
    const names = this.#named(b)
    const only = names.length === 1 ? names[0]! : undefined
    return only !== undefined && this.#graph.symbols.offset.big[only] === 0n ? this.#graph.nameOf(only) : section
  }

  /** Which table a block is an entry of. A file’s own section may be called like one: its entries may go round in a circle. */
  #tableOf(b: BlockId): (typeof TABLES)[number] | undefined {
    const x = this.#graph.blocks.section[b]
    if (!(this.#graph.sections.flags[x] & SectionFlag.Synthetic)) return undefined
    const { tables } = this.#arch
    const name = this.section(x)
    return TABLES.find((table) => tables[table]?.section === name)
  }

  #entry(b: BlockId, table: (typeof TABLES)[number]): string {
    if (table === 'got') return `→ ${this.#aim(b)}`
    if (table === 'indirect') return this.#made('slot', this.#aim(b))
    return table === 'stub' ? this.#made('stub', this.#finalAim(b)) : this.#made('descriptor', this.#lastAim(b))
  }

  /** Whether a block lies among call-frame records. */
  isFrame(b: BlockId): boolean {
    return (this.#graph.sections.flags[this.#graph.blocks.section[b]] & SectionFlag.CallFrames) !== 0
  }

  /** Whether a block lies among records of unwinding, of either kind: they are called after what they refer to. */
  isUnwindRecord(b: BlockId): boolean {
    const records = SectionFlag.CallFrames | SectionFlag.CompactUnwind
    return (this.#graph.sections.flags[this.#graph.blocks.section[b]] & records) !== 0
  }

  /** A place in a block: `main+0x22`, `.rodata+0x4`. */
  place(b: BlockId, offset: number): string {
    const synthetic = this.#graph.sections.flags[this.#graph.blocks.section[b]] & SectionFlag.Synthetic
    const home = synthetic ? NO_SYMBOL : this.#nameAt(b, offset)
    const start = home === NO_SYMBOL ? 0 : Number(this.#graph.symbols.offset.big[home])
    const name = home === NO_SYMBOL ? this.block(b) : this.#graph.nameOf(home)
    return offset === start ? name : `${name}+${hex(offset - start)}`
  }

  /** Where the part of a block starts that an offset lies in: its last name at or before the offset, or the block's start. */
  startOf(b: BlockId, offset: number): number {
    const home = this.#nameAt(b, offset)
    return home === NO_SYMBOL ? 0 : Number(this.#graph.symbols.offset.big[home])
  }

  /** The named parts of a block, in the order of their offsets; names of one place once. */
  partsOf(b: BlockId): readonly { readonly name: string; readonly start: number }[] {
    const parts = this.#named(b).map((s) => ({
      name: this.#graph.nameOf(s),
      start: Number(this.#graph.symbols.offset.big[s]),
    }))
    return parts.filter(({ start }, i) => i === 0 || parts[i - 1]!.start !== start)
  }

  /** The last name at or before an offset, or NO_SYMBOL. */
  #nameAt(b: BlockId, offset: number): SymbolId {
    const names = this.#named(b)
    const { words } = this.#graph.symbols.offset
    const low = firstWhere(0, names.length, (at) => words[2 * names[at]!]! > offset)
    return low === 0 ? NO_SYMBOL : names[low - 1]!
  }

  /** Where an edge's field is. */
  source(e: EdgeId): string {
    const { block, offset } = this.#graph.edges
    return this.place(block[e], offset[e])
  }

  /** What an edge aims at; for an anonymous target the addend says where. */
  target(e: EdgeId): string {
    const target = this.#graph.edges.target[e]
    const s = definitionOf(this.#graph, target)
    const { name, base, block } = this.#graph.symbols
    if (name[s] !== NO_NAME || base[s] !== Base.Defined || block[s] === NO_BLOCK) return this.symbol(s)
    return this.place(block[s], this.targetOffset(e))
  }

  /** Offset in the target's block at which the edge really aims: the addend of an anonymous target is an offset. */
  targetOffset(e: EdgeId): number {
    const s = definitionOf(this.#graph, this.#graph.edges.target[e])
    const { name, offset, block } = this.#graph.symbols
    const start = Number(offset.big[s])
    if (name[s] !== NO_NAME) return start
    const addend = Number(BigInt.asIntN(64, this.#graph.edges.addend.big[e])) + this.#instructionTail(e)
    const at = start + addend
    const size = block[s] === NO_BLOCK ? 0 : Number(this.#graph.blocks.size.big[block[s]])
    return at >= 0 && at <= size ? at : start
  }

  /** Where distances in instructions count from behind the field and the formula does not add it, the addend does. */
  #instructionTail(e: EdgeId): number {
    const kind = this.#graph.edges.kind[e]
    const fixup = this.#arch.fixups[kind]
    const executable = this.#graph.sections.protection[this.#graph.blocks.section[this.#graph.edges.block[e]]] & 4
    const leaves = fixup && fixup.formula.coefficient.P < 0 && fixup.formula.constant === 0
    return leaves && executable && this.#arch.countsFromNext ? fixup.field.bytes : 0
  }

  edge(e: EdgeId): string {
    return `${this.source(e)} → ${this.target(e)}`
  }

  kind(e: EdgeId): string {
    return edgeKindName(this.#arch, this.#graph.edges.kind[e])
  }

  #named(b: BlockId): readonly SymbolId[] {
    this.#namedIn ??= this.#indexNames()
    return this.#namedIn.get(b) ?? []
  }

  #indexNames(): Map<BlockId, SymbolId[]> {
    const index = new Map<BlockId, SymbolId[]>()
    const { name, base, block, offset } = this.#graph.symbols
    const isMark = markTest(this.#graph)
    for (let s = 0 as SymbolId; s < this.#graph.symbols.length; s++) {
      if (name[s] === NO_NAME || base[s] !== Base.Defined || block[s] === NO_BLOCK || isMark?.(s)) continue
      const list = index.get(block[s])
      if (list) list.push(s)
      else index.set(block[s], [s])
    }
    for (const list of index.values()) list.sort((a, b) => Number(offset.big[a] - offset.big[b]))
    return index
  }

  #firstEdge(b: BlockId, fits: (e: EdgeId) => boolean): EdgeId {
    if (b + 1 >= this.#edges.start.length) return NO_EDGE
    for (let i = this.#edges.start[b]!; i < this.#edges.start[b + 1]!; i++) {
      const e = this.#edges.edge[i]! as EdgeId
      if (e < this.#graph.edges.length && fits(e)) return e
    }
    return NO_EDGE
  }

  #aim(b: BlockId): string {
    const e = this.#firstEdge(b, () => true)
    return e === NO_EDGE ? this.#made('nothing', '') : this.symbol(this.#graph.edges.target[e])
  }

  /** The same beyond an entry of a table or a slot, through which it goes. */
  #finalAim(b: BlockId): string {
    const e = this.#firstEdge(b, () => true)
    const { name, block } = this.#graph.symbols
    const s = e === NO_EDGE ? NO_SYMBOL : this.#graph.edges.target[e]
    const isThrough = s !== NO_SYMBOL && name[s] === NO_NAME && block[s] !== NO_BLOCK && this.#leadsOn(block[s])
    return this.#aim(isThrough ? block[s] : b)
  }

  /** Whether a block is an entry of the GOT, or a slot. */
  #leadsOn(b: BlockId): boolean {
    const table = this.#tableOf(b)
    return table === 'got' || table === 'indirect'
  }

  /** What a descriptor is for: its first edge names the function that finds it, its last the entry of the variable. */
  #lastAim(b: BlockId): string {
    const e = this.#firstEdge(b, (e) => this.#graph.symbols.name[this.#graph.edges.target[e]] === NO_NAME)
    if (e === NO_EDGE) return this.#made('nothing', '')
    const entry = this.#graph.symbols.block[this.#graph.edges.target[e]]
    return entry === NO_BLOCK ? this.#made('nothing', '') : this.#aim(entry)
  }

  /** A record that refers to code is an FDE; one that refers to nothing, or to a personality, is a CIE. */
  #frame(b: BlockId): string {
    if (!this.#isOneRecord(b)) return this.section(this.#graph.blocks.section[b])
    if (this.#graph.blocks.size.big[b] === 4n) return this.#made('end-of-records', '')
    const { offset, kind } = this.#graph.edges
    const isFunction = (e: EdgeId): boolean => kind[e] >= FIRST_RELOCATION_KIND && offset[e] === CIE_POINTER_OFFSET + 4
    const e = this.#firstEdge(b, isFunction)
    return e === NO_EDGE ? 'CIE' : this.#frameFor(e)
  }

  /** The function that a record of compact unwinding is about; undefined for other blocks, and for many records in one. */
  #unwoundBy(b: BlockId): string | undefined {
    const { sections, blocks, edges, symbols } = this.#graph
    if (!(sections.flags[blocks.section[b]] & SectionFlag.CompactUnwind) || blocks.size.big[b] !== UNWIND_RECORD_BYTES)
      return undefined
    const e = this.#firstEdge(b, (e) => edges.offset[e] === 0 && edges.kind[e] >= FIRST_RELOCATION_KIND)
    if (e === NO_EDGE) return undefined
    const target = edges.target[e]
    // A record may claim to be a record's: names that go round in a circle have no end.
    const home = symbols.base[target] === Base.Defined ? symbols.block[target] : NO_BLOCK
    const isRecord = home !== NO_BLOCK && sections.flags[blocks.section[home]] & SectionFlag.CompactUnwind
    return isRecord ? undefined : this.target(e)
  }

  /** Before the section is split its block holds many records. A record starts with the length of what follows. */
  #isOneRecord(b: BlockId): boolean {
    const bytes = this.#graph.originalContent(b)
    if (!bytes || bytes.length < 4) return false
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    return view.getUint32(0, this.#arch.byteOrder.data === 'little') + 4 === bytes.length
  }

  #frameFor(e: EdgeId): string {
    const s = this.#graph.edges.target[e]
    const block = this.#graph.symbols.block[s]
    if (block === NO_BLOCK) return `FDE ${this.symbol(s)}`
    // A record may claim to be a record's: names that go round in a circle have no end.
    if (this.isFrame(block)) return this.#made('frame-of-record', '')
    return `FDE ${this.place(block, this.targetOffset(e))}`
  }

  // ---- events --------------------------------------------------------------------------------------------------

  /** What an event did, in a sentence. The graph must be in the state right after it. */
  event(log: EventLog, e: EventId): string {
    const { a, b } = log.events
    const choice = choiceAt(log, e)
    if (choice) return choiceText(factsOf(this.#graph, choice))
    return this.#sentences[log.rowOf(e).type](a[e], b[e])
  }

  readonly #sentences: Readonly<Record<EventType, (a: number, b: number) => string>> = {
    fileRead: (f) => `Read ${this.file(f as FileId)}: its headers hold, so the linker can trust them.`,
    memberPulled: (f) => this.#pulled(f as FileId),
    fileRefused: (f) => `Refused ${this.file(f as FileId)}.`,
    sectionAdded: (x) => this.#sectionAdded(x as SectionId),
    commonAdded: (b, s) =>
      `${this.symbol(s as SymbolId)} is a common symbol: it gets ${this.#bytes(b as BlockId)} of zero-fill.`,
    symbolsAdded: (f, count) =>
      `${this.file(f as FileId)} has ${plural(count, 'symbol')}: names for places in its blocks, and names that it needs from elsewhere.`,
    edgesAdded: (x, count) =>
      `${plural(count, 'relocation')} of ${this.section(x as SectionId)} became ${plural(count, 'edge')}: bytes that depend on an address.`,
    policySet: (x) =>
      `A rule makes ${this.section(x as SectionId)} ${this.#policy(x as SectionId)}, ${protectionText(this.#graph.sections.protection[x as SectionId])}.`,
    blockSplit: (b, count) =>
      `${this.section(this.#graph.blocks.section[b as BlockId])} is cut into ${plural(count, 'record')}, so that each can live and die with its function.`,
    frameLinked: (b) => `${this.block(b as BlockId)} is tied to its CIE, and its function keeps it alive.`,
    unwindLinked: (b, s) =>
      `${this.symbol(s as SymbolId)} keeps its record of compact unwinding alive: ${this.#bytes(b as BlockId)} that say how to leave it.`,
    sectionMade: (x, b) => `Made ${this.section(x as SectionId)}: ${this.#bytes(b as BlockId)}.`,
    signingWritten: (b, count) =>
      `Wrote ${this.block(b as BlockId)}: ${plural(count, 'instruction')} that sign pointers with keys that only the process has.`,
    unwindWritten: (_, count) =>
      `Wrote the table of compact unwinding: ${plural(count, 'record')}, sorted by address, where equal neighbours share one.`,
    terminatorAdded: () => `A record of length zero ends the list of call-frame records.`,
    strengthSet: (s) => this.#strengthSet(s as SymbolId),
    unwindKept: (b, count) =>
      `${this.block(b as BlockId)} holds unwind records: ${plural(count, 'block')} that it refers to keep${count === 1 ? 's' : ''} it alive.`,
    importCellAdded: (b, s) =>
      `Made a cell for ${this.symbol(s as SymbolId)}, ${this.#bytes(b as BlockId)}: its code was compiled for a DLL, and the name is here.`,
    definitionChosen: (s, winner) => this.#definitionChosen(s as SymbolId, winner as SymbolId),
    rootMarked: (s) =>
      `${this.symbol(s as SymbolId)} is a root: it is wanted, or other files may want it, so it is kept for its own sake.`,
    blockRooted: (b) => `${this.#blockIn(b as BlockId)} asks to be kept, whether or not anything refers to it: a root.`,
    blockReached: (b, e) => this.#reached(b as BlockId, e as EdgeId),
    blockHeld: (b) => `${this.block(b as BlockId)} is metadata: it is kept, but gives no life to what it points at.`,
    blockRemoved: (b) =>
      `Nothing alive refers to ${this.#blockIn(b as BlockId)}: its ${this.#bytes(b as BlockId)} are removed.`,
    symbolRemoved: (s) => `Nobody needs the name ${this.symbol(s as SymbolId)} any more.`,
    tombstoned: (e) => this.#tombstoned(e as EdgeId),
    gotEntryAdded: (_, s) =>
      `Made a GOT entry for ${this.symbol(s as SymbolId)}: eight bytes that will hold its address.`,
    stubAdded: (b) => `Made a ${this.block(b as BlockId)}: a jump that reaches any address.`,
    tlsEntryAdded: (_, s) =>
      `Made an entry for ${this.symbol(s as SymbolId)}, from which a run time finds each thread’s own copy.`,
    descriptorAdded: (b) =>
      `Made a ${this.block(b as BlockId)}: a function that finds each thread’s own copy, and its argument.`,
    offsetEntryAdded: (_, s) =>
      `Made a GOT entry for ${this.symbol(s as SymbolId)}: eight bytes that will hold its distance from the thread pointer.`,
    indirectSlotAdded: (_, s) =>
      `Made a slot for ${this.symbol(s as SymbolId)}: which function that is, a resolver says at run time.`,
    edgeLowered: (e) =>
      `${this.source(e as EdgeId)} now goes through ${this.target(e as EdgeId)}, as ${this.kind(e as EdgeId)}.`,
    startFolded: (e) =>
      `${this.source(e as EdgeId)} counts from a start that is known now: it is taken off the addend, and an address remains to be written.`,
    segmentReserved: (g) => this.#reserved(g as SegmentId),
    blockPlaced: (b) =>
      `${this.#blockIn(b as BlockId)} gets the address ${hex(this.#graph.blocks.address.big[b as BlockId])}.`,
    symbolDefined: (s) =>
      `${this.symbol(s as SymbolId)} means ${hex(this.#graph.addressOf(s as SymbolId))} in this layout.`,
    symbolResolved: (s) => this.#resolved(s as SymbolId),
    edgeRelaxed: (e) => this.#relaxed(e as EdgeId),
    contentCopied: (b, asker) => this.#copied(b as BlockId, asker),
    fixupWritten: (e) => this.#fixedUp(e as EdgeId),
    segmentProtected: (g) =>
      `The pages at ${hex(this.#graph.segments.address.big[g as SegmentId])} become ${protectionText(this.#graph.segments.protection[g as SegmentId])}.`,
    contentGrown: (b, count) => `A plugin appended ${plural(count, 'byte')} to ${this.#blockIn(b as BlockId)}.`,
    addressUpdated: (b) =>
      `${this.#blockIn(b as BlockId)} lies behind them: its address becomes ${hex(this.#graph.blocks.address.big[b as BlockId])}. No memory manager would see to that.`,
    sectionReserved: (x) =>
      `A plugin reserved room in Standard memory (${this.section(x as SectionId)}) for a copy of the metadata.`,
    contentShipped: (x) =>
      `The fixed-up bytes of ${this.section(x as SectionId)} were copied into Standard memory: the executor gets them after all.`,
    actionRecorded: (a) => `Recorded a finalize action: ${this.action(a as ActionId)}.`,
    actionRun: (a) =>
      `Finalize action ${this.#nth(a as ActionId)}: ${this.action(a as ActionId)}. (It is not executed here.)`,
    actionFailed: (a) => `Finalize action ${this.#nth(a as ActionId)} failed: ${this.action(a as ActionId)}.`,
    twinRun: (a) =>
      `Deallocation action, the twin of action ${this.#nth(a as ActionId)}: ${this.twin(a as ActionId) ?? 'nothing'}.`,
    allocationOpened: (f) =>
      `The memory manager opens an allocation for ${this.file(f as FileId)}: it is in flight now.`,
    allocationFinalized: (f) => `The allocation of ${this.file(f as FileId)} is finalized: its code may run.`,
    allocationDeallocated: (f) =>
      `The allocation of ${this.file(f as FileId)} is deallocated: nothing of it is left in memory.`,
    allocationAbandoned: (f) =>
      `The allocation of ${this.file(f as FileId)} is abandoned: no action of any kind has run.`,
    allocationFailed: (f) =>
      `The allocation of ${this.file(f as FileId)} has failed. Its memory is not given back: finalizing was the last that anybody did with it.`,
    segmentReleased: (g, reason) => this.#released(g as SegmentId, reason),
    linkFailed: () => 'The link failed here: nothing after this point happened.',
  }

  #policy(x: SectionId): string {
    return LIFETIMES[this.#graph.sections.lifetime[x]]!.name
  }

  #bytes(b: BlockId): string {
    return plural(this.#graph.blocks.size.big[b], 'byte')
  }

  /** A block's name with its section, where they differ. */
  #blockIn(b: BlockId): string {
    const section = this.section(this.#graph.blocks.section[b])
    const block = this.block(b)
    return block === section ? section : `${block} (${section})`
  }

  #pulled(f: FileId): string {
    const { name, pulled } = this.#graph.files[f]!
    const who = pulled?.by === undefined ? 'It is an entry' : `${pulled.by} needs it`
    return `Took ${name} out of its archive, because it defines ${pulled?.name ?? 'a name'}. ${who}.`
  }

  #sectionAdded(x: SectionId): string {
    const name = `${this.section(x)} of ${this.file(this.#graph.sections.file[x])}`
    if (this.#graph.sections.flags[x] & SectionFlag.Bookkeeping)
      return `${name} is the file’s own bookkeeping: the linker reads it and leaves it out.`
    const why =
      this.#graph.sections.lifetime[x] === NO_ALLOC
        ? 'no program loads it, so its policy is NoAlloc'
        : 'programs load it, so its policy is Standard'
    return `${name} becomes a section with a block of content: ${why}.`
  }

  #strengthSet(s: SymbolId): string {
    const { file, linkage } = this.#graph.symbols
    const strength =
      linkage[s] === Linkage.Weak ? 'weak: a strong definition goes before it' : 'strong: there may be only one'
    return `As you wished, ${this.symbol(s)} of ${this.file(file[s])} is ${strength}.`
  }

  #definitionChosen(s: SymbolId, winner: SymbolId): string {
    const name = this.symbol(winner)
    const home = this.file(this.#graph.symbols.file[winner])
    return `${name}, which ${this.file(this.#graph.symbols.file[s])} needs, is defined in ${home}.`
  }

  #reached(b: BlockId, e: EdgeId): string {
    return e === NO_EDGE
      ? `${this.#blockIn(b)} is alive: a root is in it.`
      : `${this.#blockIn(b)} is alive, because ${this.source(e)} refers to it.`
  }

  #tombstoned(e: EdgeId): string {
    const value = tombstoneFor(this.#graph, this.#graph.edges.block[e])
    return `${this.source(e)} points at something that was stripped: ${value} will stand there instead of an address.`
  }

  #reserved(g: SegmentId): string {
    const { reserved, address, protection, lifetime } = this.#graph.segments
    const policy = LIFETIMES[lifetime[g]]!.name
    return `Reserved ${plural(reserved.big[g], 'byte')} at ${hex(address.big[g])} for ${policy} memory that will be ${protectionText(protection[g])}.`
  }

  #resolved(s: SymbolId): string {
    const { flags, definition, address } = this.#graph.symbols
    const where = `${this.symbol(s)} is at ${hex(address.big[s])}`
    if (definition[s] !== NO_SYMBOL) return `${where}, in ${this.file(this.#graph.symbols.file[definition[s]])}.`
    return flags[s] & SymbolFlag.Assumed
      ? `Nobody defines ${this.symbol(s)}: ${hex(address.big[s])} is assumed.`
      : `${where}, as you said.`
  }

  #copied(b: BlockId, asker: number): string {
    if (this.#graph.blocks.size.big[b] === 0n)
      return `${this.#blockIn(b)} is empty, nothing of it has to be copied: what counts is that the file has such a section.`
    const who = ASKERS[asker]?.says ?? ASKERS[0].says
    return `${this.#blockIn(b)} has no working memory: its ${this.#bytes(b)} are copied to graph memory, so that they can be changed. First to ask: ${who}.`
  }

  /** What a finalize action does: "call init". */
  action(a: ActionId): string {
    return actionKindOf(this.#graph.actions.kind[a]).does.replace('{}', this.actionSubject(a))
  }

  /** What its twin does when the memory is deallocated; undefined if it has none. */
  twin(a: ActionId): string | undefined {
    const { twin, kind } = this.#graph.actions
    if (twin[a] !== NO_SYMBOL) return `call ${this.symbol(twin[a])}`
    return actionKindOf(kind[a]).undoes?.replace('{}', this.actionSubject(a))
  }

  /** The function or section that a finalize action is about. */
  actionSubject(a: ActionId): string {
    const { subject, edge, section } = this.#graph.actions
    if (edge[a] !== NO_EDGE) return this.target(edge[a])
    if (subject[a] !== NO_SYMBOL) return this.symbol(subject[a])
    return this.section(section[a])
  }

  /** "2 of 3", counted in the action's own file. */
  #nth(action: ActionId): string {
    const { file } = this.#graph.actions
    let before = 0
    let all = 0
    for (let a = 0 as ActionId; a < this.#graph.actions.length; a++) {
      if (file[a] !== file[action]) continue
      all++
      if (a <= action) before++
    }
    return `${before} of ${all}`
  }

  #relaxed(e: EdgeId): string {
    const fixup = this.#arch.fixups[this.#graph.edges.kind[e]]
    if (!fixup) return `${this.source(e)} needs no call any more: the thread pointer is enough.`
    if (fixup.formula.coefficient.TP !== 0) {
      return `${this.target(e)} is thread-local and in this link: ${this.source(e)} becomes a constant distance from the thread pointer.`
    }
    return `${this.target(e)} turned out to be in reach: ${this.source(e)} goes there directly.`
  }

  #fixedUp(e: EdgeId): string {
    const row = this.#arch.edges[this.#graph.edges.kind[e]]
    const width = row && isFixup(row) ? this.#arch.fixups[this.#graph.edges.kind[e]]!.field.bytes : 0
    return `Wrote ${plural(width, 'byte')} at ${this.source(e)}, which now leads to ${this.target(e)}.`
  }

  #released(g: SegmentId, reason: number): string {
    const { address, reserved } = this.#graph.segments
    return `The ${plural(reserved.big[g], 'byte')} at ${hex(address.big[g])} go back to the executor: ${RELEASE_REASONS[reason]?.says}.`
  }
}
