/** What a relocation row holds: how one relocation type of a file becomes an edge of the graph. */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell } from '../../graph/phrases/phrase'
import type { InstructionForm } from '../../arch/instruction-form'
import type { EdgeKind } from '../../graph/ids'
import type { QuirkId } from '../../quirks'

export interface RelocationRow {
  /** The number in r_info. */
  readonly type: number
  readonly name: string
  /** Undefined: known by name, not supported. */
  readonly kind: EdgeKind | undefined
  /** Why a type without a kind is refused. */
  readonly why: Phrase | undefined
  /** Added to the file's addend. */
  readonly bias: number
  readonly discardAddend: boolean
  /** The quirk by which LLVM 22 refuses it; undefined if it does not. */
  readonly beyondLlvm22: QuirkId | undefined
  /** The instruction that must stand there. */
  readonly form?: InstructionForm | undefined
  /** It makes no edge: always, if a quirk is in force, or if one is not. */
  readonly skipped?: 'always' | { readonly with: QuirkId } | { readonly without: QuirkId }
}

/** A type that is known by name and refused, with what is expected in its place. */
export const refusedRow = (type: number, name: string, why: Phrase): RelocationRow => ({
  type,
  name,
  kind: undefined,
  why,
  bias: 0,
  discardAddend: false,
  beyondLlvm22: undefined,
})

/** An order to the dynamic loader. Linkers write these into programs; they do not take them. */
export const loaderRow = (type: number, name: string): RelocationRow =>
  refusedRow(type, name, tell('relocation-for-linkers'))
