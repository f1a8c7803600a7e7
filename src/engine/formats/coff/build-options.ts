/** What can be different when a graph is built from a COFF object: the relocations of its processor, and LLVM 22's ways. */
import type { QuirkSet } from '../../quirks'
import type { CoffRelocationRow } from './relocation-row'

export interface CoffBuildOptions {
  readonly relocations: readonly CoffRelocationRow[]
  readonly quirks: QuirkSet
}
