/**
 * The order in which LLVM 22 walks the sections of a graph: that of the buckets of its name table. It decides which table
 * section is made first where one link needs several kinds, and with that their addresses. Nothing else hangs on it, and
 * only compat mode asks.
 *
 * Source: LLVM's StringMap-like section table: a CityHash of the name, open addressing with growing steps, doubling at
 * three quarters.
 */
import { bytesOfText } from '../../base/raw-text'
import type { FileId, SectionId } from '../graph/ids'
import type { LinkGraph } from '../graph/link-graph'

const MASK = (1n << 64n) - 1n
const K0 = 0xc3a5c85c97cb3127n
const K1 = 0xb492b66fbe98f273n
const K2 = 0x9ae16a3b2f90404fn
const K3 = 0xc949d7c7509e6557n
const SEED = 0xff51afd7ed558ccdn
const MIX = 0x9ddfea08eb382d69n
const FIRST_BUCKETS = 64

const wrap = (value: bigint): bigint => value & MASK
const ror = (value: bigint, by: number): bigint => {
  const shift = BigInt(by & 63)
  return shift === 0n ? value : wrap((value >> shift) | (value << (64n - shift)))
}
const shiftMix = (value: bigint): bigint => value ^ (value >> 47n)

function hash16(low: bigint, high: bigint): bigint {
  let a = wrap((low ^ high) * MIX)
  a ^= a >> 47n
  let b = wrap((high ^ a) * MIX)
  b ^= b >> 47n
  return wrap(b * MIX)
}

/** Reads little-endian words of a name. */
class NameReader {
  readonly #view: DataView
  readonly length: number

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.length = bytes.length
  }

  byte(i: number): bigint {
    return BigInt(this.#view.getUint8(i))
  }
  four(i: number): bigint {
    return BigInt(this.#view.getUint32(i, true))
  }
  eight(i: number): bigint {
    return this.#view.getBigUint64(i, true)
  }
}

/** LLVM's hash of a name, 64 bits. */
export function hashName(bytes: Uint8Array): bigint {
  const name = new NameReader(bytes)
  const n = name.length
  if (n === 0) return K2 ^ SEED
  if (n <= 3) return hashUpTo3(name)
  if (n <= 8) return hash16(wrap(BigInt(n) + (name.four(0) << 3n)), SEED ^ name.four(n - 4))
  if (n <= 16) {
    const last = name.eight(n - 8)
    return hash16(SEED ^ name.eight(0), ror(wrap(last + BigInt(n)), n)) ^ last
  }
  if (n <= 32) return hashUpTo32(name)
  return n <= 64 ? hashUpTo64(name) : hashLong(name)
}

function hashUpTo3(name: NameReader): bigint {
  const n = name.length
  const y = wrap(name.byte(0) + (name.byte(n >> 1) << 8n))
  const z = wrap(BigInt(n) + (name.byte(n - 1) << 2n))
  return wrap(shiftMix(wrap(y * K2) ^ wrap(z * K3) ^ SEED) * K2)
}

function hashUpTo32(name: NameReader): bigint {
  const n = name.length
  const a = wrap(name.eight(0) * K1)
  const b = name.eight(8)
  const c = wrap(name.eight(n - 8) * K2)
  const d = wrap(name.eight(n - 16) * K0)
  const low = wrap(ror(wrap(a - b), 43) + ror(c ^ SEED, 30) + d)
  return hash16(low, wrap(a + ror(b ^ K3, 20) - c + BigInt(n) + SEED))
}

/** Mixes 32 bytes whose first word has been added to `a` already, or starts it. */
function mixHalf(
  words: readonly [bigint, bigint, bigint, bigint],
  start: bigint,
  last: bigint,
): readonly [bigint, bigint] {
  let a = start
  const z = last
  const b = ror(wrap(a + z), 52)
  let c = ror(a, 37)
  a = wrap(a + words[1])
  c = wrap(c + ror(a, 7))
  a = wrap(a + words[2])
  return [wrap(a + z), wrap(b + ror(a, 31) + c)]
}

function hashUpTo64(name: NameReader): bigint {
  const n = name.length
  const at = (i: number): bigint => name.eight(i)
  const first = wrap(at(0) + wrap((BigInt(n) + at(n - 16)) * K0))
  const [vf, vs] = mixHalf([0n, at(8), at(16), 0n], first, at(24))
  const [wf, ws] = mixHalf([0n, at(n - 24), at(n - 16), 0n], wrap(at(16) + at(n - 32)), at(n - 8))
  const r = shiftMix(wrap(wrap((vf + ws) * K2) + wrap((wf + vs) * K0)))
  return wrap(shiftMix(wrap((SEED ^ wrap(r * K0)) + vs)) * K2)
}

/** The state of the hash of a name of more than 64 bytes. */
class LongHash {
  readonly #h: bigint[] = [0n, SEED, hash16(SEED, K1), ror(SEED ^ K1, 49), wrap(SEED * K1), shiftMix(SEED), 0n]

  constructor() {
    this.#h[6] = hash16(this.#h[4]!, this.#h[5]!)
  }

  mix(name: NameReader, o: number): void {
    const h = this.#h
    const at = (i: number): bigint => name.eight(o + i)
    h[0] = wrap(ror(wrap(h[0]! + h[1]! + h[3]! + at(8)), 37) * K1)
    h[1] = wrap(ror(wrap(h[1]! + h[4]! + at(48)), 42) * K1)
    h[0] ^= h[6]!
    h[1] = wrap(h[1]! + h[3]! + at(40))
    h[2] = wrap(ror(wrap(h[2]! + h[5]!), 33) * K1)
    h[3] = wrap(h[4]! * K1)
    h[4] = wrap(h[0]! + h[5]!)
    this.#mix32(name, o, 3, 4)
    h[5] = wrap(h[2]! + h[6]!)
    h[6] = wrap(h[1]! + at(16))
    this.#mix32(name, o + 32, 5, 6)
    const swap = h[2]!
    h[2] = h[0]!
    h[0] = swap
  }

  #mix32(name: NameReader, i: number, first: number, second: number): void {
    const h = this.#h
    let a = wrap(h[first]! + name.eight(i))
    const c = name.eight(i + 24)
    let b = ror(wrap(h[second]! + a + c), 21)
    const d = a
    a = wrap(a + name.eight(i + 8) + name.eight(i + 16))
    b = wrap(b + ror(a, 44) + d)
    h[first] = wrap(a + c)
    h[second] = b
  }

  finish(n: number): bigint {
    const [h0, h1, h2, h3, h4, h5, h6] = this.#h as [bigint, bigint, bigint, bigint, bigint, bigint, bigint]
    const low = wrap(hash16(h3, h5) + wrap(shiftMix(h1) * K1) + h2)
    return hash16(low, wrap(hash16(h4, h6) + wrap(shiftMix(BigInt(n)) * K1) + h0))
  }
}

function hashLong(name: NameReader): bigint {
  const state = new LongHash()
  const whole = name.length - (name.length % 64)
  for (let o = 0; o < whole; o += 64) state.mix(name, o)
  if (whole !== name.length) state.mix(name, name.length - 64)
  return state.finish(name.length)
}

/** Buckets of an open-addressing table; -1: empty. */
function insert(buckets: Int32Array, hash: number, item: number): void {
  const mask = buckets.length - 1
  let at = hash & mask
  for (let step = 1; buckets[at] !== -1; step++) at = (at + step) & mask
  buckets[at] = item
}

/** The order in which items with these hashes (low 32 bits) come out when they were put in one after the other. */
export function bucketOrder(hashes: readonly number[]): number[] {
  let buckets = new Int32Array(FIRST_BUCKETS).fill(-1)
  hashes.forEach((hash, item) => {
    if ((item + 1) * 4 >= buckets.length * 3) {
      const grown = new Int32Array(buckets.length * 2).fill(-1)
      for (const old of buckets) if (old !== -1) insert(grown, hashes[old]!, old)
      buckets = grown
    }
    insert(buckets, hash, item)
  })
  return [...buckets].filter((item) => item !== -1)
}

/** For each section its place in LLVM's order among the sections of its file. */
export function llvmSectionOrder(graph: LinkGraph): Uint32Array {
  const place = new Uint32Array(graph.sections.length)
  for (const file of graph.files.keys()) {
    const own: SectionId[] = []
    for (let x = 0 as SectionId; x < graph.sections.length; x++)
      if (graph.sections.file[x] === (file as FileId)) own.push(x)
    const hashes = own.map((x) => Number(hashName(bytesOfText(graph.sectionName(x))) & 0xffffffffn))
    bucketOrder(hashes).forEach((item, i) => {
      place[own[item]!] = i
    })
  }
  return place
}
