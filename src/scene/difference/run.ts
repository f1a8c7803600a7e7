/** One run of a link, as far as comparing needs it; a session of the page is one. */
import type { Arch } from '../../engine/arch/arch'
import type { Describer } from '../../engine/arch/describe'
import type { Judge } from '../../engine/graph/crossings'
import type { Diagnostic } from '../../engine/graph/diagnostics'
import type { EdgeIndex } from '../../engine/graph/edge-index'
import type { LinkGraph } from '../../engine/graph/link-graph'

export interface Run {
  /** As it is where it was live, or at its end if it failed. */
  readonly graph: LinkGraph
  readonly arch: Arch
  readonly describer: Describer
  readonly judge: Judge
  readonly diagnostics: readonly Diagnostic[]
  readonly ok: boolean
  /** Index into the inputs for each file of the graph. Both runs have the same inputs. */
  readonly inputOfFile: readonly number[]
  readonly outgoing: EdgeIndex
}
