/**
 * Universal files: several files of one content, each for another processor, behind one header. A slice is an object or
 * an archive; linkers take one and forget the others. The header alone is big-endian.
 *
 * Nothing is copied: a slice is a view on the file's bytes.
 *
 * Source: Apple's <mach-o/fat.h>.
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell } from '../../graph/phrases/phrase'
import { Refusal } from '../../graph/diagnostics'
import { CPU_NAMES, CPU_SUBTYPE_ARM64E, CPU_SUBTYPE_MASK, CPU_TYPE } from './constants'

const FAT_MAGIC = 0xcafebabe
const FAT_MAGIC_64 = 0xcafebabf
const HEADER_BYTES = 8
const ROW_BYTES = 20
const ROW_BYTES_64 = 32
/** Java's class files have the same magic, and behind it a version that was never less than this. */
const FIRST_JAVA_VERSION = 43

export interface Slice {
  /** What Linkscape calls the processor: `x86-64`, `arm64`, `arm64e`; others by their own name. */
  readonly processor: string
  /** Undefined: Linkscape has no such processor. */
  readonly arch: string | undefined
  readonly bytes: Uint8Array
}

export function isUniversal(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  const magic = view.getUint32(0)
  return (magic === FAT_MAGIC || magic === FAT_MAGIC_64) && view.getUint32(4) < FIRST_JAVA_VERSION
}

/** The slices of a universal file. Throws a Refusal if one of them lies outside it, or if there is none. */
export function readUniversal(name: string, bytes: Uint8Array): Slice[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isWide = view.getUint32(0) === FAT_MAGIC_64
  const rowBytes = isWide ? ROW_BYTES_64 : ROW_BYTES
  const count = view.getUint32(4)
  const refuse = (at: number, structure: Phrase, found: Phrase, expected: Phrase): Refusal =>
    new Refusal('macho-universal', { file: name, structure, offset: at, found, expected })
  const room = Math.floor((bytes.length - HEADER_BYTES) / rowBytes)
  if (count === 0 || count > room)
    throw refuse(
      4,
      tell('universal-field', { field: 'nfat_arch' }),
      tell('slices', { n: count }),
      tell('one-to', { n: room }),
    )
  return Array.from({ length: count }, (_, i) => {
    const at = HEADER_BYTES + i * rowBytes
    const cpu = view.getUint32(at)
    const subtype = view.getUint32(at + 4) & CPU_SUBTYPE_MASK
    const start = isWide ? view.getBigUint64(at + 8) : BigInt(view.getUint32(at + 8))
    const size = isWide ? view.getBigUint64(at + 16) : BigInt(view.getUint32(at + 12))
    const least = HEADER_BYTES + count * rowBytes
    if (start < BigInt(least) || start + size > BigInt(bytes.length)) {
      const found = tell('bytes-from-to', { from: start, to: start + size })
      throw refuse(at + 8, tell('slice', { i }), found, tell('range', { from: least, to: bytes.length }))
    }
    return { ...nameOf(cpu, subtype), bytes: bytes.subarray(Number(start), Number(start + size)) }
  })
}

function nameOf(cpu: number, subtype: number): Pick<Slice, 'processor' | 'arch'> {
  if (cpu === CPU_TYPE.X86_64) return { processor: 'x86-64', arch: 'x86-64' }
  if (cpu !== CPU_TYPE.ARM64) return { processor: CPU_NAMES[cpu] ?? `CPU ${cpu}`, arch: undefined }
  return { processor: subtype === CPU_SUBTYPE_ARM64E ? 'arm64e' : 'arm64', arch: 'aarch64' }
}
