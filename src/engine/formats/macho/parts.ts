/** What the steps of building one file's graph hand on to each other. */
import type { FileId } from '../../graph/ids'
import type { LinkGraph } from '../../graph/link-graph'
import type { QuirkSet } from '../../quirks'
import type { SectionBuilder } from './builder'
import type { Places } from './places'
import type { MachOFile } from './reader'
import type { SymbolBuilder } from './symbols'

export interface Parts {
  readonly graph: LinkGraph
  readonly file: FileId
  readonly macho: MachOFile
  readonly sections: SectionBuilder
  readonly symbols: SymbolBuilder
  readonly places: Places
  readonly quirks: QuirkSet
}
