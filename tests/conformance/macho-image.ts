/**
 * What a Mach-O file says of itself, as far as a comparison needs it: sections with their places, and names with theirs.
 * Reads objects and linked images alike. The files come from assemblers and linkers, so nothing is checked.
 *
 * Source: Apple's <mach-o/loader.h> and <mach-o/nlist.h>.
 */
const HEADER_BYTES = 32
const SEGMENT_64 = 0x19
const SYMTAB = 2
const SEGMENT_BYTES = 72
const SECTION_BYTES = 80
const SYMBOL_BYTES = 16
const N_STAB = 0xe0
const N_TYPE = 0x0e
const N_SECT = 0x0e
/** Types of sections without content. */
const ZERO_FILL = [1, 0xc, 0x12]
const STRINGS = 2
/** Types of sections of numbers, and how many bytes these have. */
const NUMBER_BYTES: Readonly<Record<number, number>> = { 3: 4, 4: 8, 14: 16 }
/** Types of the initial content of thread-local variables. */
const THREAD_LOCAL = [0x11, 0x12]

export interface ImageSection {
  /** SEGMENT,SECTION */
  readonly name: string
  readonly address: bigint
  readonly size: number
  /** Offset of the content in the file. */
  readonly offset: number
  readonly content: Uint8Array
  readonly isZeroFill: boolean
  /** Strings, or numbers of so many bytes: pieces that may be merged with equal ones. */
  readonly literals: 'strings' | number | undefined
  readonly isThreadLocal: boolean
}

export interface Image {
  readonly sections: readonly ImageSection[]
  /** Places of names that one symbol alone has. */
  readonly symbols: ReadonlyMap<string, bigint>
}

export function readImage(bytes: Uint8Array): Image {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sections: ImageSection[] = []
  let symbols: ReadonlyMap<string, bigint> = new Map()
  const count = view.getUint32(16, true)
  for (let i = 0, at = HEADER_BYTES; i < count; i++, at += view.getUint32(at + 4, true)) {
    const command = view.getUint32(at, true)
    if (command === SYMTAB) symbols = readSymbols(bytes, view, at)
    if (command !== SEGMENT_64) continue
    for (let k = 0; k < view.getUint32(at + 64, true); k++)
      sections.push(readSection(bytes, view, at + SEGMENT_BYTES + k * SECTION_BYTES))
  }
  return { sections, symbols }
}

function readSection(bytes: Uint8Array, view: DataView, at: number): ImageSection {
  const size = Number(view.getBigUint64(at + 40, true))
  const offset = view.getUint32(at + 48, true)
  const type = view.getUint32(at + 64, true) & 0xff
  const isZeroFill = ZERO_FILL.includes(type)
  return {
    name: `${textAt(bytes, at + 16, 16)},${textAt(bytes, at, 16)}`,
    address: view.getBigUint64(at + 32, true),
    size,
    offset,
    content: isZeroFill ? new Uint8Array(0) : bytes.subarray(offset, offset + size),
    isZeroFill,
    literals: type === STRINGS ? 'strings' : NUMBER_BYTES[type],
    isThreadLocal: THREAD_LOCAL.includes(type),
  }
}

function readSymbols(bytes: Uint8Array, view: DataView, command: number): Map<string, bigint> {
  const [start, count, strings] = [8, 12, 16].map((at) => view.getUint32(command + at, true)) as [
    number,
    number,
    number,
  ]
  const found = new Map<string, bigint>()
  const twice = new Set<string>()
  for (let at = start; at < start + count * SYMBOL_BYTES; at += SYMBOL_BYTES) {
    const type = view.getUint8(at + 4)
    const name = textAt(bytes, strings + view.getUint32(at, true), Infinity)
    if (type & N_STAB || (type & N_TYPE) !== N_SECT || name === '') continue
    if (found.has(name)) twice.add(name)
    found.set(name, view.getBigUint64(at + 8, true))
  }
  for (const name of twice) found.delete(name)
  return found
}

/** Text up to a zero, or to `most` bytes. */
function textAt(bytes: Uint8Array, start: number, most: number): string {
  const zero = bytes.indexOf(0, start)
  return Buffer.from(bytes.subarray(start, Math.min(zero < 0 ? bytes.length : zero, start + most))).toString('latin1')
}

/** An image as it is recorded: numbers and bytes in hexadecimal digits. */
export interface RecordedImage {
  readonly sections: readonly (Omit<ImageSection, 'address' | 'content'> & {
    readonly address: string
    readonly content: string
  })[]
  readonly symbols: Readonly<Record<string, string>>
}

export const toRecord = ({ sections, symbols }: Image): RecordedImage => ({
  sections: sections.map((section) => ({
    ...section,
    address: `0x${section.address.toString(16)}`,
    content: Buffer.from(section.content).toString('hex'),
  })),
  symbols: Object.fromEntries([...symbols].map(([name, address]) => [name, `0x${address.toString(16)}`])),
})

export const fromRecord = ({ sections, symbols }: RecordedImage): Image => ({
  sections: sections.map((section) => ({
    ...section,
    address: BigInt(section.address),
    content: new Uint8Array(Buffer.from(section.content, 'hex')),
  })),
  symbols: new Map(Object.entries(symbols).map(([name, address]) => [name, BigInt(address)])),
})
