/**
 * Very many frames, such as the segments of a thousand files, each of a page or two: one below the other they would be a
 * tower as wide as a strip. They stand on shelves instead: in the order of memory down a strip, then to the next strip.
 */
import type { FramePlan } from './order'

/** Where a frame stands: which shelf of its column, and which strip of that. */
export interface ShelfPlace {
  readonly shelf: number
  readonly strip: number
}

/** A frame that is higher than this part of what each strip has to hold has a place of its own, over the whole column. */
const OWN_PART = 0.8

/**
 * Divides the frames of each column into shelves; frames that are too high for one are not in the answer, and end a shelf.
 * `strips`: how many there are, by policy.
 */
export function shelvesOf(
  frames: readonly FramePlan[],
  strips: readonly number[],
  heightOf: (frame: FramePlan) => number,
): Map<FramePlan, ShelfPlace> {
  const places = new Map<FramePlan, ShelfPlace>()
  strips.forEach((count, policy) => {
    const own = frames.filter((frame) => frame.policy === policy).map((frame) => ({ frame, height: heightOf(frame) }))
    const share = own.reduce((sum, { height }) => sum + height, 0) / Math.max(1, count)
    let shelf = 0
    let run: typeof own = []
    const end = (): void => {
      divide(run, count, (frame, strip) => places.set(frame, { shelf, strip }))
      shelf++
      run = []
    }
    for (const one of own) {
      if (one.height <= OWN_PART * share) run.push(one)
      else end()
    }
    end()
  })
  return places
}

/** About as much for each strip as for the others. */
function divide(
  run: readonly { readonly frame: FramePlan; readonly height: number }[],
  count: number,
  place: (frame: FramePlan, strip: number) => void,
): void {
  const total = run.reduce((sum, { height }) => sum + height, 0)
  let done = 0
  for (const { frame, height } of run) {
    // The strip in which its middle is.
    place(frame, Math.min(count - 1, Math.floor(((done + height / 2) / total) * count)))
    done += height
  }
}
