/**
 * The time axis of the memory view: phases side by side, each as wide as what happens in it asks for. Inside a phase
 * events are spread evenly. Phases in which memory changes hands get more room than those that only think.
 */

export interface AxisPhase {
  readonly id: string
  readonly title: string
  /** Events, [first, end). */
  readonly first: number
  readonly end: number
}

export interface AxisSpan extends AxisPhase {
  readonly x: number
  readonly w: number
}

export interface TimeAxis {
  readonly spans: readonly AxisSpan[]
  readonly width: number
  /** Where the moment after `position` events lies. */
  x(position: number): number
  /** The moment at a place. */
  position(x: number): number
}

const BASE_WEIGHT = 1
/** For each doubling of the number of events: a phase of a hundred thousand must not push the others aside. */
const EVENT_WEIGHT = 0.18
const MEMORY_WEIGHT = 0.9

/** `moments` are those that must be told apart: reservations, protections, releases, actions. */
export function timeAxis(phases: readonly AxisPhase[], moments: readonly number[], width: number): TimeAxis {
  const weights = phases.map(({ first, end }) => {
    const inside = moments.filter((at) => at > first && at <= end).length
    return BASE_WEIGHT + EVENT_WEIGHT * Math.log2(1 + end - first) + MEMORY_WEIGHT * Math.sqrt(inside)
  })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const spans: AxisSpan[] = []
  let x = 0
  phases.forEach((phase, i) => {
    const w = (weights[i]! / total) * width
    spans.push({ ...phase, x, w })
    x += w
  })
  return {
    spans,
    width,
    x: (position) => {
      const span = spans.find(({ first, end }) => position > first && position <= end)
      if (span) return span.x + (span.w * (position - span.first)) / (span.end - span.first)
      return position <= 0 ? 0 : boundary(spans, position)
    },
    position: (at) => {
      const span = spans.find(({ x: left, w }) => at >= left && at < left + w) ?? (at < 0 ? spans[0] : spans.at(-1))
      if (!span) return 0
      const part = Math.max(0, Math.min(1, (at - span.x) / span.w))
      return span.first + Math.round(part * (span.end - span.first))
    },
  }
}

/** Between phases with events: the right end of the last phase that is over. */
function boundary(spans: readonly AxisSpan[], position: number): number {
  const over = spans.findLast(({ first, end }) => end <= position && end > first)
  return over ? over.x + over.w : 0
}
