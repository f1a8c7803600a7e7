/** What can be different when a graph is built from a Mach-O file: the relocations of its processor, and LLVM 22's ways. */
import type { QuirkSet } from '../../quirks'
import type { RelocationTable } from './relocation-row'

export interface MachOBuildOptions {
  readonly relocations: RelocationTable
  readonly quirks: QuirkSet
}
