/**
 * Compares two linked graphs. Everything has to be equal but one thing: the order of entries inside GOT, stub and TLS
 * tables, which depends on heap addresses in the reference linker. Entries are therefore paired by what their own edge
 * points at, and where a field holds the address of an entry, or the distance to one, the entry's other place is
 * accounted for exactly.
 */
import { aarch64 } from '../../src/engine/arch/aarch64/aarch64'
import type { CompiledFixup } from '../../src/engine/arch/edge-rows'
import { written } from '../../src/engine/arch/fields'
import { signingText } from './signing-code'
import { tablePlaces } from './table-places'
import { unwindText } from './unwind-table'
import type { BlockRecord, EdgeRecord, GraphRecord, OutsideRecord, SymbolRecord } from './graph-record'

const GOT = '$__GOT'
const STUBS = '$__STUBS'
const SIGNING_CODE = '$__ptrauth_sign'
const UNWIND_TABLE = '__TEXT,__unwind_info'
const UNWIND_BASE = '__jitlink$libunwind_dso_base'
/** Tables whose entries lead to entries of other tables stand behind those. */
const TABLES = [GOT, STUBS, '$__TLSINFO', '$__TLSDESC']

/** All differences, in words; empty if the graphs are the same. `expected` of nothing is a difference, too. */
export function compareLinks(expected: readonly GraphRecord[], actual: readonly GraphRecord[]): string[] {
  if (expected.length === 0 || expected.every(({ blocks }) => blocks.length === 0))
    return ['the reference linked nothing']
  // Not as arguments of a call: a large graph can have more differences than a call takes arguments.
  return expected.flatMap((graph) => {
    const ours = actual.filter(({ file }) => file === graph.file)
    return ours.length === 1
      ? new Comparison(graph, ours[0]!).run()
      : [`${graph.file}: ${ours.length} graphs instead of 1`]
  })
}

/** Names for the places of one graph that do not depend on the order of table entries. */
class Places {
  readonly #byAddress = new Map<bigint, string>()
  readonly entries = new Map<string, BlockRecord>()
  readonly #isAArch64: boolean
  /** Where the GOT starts. */
  readonly #got: bigint

  constructor(graph: GraphRecord) {
    this.#isAArch64 = graph.triple.startsWith('aarch64')
    const got = graph.blocks.filter(({ section }) => section === GOT).map(({ address }) => address)
    this.#got = got.toSorted(compareBig)[0] ?? 0n
    for (const table of TABLES) {
      for (const block of graph.blocks) if (block.section === table) this.#addEntry(table, block)
    }
  }

  #addEntry(table: string, block: BlockRecord): void {
    const last = block.edges.toSorted((a, b) => Number(b.offset) - Number(a.offset))[0]
    const aim = last?.target ?? 'nothing'
    const first = `${table} entry for ${this.nameOf(aim)}`
    let name = first
    for (let twin = 2; this.entries.has(name); twin++) name = `${first} #${twin}`
    this.entries.set(name, block)
    this.#byAddress.set(block.address, name)
  }

  nameOf(target: string | bigint): string {
    if (typeof target === 'string') return target
    return this.#byAddress.get(target) ?? `0x${target.toString(16)}`
  }

  /**
   * An edge's target. Behind the last code an empty section may share the address of the first stub, or of the first GOT
   * entry if that is executable: only branches mean the stub, and only pages and places in pages the entry.
   */
  aimOf({ target, kind }: EdgeRecord): string {
    const name = this.nameOf(target)
    const meansOther =
      (name.startsWith(STUBS) && !kind.startsWith('Branch')) ||
      (name.startsWith(GOT) && this.#isAArch64 && !kind.includes('Page'))
    return meansOther ? `0x${target.toString(16)}` : name
  }

  /** What an edge that leads to a table entry has to write, by the documents: no formula of ours is asked. */
  valueOf({ row }: CompiledFixup, edge: EdgeRecord, target: bigint, block: BlockRecord): bigint {
    const aim = target + edge.addend
    const place = block.address + edge.offset
    if (row.name === 'Page21') return (aim & ~0xfffn) - (place & ~0xfffn)
    if (row.name === 'PageOffset12') return aim & 0xfffn
    if (row.name === 'GotPageOffset15') return aim - (this.#got & ~0xfffn)
    return aim - place
  }

  addressOf(edge: EdgeRecord): bigint | undefined {
    const { target } = edge
    return typeof target === 'bigint' && this.aimOf(edge) === this.#byAddress.get(target) ? target : undefined
  }
}

/** The words of a table of compact unwinding, which has no edges to the entries that it names. */
function tableText(graph: GraphRecord, { content }: BlockRecord, places: Places): string {
  const base = graph.blocks.find(({ symbols }) => symbols.some(({ name }) => name === UNWIND_BASE))
  return unwindText(content!, base?.address ?? 0n, (address) => places.nameOf(address)).join(' ')
}

class Comparison {
  readonly #differences: string[] = []
  readonly #expected: GraphRecord
  readonly #actual: GraphRecord
  readonly #there: Places
  readonly #here: Places

  constructor(expected: GraphRecord, actual: GraphRecord) {
    this.#expected = expected
    this.#actual = actual
    this.#there = new Places(expected)
    this.#here = new Places(actual)
  }

  run(): string[] {
    this.#same('triple', this.#expected.triple, this.#actual.triple)
    this.#same('sections', this.#expected.sections.toSorted().join(' '), this.#actual.sections.toSorted().join(' '))
    this.#outside('absolutes', this.#expected.absolutes, this.#actual.absolutes)
    this.#outside('externals', this.#expected.externals, this.#actual.externals)
    this.#pairs('block', plainBlocks(this.#expected), plainBlocks(this.#actual))
    this.#pairs('table entry', this.#there.entries, this.#here.entries)
    this.#same('entries of tables', tablePlaces(this.#expected, TABLES), tablePlaces(this.#actual, TABLES))
    return this.#differences
  }

  #say(text: string): void {
    this.#differences.push(`${this.#expected.file}: ${text}`)
  }

  #same(what: string, expected: unknown, actual: unknown): void {
    if (expected !== actual) this.#say(`${what} is ${show(actual)} instead of ${show(expected)}`)
  }

  #outside(what: string, expected: readonly OutsideRecord[], actual: readonly OutsideRecord[]): void {
    const text = (list: readonly OutsideRecord[]): string =>
      list
        .map(
          ({ name, address, weaklyReferenced }) =>
            `${name}@0x${address.toString(16)}${weaklyReferenced ? ' weakly' : ''}`,
        )
        .toSorted()
        .join(' ')
    this.#same(what, text(expected), text(actual))
  }

  #pairs(what: string, expected: ReadonlyMap<string, BlockRecord>, actual: ReadonlyMap<string, BlockRecord>): void {
    for (const [name, block] of expected) {
      const ours = actual.get(name)
      if (ours) this.#block(`${what} ${name}`, block, ours)
      else this.#say(`${what} ${name} is missing`)
    }
    for (const name of actual.keys()) if (!expected.has(name)) this.#say(`${what} ${name} is one too many`)
  }

  #block(what: string, expected: BlockRecord, actual: BlockRecord): void {
    this.#same(`${what}: size`, expected.size, actual.size)
    this.#same(`${what}: alignment`, expected.alignment, actual.alignment)
    this.#same(`${what}: alignment offset`, expected.alignmentOffset, actual.alignmentOffset)
    this.#same(`${what}: zero-fill`, expected.zeroFill, actual.zeroFill)
    this.#same(
      `${what}: symbols`,
      symbolText(expected.symbols, TABLES.includes(expected.section)),
      symbolText(actual.symbols, TABLES.includes(actual.section)),
    )
    this.#same(`${what}: edges`, edgeText(expected.edges, this.#there), edgeText(actual.edges, this.#here))
    this.#content(what, expected, actual)
  }

  #content(what: string, expected: BlockRecord, actual: BlockRecord): void {
    if (expected.content === undefined) return
    if (actual.content === undefined || actual.content.length !== expected.content.length) {
      this.#say(
        `${what}: content of ${(actual.content?.length ?? 0) / 2} bytes instead of ${expected.content.length / 2}`,
      )
      return
    }
    if (expected.section === SIGNING_CODE) {
      this.#same(`${what}: instructions`, signingText(expected.content), signingText(actual.content))
      return
    }
    if (expected.section === UNWIND_TABLE) {
      const [there, here] = [
        tableText(this.#expected, expected, this.#there),
        tableText(this.#actual, actual, this.#here),
      ]
      this.#same(`${what}: words`, there, here)
      return
    }
    const there = Buffer.from(expected.content, 'hex')
    const here = Buffer.from(actual.content, 'hex')
    this.#accountForEntries(expected, actual, there)
    const at = there.findIndex((byte, i) => byte !== here[i])
    if (at >= 0) this.#say(`${what}: byte ${at} is ${here[at]!.toString(16)} instead of ${there[at]!.toString(16)}`)
  }

  /** Replaces the part of an instruction that depends on an entry's place, once it is known to say what it should. */
  #moveInInstruction({ row, field }: CompiledFixup, bytes: Buffer, at: number, from: bigint, to: bigint): void {
    const word = bytes.readUInt32LE(at)
    const chosen = field.chosenBy?.(word, 0, 0) ?? field
    if (written(chosen, BigInt(word), BigInt.asUintN(64, from)) !== BigInt(word))
      this.#say(`the reference's ${row.name} at +${at} does not lead to its own table entry`)
    bytes.writeUInt32LE(Number(written(chosen, BigInt(word), BigInt.asUintN(64, to))), at)
  }

  /** Adds to each field that depends on an entry's place by how much that place differs. */
  #accountForEntries(expected: BlockRecord, actual: BlockRecord, bytes: Buffer): void {
    const edgesHere = sortEdges(actual.edges, this.#here)
    sortEdges(expected.edges, this.#there).forEach((edge, i) => {
      const match = edgesHere[i]
      const from = this.#there.addressOf(edge)
      const to = match && this.#here.addressOf(match)
      const fixup = INSTRUCTIONS.get(edge.kind)
      if (fixup) {
        if (from === undefined || to === undefined) return
        const there = this.#there.valueOf(fixup, edge, from, expected)
        const here = this.#here.valueOf(fixup, edge, to, actual)
        this.#moveInInstruction(fixup, bytes, Number(edge.offset), there, here)
        return
      }
      const moved = from !== undefined && to !== undefined ? to - from : 0n
      const shift =
        edge.kind.startsWith('Pointer') || edge.kind === 'Keep-Alive'
          ? moved
          : moved - (actual.address - expected.address)
      const width = widthOf(edge.kind)
      if (shift === 0n || width === 0) return
      addTo(bytes, Number(edge.offset), width, shift)
    })
  }
}

/** Kinds of AArch64 whose fields are parts of instructions, by name. */
const INSTRUCTIONS: ReadonlyMap<string, CompiledFixup> = new Map(
  aarch64.fixups.flatMap((fixup) => (fixup?.field.instruction ? [[fixup.row.name, fixup]] : [])),
)

/** Bytes that a kind writes, from its name; 0 for Keep-Alive. */
function widthOf(kind: string): number {
  if (kind === 'Keep-Alive') return 0
  return Number(/(64|32|16|8)/.exec(kind)?.[1] ?? 0) / 8
}

function addTo(bytes: Buffer, offset: number, width: number, amount: bigint): void {
  let value = 0n
  for (let i = width - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[offset + i]!)
  value += amount
  for (let i = 0; i < width; i++) bytes[offset + i] = Number((value >> BigInt(8 * i)) & 0xffn)
}

/** Blocks outside tables, by section and address; blocks that share both are told apart by their symbols' order. */
function plainBlocks(graph: GraphRecord): Map<string, BlockRecord> {
  const blocks = new Map<string, BlockRecord>()
  for (const block of graph.blocks) {
    if (TABLES.includes(block.section)) continue
    const first = `${block.section}@0x${block.address.toString(16)}`
    let name = first
    for (let twin = 2; blocks.has(name); twin++) name = `${first} #${twin}`
    blocks.set(name, block)
  }
  return blocks
}

/** `_GLOBAL_OFFSET_TABLE_` names whichever entry comes first, so in tables it is left out here; edges show its place. */
function symbolText(symbols: readonly SymbolRecord[], inTable: boolean): string {
  return symbols
    .filter(({ name }) => !(inTable && name === '_GLOBAL_OFFSET_TABLE_'))
    .map(
      ({ name, offset, size, linkage, scope, live }) =>
        `${name ?? '-'}+${offset}:${size} ${linkage} ${scope} ${live ? 'live' : 'dead'}`,
    )
    .toSorted()
    .join(', ')
}

function edgeKey(edge: EdgeRecord, places: Places): string {
  const { offset, kind, addend } = edge
  return `+${offset.toString().padStart(12, '0')} ${kind} ${places.aimOf(edge)} ${addend}`
}

function sortEdges(edges: readonly EdgeRecord[], places: Places): EdgeRecord[] {
  return edges.toSorted((a, b) => (edgeKey(a, places) < edgeKey(b, places) ? -1 : 1))
}

function edgeText(edges: readonly EdgeRecord[], places: Places): string {
  return edges
    .map((edge) => edgeKey(edge, places))
    .toSorted()
    .join(', ')
}

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b))
const show = (value: unknown): string => (typeof value === 'bigint' ? `0x${value.toString(16)}` : String(value))
