/**
 * A section's frame is dragged to another column, and so gets that column's policy: a ghost follows the pointer, the
 * column under it lights up, Escape lets go. The key list has the same for the keyboard.
 */
import { useEffect, useRef, useState } from 'react'
import type { SectionId } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { ColumnBox, Point } from '../../scene/geometry'
import type { Size, View } from '../../scene/view'
import { toWorld } from '../../scene/view'
import { useDeskStore } from '../../store/context'
import { givePolicy, whyFixed } from '../../store/give-policy'
import { useSay } from '../../store/language'
import type { Session } from '../../store/session'

/** Pixels that a pointer moves before a press is a drag and no click. */
const SLACK = 6

interface Drag {
  readonly section: SectionId
  readonly from: Point
  readonly at: Point
  readonly moving: boolean
}

export interface SectionDrag {
  /** Takes hold of a section; true if it can be dragged. */
  grab(section: SectionId, at: Point): boolean
  /** True while a section is held: nothing else should react to the pointer. */
  move(at: Point): boolean
  /** Lets go; true if that was a drag, so that the click that follows means nothing. */
  drop(): boolean
  readonly overlay: React.ReactNode
}

export function useSectionDrag(session: Session, columns: readonly ColumnBox[], view: View, size: Size): SectionDrag {
  const store = useDeskStore()
  const [drag, setDrag] = useState<Drag>()
  const held = useRef<Drag>(undefined)
  const set = (next: Drag | undefined): void => {
    held.current = next
    setDrag(next)
  }
  const isMoving = drag?.moving === true
  useEffect(() => {
    if (!isMoving) return undefined
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      held.current = undefined
      setDrag(undefined)
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [isMoving])
  return {
    grab(section, at) {
      if (whyFixed(session.graph, section)) return false
      set({ section, from: at, at, moving: false })
      return true
    },
    move(at) {
      const { current } = held
      if (!current) return false
      const moving = current.moving || Math.hypot(at.x - current.from.x, at.y - current.from.y) > SLACK
      set({ ...current, at, moving })
      return moving
    },
    drop() {
      const { current } = held
      set(undefined)
      if (!current?.moving) return false
      const column = columnAt(columns, view, current.at)
      if (column && column.policy !== session.graph.sections.lifetime[current.section]) {
        store.getState().select({ kind: 'section', id: current.section })
        void givePolicy(store.getState(), current.section, { lifetime: column.policy })
      }
      return true
    },
    overlay: drag?.moving && <Ghost session={session} drag={drag} columns={columns} view={view} size={size} />,
  }
}

/** A column is as high as the map: what counts is how far left or right the pointer is. */
function columnAt(columns: readonly ColumnBox[], view: View, at: Point): ColumnBox | undefined {
  const { x } = toWorld(view, at)
  return columns.find((column) => x >= column.x && x <= column.x + column.w)
}

/** Beside the pointer, on the side where there is room. */
function ghostPlace({ x, y }: Point, { width, height }: Size): React.CSSProperties {
  const across = x > width / 2 ? { right: width - x + 10 } : { left: x + 24 }
  return { ...across, ...(y > height - 60 ? { bottom: height - y + 10 } : { top: y + 10 }) }
}

interface GhostProps {
  readonly session: Session
  readonly drag: Drag
  readonly columns: readonly ColumnBox[]
  readonly view: View
  readonly size: Size
}

function Ghost({ session, drag: { section, at }, columns, view, size }: GhostProps) {
  const say = useSay()
  const { graph, describer } = session
  const target = columnAt(columns, view, at)
  const current = graph.sections.lifetime[section]
  const row = LIFETIMES[target?.policy ?? current]!
  const isOther = target !== undefined && target.policy !== current
  return (
    <div className="drag" aria-hidden="true">
      {isOther && (
        <div
          className={`drag-column policy-${row.letter}`}
          style={{ left: target.x * view.k + view.x, width: target.w * view.k, height: size.height }}
        />
      )}
      <div className={`drag-ghost policy-${row.letter}`} style={ghostPlace(at, size)}>
        <b>{describer.section(section)}</b>{' '}
        {isOther ? say('map.becomes', { policy: row.name }) : say('map.to-another-column')}
      </div>
    </div>
  )
}
