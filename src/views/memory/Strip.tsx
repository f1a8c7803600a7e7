/** A segment as a strip of pages: content, zero-fill, and what is left of the last page. */
import type { SegmentMemory } from '../../scene/memory-pages'
import { stripOf } from '../../scene/memory-pages'

/** Resolution of a strip: it is drawn in percent of this. */
const RESOLUTION = 240
/** Lines between more pages than this would be a grey area. */
const MOST_LINES = 48

export interface StripProps {
  readonly memory: SegmentMemory
  readonly letter: string
  readonly pages: number
  /** Percent of the cell. */
  readonly width: number
  /** Whether the bytes are in it; else it is an outline. */
  readonly holds: boolean
  /** Working memory: no zero-fill, no whole pages. */
  readonly working?: boolean
}

export function Strip({ memory, letter, pages, width, holds, working = false }: StripProps) {
  const parts = holds ? stripOf(memory, RESOLUTION).filter(({ kind }) => !working || kind === 'content') : []
  const lines = !working && pages > 1 && pages <= MOST_LINES
  const style = { width: `${width}%`, ...(lines ? { backgroundSize: `${100 / pages}% 100%` } : {}) }
  return (
    <span className={`strip${holds ? ' holds' : ''}${lines ? ' lines' : ''}`} style={style} aria-hidden="true">
      {parts.map(({ kind, x, w }) => (
        <i
          key={`${kind}${x}`}
          className={`${kind} fill-${letter}`}
          style={{ left: `${(100 * x) / RESOLUTION}%`, width: `${(100 * w) / RESOLUTION}%` }}
        />
      ))}
    </span>
  )
}
