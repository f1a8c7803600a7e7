/**
 * Takes an x86-64 instruction apart as far as its encoding goes: prefixes, opcode, ModRM, displacement, and what is left
 * as immediate. The length has to be known already; a disassembler says it.
 *
 * Source: Intel SDM volume 2, chapter 2, "Instruction Format" (legacy, VEX; not EVEX and XOP).
 */

export interface Encoding {
  /** Opcode map and opcode: `8b`, `0f84`, `0f3860`, with a `v` in front for VEX. */
  readonly opcode: string
  readonly opcodeByte: number
  /** `66`, `f2` or `f3` where it is part of the opcode, else empty. */
  readonly prefix: string
  readonly wide: boolean
  /** Undefined if the opcode has no ModRM byte. */
  readonly modrm: number | undefined
  /** The scale of the index, 1 if there is none. */
  readonly scale: number
  /** Signed; 0 if absent. */
  readonly displacement: bigint
  /** What follows: the immediate's bytes. */
  readonly tail: Uint8Array
}

const PREFIXES = [0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0x66, 0x67, 0xf0, 0xf2, 0xf3]
const VEX_PREFIXES = ['', '66', 'f3', 'f2'] as const
const VEX_MAPS: Readonly<Record<number, string>> = { 1: 'v0f', 2: 'v0f38', 3: 'v0f3a' }

/** Opcodes of the one-byte map with a ModRM byte, as first and last. */
const ONE_BYTE_MODRM = [
  [0x63, 0x63],
  [0x69, 0x69],
  [0x6b, 0x6b],
  [0x80, 0x8f],
  [0xc0, 0xc1],
  [0xc6, 0xc7],
  [0xd0, 0xd3],
  [0xd8, 0xdf],
  [0xf6, 0xf7],
  [0xfe, 0xff],
] as const

/** Opcodes of the 0F map without one. */
const TWO_BYTE_PLAIN = [
  [0x04, 0x0c],
  [0x0e, 0x0e],
  [0x30, 0x37],
  [0x77, 0x77],
  [0x80, 0x8f],
  [0xa0, 0xa2],
  [0xa8, 0xaa],
  [0xc8, 0xcf],
] as const

type Ranges = readonly (readonly [number, number])[]
const within = (opcode: number, ranges: Ranges): boolean => ranges.some(([from, to]) => opcode >= from && opcode <= to)

function hasModrm(map: string, opcode: number): boolean {
  if (map === 'v0f') return opcode !== 0x77
  if (map === '0f') return !within(opcode, TWO_BYTE_PLAIN)
  if (map !== '') return true
  return opcode < 0x40 ? (opcode & 7) < 4 : within(opcode, ONE_BYTE_MODRM)
}

/** Undefined for encodings that are not covered (EVEX, XOP) and for bytes that end too early. */
export function encodingOf(bytes: Uint8Array): Encoding | undefined {
  try {
    return new Reader(bytes).read()
  } catch (problem) {
    if (problem instanceof RangeError) return undefined
    throw problem
  }
}

interface Opcode {
  readonly map: string
  readonly opcode: number
  readonly prefix: string
  readonly wide: boolean
}

class Reader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  read(): Encoding | undefined {
    const prefixes = new Set<number>()
    while (PREFIXES.includes(this.#peek())) prefixes.add(this.#byte())
    const found = this.#vex() ?? this.#legacy(prefixes)
    if (!found) return undefined
    const { map, opcode, prefix, wide } = found
    const name = map + opcode.toString(16).padStart(2, '0')
    const place = hasModrm(map, opcode) ? this.#place() : { modrm: undefined, scale: 1, displacement: 0n }
    const tail = this.#bytes.subarray(this.#at)
    return { opcode: name, opcodeByte: opcode, prefix, wide, ...place, tail }
  }

  #peek(): number {
    return this.#view.getUint8(this.#at)
  }

  #byte(): number {
    return this.#view.getUint8(this.#at++)
  }

  /** In 64-bit mode C4 and C5 always start a VEX prefix. */
  #vex(): Opcode | undefined {
    const first = this.#peek()
    if (first !== 0xc4 && first !== 0xc5) return undefined
    this.#at++
    const map = first === 0xc5 ? 1 : this.#byte() & 0x1f
    const last = this.#byte()
    const wide = first === 0xc4 && (last & 0x80) !== 0
    const name = VEX_MAPS[map]
    if (name === undefined) throw new RangeError()
    return { map: name, opcode: this.#byte(), prefix: VEX_PREFIXES[last & 3]!, wide }
  }

  #legacy(prefixes: ReadonlySet<number>): Opcode | undefined {
    const rex = (this.#peek() & 0xf0) === 0x40 ? this.#byte() : 0
    const prefix = prefixes.has(0xf2) ? 'f2' : prefixes.has(0xf3) ? 'f3' : prefixes.has(0x66) ? '66' : ''
    const wide = (rex & 8) !== 0
    const first = this.#byte()
    if (first === 0x62) return undefined
    if (first !== 0x0f) return { map: '', opcode: first, prefix, wide }
    const second = this.#byte()
    if (second === 0x38) return { map: '0f38', opcode: this.#byte(), prefix, wide }
    if (second === 0x3a) return { map: '0f3a', opcode: this.#byte(), prefix, wide }
    return { map: '0f', opcode: second, prefix, wide }
  }

  #place(): Pick<Encoding, 'modrm' | 'scale' | 'displacement'> {
    const modrm = this.#byte()
    const mode = modrm >> 6
    if (mode === 3) return { modrm, scale: 1, displacement: 0n }
    const sib = (modrm & 7) === 4 ? this.#byte() : undefined
    const base = sib === undefined ? modrm & 7 : sib & 7
    const scale = sib === undefined ? 1 : 1 << (sib >> 6)
    return { modrm, scale, displacement: this.#displacement(mode, base) }
  }

  /** Without a mode a base of 5 means 4 bytes: relative to the instruction pointer, or no base at all. */
  #displacement(mode: number, base: number): bigint {
    if (mode === 1) return BigInt(this.#view.getInt8(this.#at++))
    if (mode === 0 && base !== 5) return 0n
    this.#at += 4
    return BigInt(this.#view.getInt32(this.#at - 4, true))
  }
}
