/** The map of a link at a moment, without a screen: for paper. */
import type { EdgeQuery } from '../../scene/edges'
import { edgeScene } from '../../scene/edges'
import { Finder } from '../../scene/find'
import { nothing } from '../../scene/marks'
import { fitBox } from '../../scene/view'
import { say } from '../../store/language'
import { writerNow } from '../../store/names'
import { missesOf } from '../../store/selectors/misses'
import type { Session } from '../../store/session'
import type { MapColours } from './colours'
import { densityInks, LIGHT } from './colours'
import type { ShownMap } from './on-screen'

/** Paper is white. */
const PAPER: MapColours = { ...LIGHT, paper: '#ffffff' }

/** For which the picture is laid out; it may come out higher. */
const SIZE = { width: 700, height: 240 }
/** Higher pictures are shown smaller. */
const MOST_HEIGHT = 640
const AIR = 8

/** The session's tables have to be at the position. For small links: large ones are folded, and no lesson has one. */
export function stillOf(session: Session, position: number): ShownMap {
  const { graph, describer, layouts } = session
  const laid = layouts.standIn(position > session.allocateAt, SIZE)
  const { layout } = laid
  const finder = new Finder(layout)
  const { ends, holes, traffic } = layouts.edgesOf(laid).at(position)
  const query: EdgeQuery = { graph, describer, layout, ends, mask: undefined }
  const edges = edgeScene(query, traffic)
  const size = { width: SIZE.width, height: Math.min(MOST_HEIGHT, Math.ceil(layout.height) + AIR) }
  const none = nothing()
  return {
    picture: {
      session,
      layout,
      finder,
      ends,
      edges,
      colours: PAPER,
      misses: missesOf(session, position),
      mask: undefined,
      say,
      write: writerNow(),
      lit: undefined,
      changed: none,
      selected: none,
      hovered: none,
      found: none,
    },
    density: {
      graph,
      layout,
      finder,
      holes,
      inks: densityInks(PAPER),
      position,
      // It is drawn once.
      changedSince: () => undefined,
    },
    view: fitBox({ x: 0, y: 0, w: layout.width, h: layout.height }, size, 1, AIR),
    size,
  }
}
