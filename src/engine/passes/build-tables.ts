/**
 * Makes GOT entries and stubs. Code that cannot know how far away a name will be asks for a *GOT entry*, a pointer that
 * the linker fills in, and loads the address from there; a call to a name outside goes to a *stub*, one instruction
 * that jumps through a GOT entry. One entry serves all references of a file to the same name.
 *
 * Order of entries: by the section, block and offset of the first edge that asks. (LLVM's order depends on heap
 * addresses; comparisons pair entries by what they point at. Its order of the tables follows the relocations.)
 *
 * Source: System V ABI, AMD64 supplement, "Global Offset Table", "Procedure Linkage Table"; JITLink's table managers.
 */
import type { Arch, EntryTemplate } from '../arch/arch'
import type { RequestRow, TableId } from '../arch/edge-rows'
import { isRequest } from '../arch/edge-rows'
import { definitionOf } from '../graph/crossings'
import type { EdgeIndex } from '../graph/edge-index'
import { indexEdges, indexSome } from '../graph/edge-index'
import type { EventType } from '../graph/events'
import type { BlockId, EdgeId, EdgeKind, FileId, Protection, SectionId, SymbolId } from '../graph/ids'
import { Base, FIRST_RELOCATION_KIND, Linkage, NO_SYMBOL, Protection as Prot, Scope } from '../graph/ids'
import { STANDARD } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { LINKER_SOURCE } from '../graph/graph-tables'
import { assert } from '../../base/assert'
import { BlockFlag, EdgeFlag, NO_RELOCATION, SectionFlag, SymbolFlag } from '../graph/schema'
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import { blocksInLayoutOrder } from './block-order'
import { conventionOf } from './conventions'
import type { Pass, PassContext } from './pass'
import { llvmSectionOrder } from './section-order'

export const buildTables: Pass = {
  id: 'build-tables',
  phase: 'tables',
  says: 'Makes GOT entries and stubs for the edges that ask for them, and points the edges there.',
  run(context) {
    const { graph } = context
    const builder = new TableBuilder(context, indexEdges(graph))
    const asking = builder.findAsking()
    const order = visitingOrder(context)
    for (const b of order) if (!(graph.blocks.flags[b] & BlockFlag.Held)) builder.visit(asking, b, true)
    for (const b of order) if (graph.blocks.flags[b] & BlockFlag.Held) builder.visit(asking, b, false)
  },
}

/**
 * For symbols that files want to reach through their GOTs the entries that hold their addresses, in the same order; made
 * where there are none. For passes behind this one, which ask once for all files.
 */
export function gotEntriesFor(
  context: PassContext,
  wanted: ReadonlyMap<FileId, readonly SymbolId[]>,
): ReadonlyMap<FileId, readonly SymbolId[]> {
  const entries = new Map<FileId, readonly SymbolId[]>()
  if (wanted.size === 0) return entries
  const builder = new TableBuilder(context, indexEdges(context.graph))
  builder.adoptGots()
  for (const [file, targets] of wanted)
    entries.set(
      file,
      targets.map((target) => builder.gotEntry(file, target)),
    )
  return entries
}

/** By section and address; in compat mode sections come in the order in which LLVM 22 walks them. */
function visitingOrder({ graph, arch, options }: PassContext): BlockId[] {
  const order = blocksInLayoutOrder(graph)
  if (!options.quirks.has('tables-in-hash-order') || !needsSeveralTables(graph, arch)) return order
  const place = llvmSectionOrder(graph)
  const { section } = graph.blocks
  const { file } = graph.sections
  return order.sort((a, b) => file[section[a]] - file[section[b]] || place[section[a]]! - place[section[b]]!)
}

/** Only where two tables lie in one segment does it matter which is made first: GOT and stubs, or GOT and descriptors. */
function needsSeveralTables({ edges }: LinkGraph, { tables, ...arch }: Arch): boolean {
  if (tables.stub?.executable === tables.got.executable) return true
  const descriptor = arch.edges.findIndex((row) => isRequest(row) && row.via === 'tls')
  for (let e = 0 as EdgeId; e < edges.length; e++) if (edges.kind[e] === descriptor) return true
  return false
}

/** Requests for something else are for other passes. */
const isTable = (via: RequestRow['via']): via is TableId => via !== 'thread'

const ADDED: Record<TableId, EventType> = {
  got: 'gotEntryAdded',
  stub: 'stubAdded',
  tls: 'tlsEntryAdded',
  offset: 'offsetEntryAdded',
  indirect: 'indirectSlotAdded',
  descriptor: 'descriptorAdded',
}

/** What a name will need: an entry, or also one that leads through it, such as a stub. */
const ENTRY = 1
const ENTRY_BEHIND_ENTRY = 3

class TableBuilder {
  readonly #graph: LinkGraph
  readonly #arch: Arch
  readonly #index: EdgeIndex
  readonly #kindByName: ReadonlyMap<string, EdgeKind>
  /** For each file its sections of entries. */
  readonly #sections: readonly Map<string, SectionId>[]
  /** For each table the entry of each symbol that was there before, plus one; or 0. */
  readonly #entries: Readonly<Record<TableId, Uint32Array>>
  /** For each file the first symbol of each name that asked, where names count instead of symbols. */
  readonly #firstOfName: readonly Map<NameId, SymbolId>[]
  readonly #contents = new Map<EntryTemplate, Uint8Array>()
  /** Entry → the stub that jumps through it, for slots of resolvers. */
  readonly #stubs = new Map<SymbolId, SymbolId>()
  readonly #ordinals: number[]
  /** Edge kinds that may need an entry; most need none, and are passed over quickly. */
  readonly #asks: Uint8Array
  readonly #hasIndirect: boolean
  /** For each file the names outside that its entries refer to. */
  readonly #outsides: readonly Map<string, SymbolId>[]
  readonly #byName: boolean
  /** Edges ask in the order of their relocations, whatever their offsets are. */
  readonly #asRelocated: boolean

  constructor(context: PassContext, index: EdgeIndex) {
    this.#graph = context.graph
    this.#arch = context.arch
    this.#index = index
    this.#kindByName = new Map(context.arch.edges.map((row, kind) => [row.name, kind as EdgeKind]))
    const forEachFile = <K, V>(): Map<K, V>[] => context.graph.files.map(() => new Map<K, V>())
    const forEachSymbol = (table: TableId): Uint32Array =>
      context.graph.scratch(`entries of ${table}`, context.graph.symbols.length)
    this.#entries = {
      got: forEachSymbol('got'),
      stub: forEachSymbol('stub'),
      tls: forEachSymbol('tls'),
      offset: forEachSymbol('offset'),
      indirect: forEachSymbol('indirect'),
      descriptor: forEachSymbol('descriptor'),
    }
    this.#firstOfName = forEachFile()
    this.#sections = forEachFile()
    this.#outsides = forEachFile()
    this.#ordinals = nextOrdinals(context.graph)
    this.#asks = askingKinds(context)
    this.#hasIndirect = hasIndirect(context.graph)
    this.#byName = context.options.quirks.has('tables-by-name')
    this.#asRelocated = context.options.quirks.has('tables-in-hash-order')
  }

  /** The edges that need an entry, by their blocks. Most need none, and are looked at only here. */
  findAsking(): EdgeIndex {
    const { kind, target, length } = this.#graph.edges
    const { base } = this.#graph.symbols
    const asks = this.#asks
    const branch = this.#arch.branch.kind
    const hasIndirect = this.#hasIndirect
    const found = this.#graph.roughList('edges that ask for entries', length)
    let count = 0
    for (let e = 0 as EdgeId; e < length; e++) {
      const needsNothing = asks[kind[e]] === 0 || (kind[e] === branch && base[target[e]] === Base.Defined)
      if (needsNothing && !(hasIndirect && this.#isIndirect(target[e]))) continue
      found[count++] = e
    }
    const asking = found.subarray(0, count)
    this.#makeRoom(asking)
    return indexSome(this.#graph, asking)
  }

  /** Room for an entry for each name that is asked for, and a stub for each that is called from outside its file. */
  #makeRoom(asking: Uint32Array): void {
    const { kind, target } = this.#graph.edges
    const wanted = new Uint8Array(this.#graph.symbols.length)
    let count = 0
    for (let i = 0; i < asking.length; i++) {
      const e = asking[i]! as EdgeId
      const isBranch = kind[e] === this.#arch.branch.kind
      const entries = isBranch ? ENTRY_BEHIND_ENTRY : ENTRY
      const before = wanted[target[e]]!
      wanted[target[e]] = before | entries
      if (before === 0) count++
      if (isBranch && before !== ENTRY_BEHIND_ENTRY) count++
    }
    this.#graph.reserve({ blocks: count, symbols: count, edges: count * this.#mostEdges() })
  }

  /** Edges of the entry that has most of them. */
  #mostEdges(): number {
    return Math.max(...Object.values(this.#arch.tables).map(({ edges }) => edges.length))
  }

  /** Lowers the edges of a block that ask; metadata (`create` false) may use entries but makes none. */
  visit({ start, edge }: EdgeIndex, b: BlockId, create: boolean): void {
    const first = start[b]!
    const end = start[b + 1]!
    if (!this.#asRelocated && end > first + 1) this.#sortByOffset(edge.subarray(first, end))
    for (let k = first; k < end; k++) this.#lower(edge[k]! as EdgeId, create)
  }

  /** Assemblers may write the relocations of calls within a file behind all others. */
  #sortByOffset(edges: Uint32Array): void {
    const { offset } = this.#graph.edges
    let i = 1
    while (i < edges.length && offset[edges[i - 1]! as EdgeId] <= offset[edges[i]! as EdgeId]) i++
    if (i < edges.length) edges.sort((a, c) => offset[a as EdgeId] - offset[c as EdgeId] || a - c)
  }

  /** Takes over the entries that GOTs have already. */
  adoptGots(): void {
    const { symbols, blocks, sections, edges } = this.#graph
    const name = this.#graph.names.find(this.#arch.tables.got.section)
    for (let s = 0 as SymbolId; s < symbols.length; s++) {
      const b = symbols.block[s]
      if (symbols.base[s] !== Base.Defined || sections.name[blocks.section[b]] !== name) continue
      const file = symbols.file[s]
      this.#sections[file]!.set(this.#arch.tables.got.section, blocks.section[b])
      const e = this.#index.edge[this.#index.start[b]!]! as EdgeId
      this.#entries.got[this.#keyOf(file, edges.target[e])] = s + 1
    }
  }

  gotEntry(file: FileId, target: SymbolId): SymbolId {
    return this.#entry('got', file, target, true)
  }

  #isIndirect(target: SymbolId): boolean {
    return (this.#graph.symbols.flags[definitionOf(this.#graph, target)] & SymbolFlag.Indirect) !== 0
  }

  #lower(e: EdgeId, create: boolean): void {
    const graph = this.#graph
    const kind = graph.edges.kind[e]
    const row = this.#arch.edges[kind]!
    const file = graph.sections.file[graph.blocks.section[graph.edges.block[e]]]
    const target = graph.edges.target[e]
    if (this.#hasIndirect && this.#isIndirect(target)) {
      if (create) this.#goThroughSlot(e, file, target)
    } else if (isRequest(row) && isTable(row.via)) {
      const entry = this.#entry(row.via, file, target, create)
      if (entry !== NO_SYMBOL) this.#retarget(e, this.#kindByName.get(row.lowersTo)!, entry)
      else this.#tombstone(e, this.#kindByName.get(row.lowersTo)!)
    } else if (kind === this.#arch.branch.kind && graph.symbols.base[target] !== Base.Defined && create) {
      this.#retarget(e, this.#arch.branch.toStub, this.#entry('stub', file, target, true))
    } else if (this.#arch.fromGot.includes(kind) && create) {
      this.#section(file, this.#arch.tables.got)
    }
  }

  /** Whoever names an indirect function gets what its resolver will choose: loads from the slot, calls through a stub. */
  #goThroughSlot(e: EdgeId, file: FileId, target: SymbolId): void {
    const { kind } = this.#graph.edges
    const row = this.#arch.edges[kind[e]]!
    if (kind[e] < FIRST_RELOCATION_KIND) return
    if (isRequest(row)) {
      const lowered = this.#kindByName.get(row.lowersTo)!
      const relaxable = this.#arch.relaxableLoads.includes(lowered)
      this.#retarget(e, relaxable ? this.#arch.plainLoad : lowered, this.#entry('indirect', file, target, true))
    } else {
      const isBranch = kind[e] === this.#arch.branch.kind
      this.#retarget(e, isBranch ? this.#arch.branch.toFixedStub : kind[e], this.#stubToSlot(file, target))
    }
  }

  #retarget(e: EdgeId, kind: EdgeKind, target: SymbolId): void {
    this.#graph.event('edgeLowered', e)
    this.#graph.retargetEdge(e, kind, target)
  }

  #tombstone(e: EdgeId, kind: EdgeKind): void {
    this.#graph.event('tombstoned', e)
    this.#graph.retargetEdge(e, kind, this.#graph.edges.target[e])
    this.#graph.addEdgeFlag(e, EdgeFlag.Tombstone)
  }

  #entry(table: TableId, file: FileId, target: SymbolId, create: boolean): SymbolId {
    const entries = this.#entries[table]
    const key = this.#keyOf(file, target)
    const known = entries[key]!
    if (known !== 0) return (known - 1) as SymbolId
    if (!create) return NO_SYMBOL
    const template = this.#templateOf(table)
    // The table that asks is there before the one that it goes through.
    this.#section(file, template)
    const aim = template.through ? this.#entry(template.through, file, target, true) : target
    const entry = this.#addEntry(table, file, aim)
    entries[key] = entry + 1
    return entry
  }

  /** The symbol under which entries are kept: a target belongs to one file, and its entries serve that file alone. */
  #keyOf(file: FileId, target: SymbolId): SymbolId {
    if (!this.#byName) return target
    const name = this.#graph.symbols.name[target]
    const first = this.#firstOfName[file]!.get(name) ?? target
    this.#firstOfName[file]!.set(name, first)
    return first
  }

  /** A stub that jumps through what a resolver has chosen; one for each slot. */
  #stubToSlot(file: FileId, target: SymbolId): SymbolId {
    const entry = this.#entry('indirect', file, target, true)
    const known = this.#stubs.get(entry)
    if (known !== undefined) return known
    const stub = this.#addEntry('stub', file, entry)
    this.#stubs.set(entry, stub)
    return stub
  }

  #templateOf(table: TableId): EntryTemplate {
    const template = this.#arch.tables[table]
    assert(template !== undefined, 'edge kinds ask only for tables that their processor has')
    return template
  }

  #addEntry(table: TableId, file: FileId, aim: SymbolId): SymbolId {
    const template = this.#templateOf(table)
    const graph = this.#graph
    graph.event(ADDED[table], graph.blocks.length, aim)
    const section = this.#section(file, template)
    const { length } = template.bytes
    const content = graph.addLinkerContent(this.#contentOf(template))
    const log = Math.log2(template.alignment)
    const block = graph.addBlockInWords(section, LINKER_SOURCE, content, log, 0)
    const address = template.initialAddress
    graph.sizeBlockInWords(block, length, 0, Number(address & 0xffffffffn), Number(address >> 32n))
    for (const { offset, kind, name } of template.edges) {
      const target = name === undefined ? aim : this.#outside(file, name)
      graph.addEdgeInWords(block, offset, kind, target, 0, 0, NO_RELOCATION)
    }
    if (table === 'indirect') graph.addBlockFlag(block, BlockFlag.IndirectSlot)
    const flags = template.executable ? SymbolFlag.Callable : 0
    const entry = graph.addSymbolInWords(Base.Defined, file, NO_NAME, Linkage.Strong, Scope.Local, flags)
    graph.placeSymbolInWords(entry, block, 0, 0, template.symbolBytes ?? length, 0)
    return entry
  }

  /** A name outside that entries of a file refer to: the file's own reference to it, or a new one. */
  #outside(file: FileId, text: string): SymbolId {
    const known = this.#outsides[file]!.get(text)
    if (known !== undefined) return known
    const name = this.#graph.names.internText(text)
    const symbol = this.#externalCalled(file, name) ?? this.#addExternal(file, name)
    this.#outsides[file]!.set(text, symbol)
    return symbol
  }

  #externalCalled(file: FileId, name: NameId): SymbolId | undefined {
    const { symbols } = this.#graph
    for (let s = 0 as SymbolId; s < symbols.length; s++)
      if (symbols.name[s] === name && symbols.file[s] === file && symbols.base[s] === Base.External) return s
    return undefined
  }

  #addExternal(file: FileId, name: NameId): SymbolId {
    return this.#graph.addExternal({
      file,
      name,
      size: BigInt(this.#arch.pointerBytes),
      linkage: Linkage.Strong,
      scope: Scope.Default,
      flags: 0,
    })
  }

  #contentOf(template: EntryTemplate): Uint8Array {
    const known = this.#contents.get(template)
    if (known) return known
    const content = Uint8Array.from(template.bytes)
    this.#contents.set(template, content)
    return content
  }

  #section(file: FileId, template: EntryTemplate): SectionId {
    const sections = this.#sections[file]!
    const known = sections.get(template.section)
    if (known !== undefined) return known
    const name = this.#graph.names.internText(template.section)
    const protection = (Prot.Read |
      (template.writable ? Prot.Write : 0) |
      (template.executable ? Prot.Exec : 0)) as Protection
    const ordinal = this.#ordinals[file]!++
    const section = this.#graph.addSection(
      { file, name, protection, lifetime: STANDARD, flags: SectionFlag.Synthetic },
      ordinal,
    )
    sections.set(template.section, section)
    return section
  }
}

/** For each file, the ordinal of the next section. */
function nextOrdinals(graph: LinkGraph): number[] {
  const next = graph.files.map(() => 0)
  for (let x = 0 as SectionId; x < graph.sections.length; x++) next[graph.sections.file[x]]!++
  return next
}

function askingKinds({ graph, arch: { edges, branch, fromGot } }: PassContext): Uint8Array {
  const asks = new Uint8Array(edges.length)
  const { callsThroughStubs } = conventionOf(graph)
  edges.forEach((row, kind) => {
    const requests = isRequest(row) && isTable(row.via)
    if (requests || (callsThroughStubs && kind === branch.kind) || fromGot.includes(kind as EdgeKind)) asks[kind] = 1
  })
  return asks
}

function hasIndirect({ symbols }: LinkGraph): boolean {
  for (let s = 0 as SymbolId; s < symbols.length; s++) if (symbols.flags[s] & SymbolFlag.Indirect) return true
  return false
}
