/** Everything that is painted, at one moment: geometry, the graph behind it, and what stands out. */
import type { Operand } from '../../engine/arch/operands'
import type { EdgeScene } from '../../scene/edges'
import type { EdgeEnds } from '../../scene/ends'
import type { Finder } from '../../scene/find'
import type { EdgePath, Layout } from '../../scene/geometry'
import type { Things } from '../../scene/marks'
import type { Session } from '../../store/session'
import type { Say } from '../../store/language'
import type { MapColours } from './colours'
import { OUTSIDE } from '../../engine/graph/crossings'
import type { EdgeId } from '../../engine/graph/ids'

export interface Picture {
  readonly session: Session
  readonly layout: Layout
  readonly finder: Finder
  readonly ends: EdgeEnds
  readonly edges: EdgeScene
  readonly changed: Things
  readonly selected: Things
  readonly hovered: Things
  /** What the search has found. */
  readonly found: Things
  /** Edges over which the link failed. */
  readonly misses: ReadonlySet<EdgeId>
  /** 0 for edges that are filtered out; undefined while nothing is. */
  readonly mask: Uint8Array | undefined
  readonly colours: MapColours
  /** In the language of the page. */
  readonly say: Say
  /** The letter of the formula card that is pointed at. */
  readonly lit: Operand | undefined
  /** How names are written: as their authors wrote them, as far as that is known, or as the linker sees them. */
  readonly write: (text: string) => string
}

export const isCrossing = ({ from, to }: Pick<EdgePath, 'from' | 'to'>): boolean => from !== to && to !== OUTSIDE
