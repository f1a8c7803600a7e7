/**
 * Call-frame records of the two linkers, function by function. lld writes the section anew: it merges equal headers (CIEs)
 * and puts the records in another order, so what is compared is what a reader of stacks sees: the function's start and
 * length, where its exception table is, who reads that, and the instructions.
 *
 * Source: Linux Standard Base, "Exception Frames"; DWARF, "Call Frame Information".
 */
import type { BlockId } from '../../src/engine/graph/ids'
import type { LinkResult } from '../../src/engine/session/link'
import type { Witnessed } from './ask-lld'
import type { OurWays, TheirWays } from './follow'

const FRAMES = '.eh_frame'
const OMITTED = 0xff
const PC_RELATIVE = 0x10
const INDIRECT = 0x80

interface Header {
  readonly augmentation: string
  readonly codeEncoding: number
  readonly tableEncoding: number
  readonly text: string
}

/** Function start → its record as text. */
type Records = ReadonlyMap<bigint, string>

/** Differences between our records and lld's. Functions that are not in our link are none. */
export function compareFrames(
  result: LinkResult,
  witness: Witnessed | undefined,
  ours: OurWays,
  theirs: TheirWays,
): string[] {
  const isLittle = result.arch.byteOrder.data === 'little'
  const mine = ourRecords(result, ours, isLittle)
  const others = witness
    ? recordsOf(witness, isLittle, (address) => theirs.reach(address).end)
    : new Map<bigint, string>()
  const differences: string[] = []
  for (const [start, record] of mine) {
    const other = others.get(start)
    if (other !== record)
      differences.push(`call-frame record of 0x${start.toString(16)}: ${record} instead of lld's ${other ?? 'none'}`)
  }
  const extra = [...others.keys()].filter((start) => !mine.has(start) && liveCodeAt(result, start))
  return [...differences, ...extra.map((start) => `call-frame record of 0x${start.toString(16)} is missing`)]
}

function liveCodeAt({ graph }: LinkResult, address: bigint): boolean {
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const start = graph.blocks.address.big[b]
    if (!graph.isRemoved(b) && address >= start && address < start + graph.blocks.size.big[b]) return true
  }
  return false
}

/** Our section as one piece, as memory has it. */
function ourRecords({ graph }: LinkResult, ours: OurWays, isLittle: boolean): Records {
  const blocks: BlockId[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (!graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]) === FRAMES) blocks.push(b)
  }
  const records = new Map<bigint, string>()
  if (blocks.length === 0) return records
  const { address, size } = graph.blocks
  blocks.sort((a, b) => (address.big[a] < address.big[b] ? -1 : 1))
  const last = blocks.at(-1)!
  const [start, end] = [address.big[blocks[0]!], address.big[last] + size.big[last]]
  const bytes = new Uint8Array(Number(end - start))
  for (const b of blocks) bytes.set(graph.content(b) ?? [], Number(address.big[b] - start))
  return recordsOf({ address: start, bytes }, isLittle, (at) => ours.reachAddress(at))
}

function recordsOf(section: Witnessed, isLittle: boolean, reach: (address: bigint) => string): Map<bigint, string> {
  const records = new Map<bigint, string>()
  const headers = new Map<number, Header>()
  const { bytes } = section
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = view.getUint32(at, isLittle)
    if (length === 0) {
      at += 4
      continue
    }
    const end = at + 4 + length
    const pointer = view.getUint32(at + 4, isLittle)
    const reader = new Reader(section, at + 8, Math.min(end, bytes.length), isLittle)
    if (pointer === 0) headers.set(at, headerOf(reader, reach))
    else {
      const header = headers.get(at + 4 - pointer)
      if (header) records.set(...recordOf(reader, header))
    }
    at = end
  }
  return records
}

function headerOf(reader: Reader, reach: (address: bigint) => string): Header {
  const version = reader.byte()
  const augmentation = reader.string()
  const factors = `code ${reader.leb()}, data ${reader.leb()}, return in ${reader.leb()}`
  let [codeEncoding, tableEncoding, personality] = [0, OMITTED, 'nobody']
  if (augmentation.startsWith('z')) reader.leb()
  for (const letter of augmentation) {
    if (letter === 'R') codeEncoding = reader.byte()
    else if (letter === 'L') tableEncoding = reader.byte()
    else if (letter === 'P') {
      const encoding = reader.byte()
      const address = reader.pointer(encoding)
      personality = encoding & INDIRECT ? `*${address.toString(16)}` : reach(address)
    }
  }
  const text = `version ${version} ${augmentation} ${factors}, read by ${personality}, ${reader.rest()}`
  return { augmentation, codeEncoding, tableEncoding, text }
}

function recordOf(reader: Reader, header: Header): [bigint, string] {
  const start = reader.pointer(header.codeEncoding)
  const length = reader.pointer(header.codeEncoding & 0x0f)
  let table = 0n
  if (header.augmentation.startsWith('z')) {
    const size = Number(reader.leb())
    const behind = reader.at + size
    if (header.tableEncoding !== OMITTED && size > 0) table = reader.pointer(header.tableEncoding)
    reader.at = behind
  }
  return [start, `length ${length}, table ${table.toString(16)}, ${reader.rest()} (${header.text})`]
}

class Reader {
  at: number
  readonly #section: Witnessed
  readonly #view: DataView
  readonly #end: number
  readonly #isLittle: boolean

  constructor(section: Witnessed, at: number, end: number, isLittle: boolean) {
    this.#section = section
    this.#view = new DataView(section.bytes.buffer, section.bytes.byteOffset, section.bytes.byteLength)
    this.at = at
    this.#end = end
    this.#isLittle = isLittle
  }

  byte(): number {
    return this.#view.getUint8(this.at++)
  }

  string(): string {
    let text = ''
    for (let byte = this.byte(); byte !== 0; byte = this.byte()) text += String.fromCharCode(byte)
    return text
  }

  /** The bits of an LEB128 number; both linkers write the same form of it. */
  leb(): bigint {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte()
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }

  /** 0 stays 0: no pointer. */
  pointer(encoding: number): bigint {
    const place = this.#section.address + BigInt(this.at)
    const value = this.#number(encoding & 0x0f)
    if (value === 0n) return 0n
    return BigInt.asUintN(64, (encoding & 0x70) === PC_RELATIVE ? place + value : value)
  }

  #number(form: number): bigint {
    const at = this.at
    if (form === 0x0b || form === 0x03) {
      this.at += 4
      return BigInt(form === 0x0b ? this.#view.getInt32(at, this.#isLittle) : this.#view.getUint32(at, this.#isLittle))
    }
    if (form === 0x0a || form === 0x02) {
      this.at += 2
      return BigInt(form === 0x0a ? this.#view.getInt16(at, this.#isLittle) : this.#view.getUint16(at, this.#isLittle))
    }
    this.at += 8
    return this.#view.getBigInt64(at, this.#isLittle)
  }

  /** What follows, without the padding of zeros. */
  rest(): string {
    return Buffer.from(this.#section.bytes.subarray(this.at, this.#end))
      .toString('hex')
      .replace(/(?:00)+$/, '')
  }
}
