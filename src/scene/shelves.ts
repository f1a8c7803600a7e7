/**
 * Many frames, such as the segments of a dozen files: one below the other their titles would be too small to be read, and
 * there would be room beside them. They stand on shelves instead: in the order of memory down a lane, then to the next lane.
 * Very many, of a thousand files, have no titles that are read from afar; their lanes are single strips.
 */
import type { FramePlan } from './order'

/** How the frames of a column stand beside each other. */
export interface Shelving {
  /** Their titles can be read when all of the picture is on screen. */
  readonly titled: boolean
  /** Beside each other, if they are titled; others stand in as many lanes as the column has strips. */
  readonly lanes: number
}

/** Titles can be read when they are shown this much smaller than at zoom 1. */
const STILL_READ = 0.63
/** More of the height than this is not for titles; if they need more, frames stand in lanes in which they need at most so much. */
const MOST_STACKED = 0.8
const MOST_IN_LANES = 0.55
/** Narrower lanes would have no room for titles. */
const MOST_LANES = 6

/** How frames stand; undefined for one below the other. `titles`: height of all their titles and gaps at zoom 1, in pixels. */
export function shelvingFor(titles: number, height: number): Shelving | undefined {
  const least = titles * STILL_READ
  if (least <= MOST_STACKED * height) return undefined
  const lanes = Math.ceil(least / (MOST_IN_LANES * height))
  return lanes <= MOST_LANES ? { titled: true, lanes } : { titled: false, lanes: 1 }
}

/** Where a frame stands: which shelf of its column, and which lane of that. */
export interface ShelfPlace {
  readonly shelf: number
  readonly lane: number
}

/**
 * A frame without a title that is higher than this part of what each lane has to hold has a place of its own, over the whole
 * column.
 */
const OWN_PART = 0.8

/**
 * Divides the frames of each column into shelves; frames that are too high for one are not in the answer, and end a shelf.
 * `shelvings`: how many lanes there are, by policy.
 */
export function shelvesOf(
  frames: readonly FramePlan[],
  shelvings: readonly Shelving[],
  heightOf: (frame: FramePlan) => number,
): Map<FramePlan, ShelfPlace> {
  const places = new Map<FramePlan, ShelfPlace>()
  shelvings.forEach(({ lanes, titled }, policy) => {
    const own = frames.filter((frame) => frame.policy === policy).map((frame) => ({ frame, height: heightOf(frame) }))
    const share = own.reduce((sum, { height }) => sum + height, 0) / Math.max(1, lanes)
    let shelf = 0
    let run: typeof own = []
    const end = (): void => {
      divide(run, lanes, (frame, lane) => places.set(frame, { shelf, lane }))
      shelf++
      run = []
    }
    for (const one of own) {
      if (titled || one.height <= OWN_PART * share) run.push(one)
      else end()
    }
    end()
  })
  return places
}

/** About as much for each lane as for the others. */
function divide(
  run: readonly { readonly frame: FramePlan; readonly height: number }[],
  count: number,
  place: (frame: FramePlan, lane: number) => void,
): void {
  const total = run.reduce((sum, { height }) => sum + height, 0)
  let done = 0
  for (const { frame, height } of run) {
    // The lane in which its middle is.
    place(frame, Math.min(count - 1, Math.floor(((done + height / 2) / total) * count)))
    done += height
  }
}
