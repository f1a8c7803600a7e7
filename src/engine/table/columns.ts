/**
 * Typed columns: the engine keeps its millions of blocks, symbols and edges in plain typed arrays, one array for each
 * property, because that is several times faster and smaller than a heap of objects, and because an array moves from
 * the worker to the page without being copied.
 *
 * A column may be indexed by the id of its own table only: `blocks.address` takes a BlockId, and handing it an EdgeId
 * does not compile. The one cast from a typed array to a column happens in this folder.
 */

/** One property of every row, read and written by the row's id. */
export type Column<Id extends number, Value> = { readonly length: number } & { [K in Id]: Value }

/**
 * A column of exact 64-bit values. `big` reads and writes a whole value; `words` is the same memory as pairs of 32-bit
 * words, low word first (`words[2 * id]`, `words[2 * id + 1]`), for loops in which a bigint for each row is too slow.
 */
export interface WideColumn<Id extends number> {
  readonly big: Column<Id, bigint>
  readonly words: Uint32Array
}

export type NarrowKind = 'u8' | 'u16' | 'u32'

export interface NarrowSpec<Value extends number> {
  readonly kind: NarrowKind
  /** What a new row holds. */
  readonly initial: number
  readonly __value?: Value
}

export interface WideSpec {
  readonly kind: 'wide'
}

export type ColumnSpec = NarrowSpec<number> | WideSpec

/** An unsigned byte in each row. */
export const u8 = <Value extends number = number>(initial = 0): NarrowSpec<Value> => ({ kind: 'u8', initial })
/** Unsigned 16 bits in each row. */
export const u16 = <Value extends number = number>(initial = 0): NarrowSpec<Value> => ({ kind: 'u16', initial })
/** Unsigned 32 bits in each row: ids, offsets in files. */
export const u32 = <Value extends number = number>(initial = 0): NarrowSpec<Value> => ({ kind: 'u32', initial })
/** Exactly 64 bits in each row: addresses, sizes, addends. */
export const wide = (): WideSpec => ({ kind: 'wide' })

export type NarrowArray = Uint8Array | Uint16Array | Uint32Array

/** The four words of a byte order probe: the engine's word views need a little-endian host. */
const LITTLE_ENDIAN_HOST = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1
if (!LITTLE_ENDIAN_HOST) throw new Error('Linkscape needs a little-endian processor, and every browser runs on one')

export class Wide {
  readonly big: BigUint64Array
  readonly words: Uint32Array
  constructor(buffer: ArrayBuffer) {
    this.big = new BigUint64Array(buffer)
    this.words = new Uint32Array(buffer)
  }
}

const WIDTH: Record<ColumnSpec['kind'], number> = { u8: 1, u16: 2, u32: 4, wide: 8 }

/** Bytes that one row of this column takes. */
export function bytesPerRow(spec: ColumnSpec): number {
  return WIDTH[spec.kind]
}

/** Lays a column's type over a buffer. */
export function columnOver(spec: ColumnSpec, buffer: ArrayBuffer): NarrowArray | Wide {
  switch (spec.kind) {
    case 'u8':
      return new Uint8Array(buffer)
    case 'u16':
      return new Uint16Array(buffer)
    case 'u32':
      return new Uint32Array(buffer)
    case 'wide':
      return new Wide(buffer)
  }
}
