/** What a relocation row holds: how one relocation type of a file becomes an edge of the graph. */
import type { EdgeKind } from '../../graph/ids'

export interface RelocationRow {
  /** The number in r_info. */
  readonly type: number
  readonly name: string
  /** Undefined: known by name, not supported. */
  readonly kind: EdgeKind | undefined
  /** Added to the file's addend. */
  readonly bias: number
  readonly discardAddend: boolean
  /** LLVM 22 refuses it. */
  readonly beyondLlvm22: boolean
}
