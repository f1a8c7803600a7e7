/** What a relocation row of COFF holds: how one relocation type becomes an edge. The addend stands in the field itself. */
import type { FieldRow } from '../../arch/fields'
import type { Phrase } from '../../graph/phrases/phrase'
import type { EdgeKind } from '../../graph/ids'
import type { QuirkId } from '../../quirks'

/** What the edge is about: the symbol, or its distance from where its section starts, or that section's number. */
export type Aim = 'symbol' | 'section start' | 'section number'

export interface CoffRelocationRow {
  readonly type: number
  readonly name: string
  /** Undefined: known by name, not supported, or (type 0) nothing at all. */
  readonly kind: EdgeKind | undefined
  /** Why a type without a kind is refused; undefined: it is skipped. */
  readonly why: Phrase | undefined
  /** Bytes of the field, from which the addend is read. */
  readonly bytes: 0 | 1 | 2 | 4 | 8
  /** The bits of an instruction from which the addend is read; undefined: all bytes are the addend. */
  readonly addendIn?: FieldRow
  /** Added to the addend. */
  readonly bias: number
  readonly aim: Aim
  /** What LLVM 22 makes of it: an edge of this kind to a symbol whose address is the number. */
  readonly numbered: EdgeKind | undefined
  /** The field counts from the start of the image, so its name has to be there. */
  readonly needsImageBase: boolean
  /** The quirk by which LLVM 22 refuses it; undefined if it does not. */
  readonly beyondLlvm22: QuirkId | undefined
}

interface RowMaker<Edge extends string> {
  /** A type that becomes an edge with a field of so many bytes. */
  row(type: number, name: string, edge: Edge, bytes: 2 | 4 | 8, rest?: Partial<CoffRelocationRow>): CoffRelocationRow
  /** A type known by name, without an edge; `why` says why it is refused. */
  without(type: number, name: string, why?: Phrase): CoffRelocationRow
}

/** Makes rows of one processor: `prefix` of its types' names, its edge kinds by name. */
export function rowsOf<Edge extends string>(prefix: string, kinds: Readonly<Record<Edge, EdgeKind>>): RowMaker<Edge> {
  const plain = {
    why: undefined,
    bias: 0,
    aim: 'symbol',
    numbered: undefined,
    needsImageBase: false,
    beyondLlvm22: undefined,
  } as const
  return {
    row: (type, name, edge, bytes, rest = {}) => ({
      ...plain,
      type,
      name: `${prefix}${name}`,
      kind: kinds[edge],
      bytes,
      ...rest,
    }),
    without: (type, name, why) => ({ ...plain, type, name: `${prefix}${name}`, kind: undefined, why, bytes: 0 }),
  }
}
