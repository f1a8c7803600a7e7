/** What a relocation row of COFF holds: how one relocation type becomes an edge. The addend stands in the field itself. */
import type { EdgeKind } from '../../graph/ids'
import type { QuirkId } from '../../quirks'

/** What the edge aims at: the symbol, the section that it is in, or that section's number in the object. */
export type Aim = 'symbol' | 'section start' | 'section number'

export interface CoffRelocationRow {
  readonly type: number
  readonly name: string
  /** Undefined: known by name, not supported, or (type 0) nothing at all. */
  readonly kind: EdgeKind | undefined
  /** Why a type without a kind is refused; undefined: it is skipped. */
  readonly why: string | undefined
  /** Bytes of the field, from which the addend is read. */
  readonly bytes: 0 | 1 | 2 | 4 | 8
  /** Added to the addend. */
  readonly bias: number
  readonly aim: Aim
  /** The field counts from the start of the image, so its name has to be there. */
  readonly needsImageBase: boolean
  /** The quirk by which LLVM 22 refuses it; undefined if it does not. */
  readonly beyondLlvm22: QuirkId | undefined
}
