/**
 * The camera: pan by dragging or scrolling, zoom by pinching, Ctrl and wheel, or double click. D3 does the arithmetic and
 * the gestures; whoever owns the canvas is told the new view.
 */
import { select, zoom, zoomIdentity } from 'd3'
import type { Size, View } from '../../scene/view'
import { MAX_SCALE, MIN_SCALE } from '../../scene/view'

export interface Camera {
  /** Moves to a view; over `duration` milliseconds if that is not 0. */
  go(view: View, duration?: number): void
  zoomBy(factor: number): void
  /** While held, the pointer belongs to somebody else: it does not move the picture. */
  hold(held: boolean): void
  destroy(): void
}

const WHEEL_ZOOM = 0.004
const LINE_PIXELS = 16

/** `sizeOf` tells how large the canvas is: asking the canvas itself would lay the page out in the middle of a change. */
export function createCamera(canvas: HTMLCanvasElement, sizeOf: () => Size, onView: (view: View) => void): Camera {
  const selection = select(canvas)
  let isHeld = false
  const behaviour = zoom<HTMLCanvasElement, unknown>()
    .scaleExtent([MIN_SCALE, MAX_SCALE])
    .extent(() => [
      [0, 0],
      [sizeOf().width, sizeOf().height],
    ])
    .filter((event: Event) => event.type !== 'wheel' && !isHeld && !(event as MouseEvent).button)
    .on('zoom', ({ transform }: { transform: View }) => onView({ k: transform.k, x: transform.x, y: transform.y }))
  selection.call(behaviour)

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1
    if (event.ctrlKey || event.metaKey) {
      const bounds = canvas.getBoundingClientRect()
      const point: [number, number] = [event.clientX - bounds.left, event.clientY - bounds.top]
      behaviour.scaleBy(selection, Math.exp(-event.deltaY * unit * WHEEL_ZOOM), point)
      return
    }
    const k = currentScale(canvas)
    const [dx, dy] = event.shiftKey ? [event.deltaY || event.deltaX, 0] : [event.deltaX, event.deltaY]
    behaviour.translateBy(selection, (-dx * unit) / k, (-dy * unit) / k)
  }
  canvas.addEventListener('wheel', onWheel, { passive: false })

  return {
    go({ k, x, y }, duration = 0) {
      const transform = zoomIdentity.translate(x, y).scale(k)
      if (duration > 0) selection.transition().duration(duration).call(behaviour.transform, transform)
      else selection.call(behaviour.transform, transform)
    },
    zoomBy(factor) {
      behaviour.scaleBy(selection, factor)
    },
    hold(held) {
      isHeld = held
    },
    destroy() {
      canvas.removeEventListener('wheel', onWheel)
      selection.on('.zoom', null)
    },
  }
}

/** D3 keeps the transform on the element. */
function currentScale(canvas: HTMLCanvasElement): number {
  return (canvas as HTMLCanvasElement & { __zoom?: View }).__zoom?.k ?? 1
}
