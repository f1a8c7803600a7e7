/**
 * A folded picture is as high as its fullest strips, which is known only when they are filled: then it may be narrower
 * than the window that shows all of it. What is left over goes to the gaps first, where the ribbons with their numbers
 * are, then to the strips. Nothing is folded again: only what stands beside each other moves.
 */
import { largest } from '../base/extremes'
import type { Box, ColumnBox, Layout } from './geometry'

/** A gap between two columns may become this part of the width; what numbers on ribbons need. */
const WIDEST_GAP = 0.13
/** Strips may become this many times wider. Names gain by it up to there; then the picture would only look empty. */
const WIDEST_STRIP = 1.8

/** What all of a column is moved and stretched by. */
interface Move {
  readonly from: ColumnBox
  readonly to: ColumnBox
}

/** The layout as wide as the window allows that shows all its height: `width` by `height`, in pixels. */
export function widen(layout: Layout, width: number, height: number): Layout {
  const spare = (width * layout.height) / height - layout.width
  if (layout.chrome === 1 || spare <= 0) return layout
  const moves = movesOf(layout, spare)
  const moveOf = (policy: number): Move => moves.find(({ from }) => from.policy === policy)!
  const moved = <B extends Box & { readonly policy: number }>(box: B): B => moveBox(box, moveOf(box.policy))
  const { groups, strips, units } = layout
  for (let g = 0; g < groups.length; g++) {
    const move = moveOf(units[groups.unit[g]!]!.policy)
    groups.x[g] = xOf(groups.x[g]!, move)
    groups.w[g]! *= factorOf(move)
  }
  for (let i = 0; i < strips.length; i++) {
    const move = moveOf(strips.policy[i]!)
    strips.x[i] = xOf(strips.x[i]!, move)
    strips.w[i]! *= factorOf(move)
  }
  return {
    ...layout,
    columns: moves.map(({ to }) => to),
    frames: layout.frames.map(moved),
    units: units.map(moved),
    width: layout.width + widthOf(moves.map(({ to }) => to)) - widthOf(layout.columns),
  }
}

function movesOf({ columns, frames, strips, width }: Layout, spare: number): Move[] {
  const gap = columns[1]!.x - columns[0]!.x - columns[0]!.w
  const more = Math.max(0, Math.min(spare / 2, WIDEST_GAP * (width + spare) - gap))
  const rest = spare - 2 * more
  const most = columns.map(({ policy, w }) => {
    // Very many frames stand beside each other, each of one strip.
    const beside = frames.filter((frame) => frame.policy === policy).map((frame) => w / frame.w)
    return Math.max(widestRow(strips, policy), largest(beside))
  })
  const all = most.reduce((sum, n) => sum + n, 0)
  let x = columns[0]!.x
  return columns.map((from, i) => {
    const w = from.folded ? from.w : Math.min(from.w * WIDEST_STRIP, from.w + (rest * most[i]!) / all)
    const to = { ...from, x, w }
    x += w + gap + more
    return { from, to }
  })
}

/** The most strips that stand beside each other in a column. */
function widestRow({ length, policy, unit }: Layout['strips'], wanted: number): number {
  let most = 0
  for (let i = 0, row = 0; i < length; i++) {
    if (policy[i] !== wanted) continue
    row = i > 0 && unit[i - 1] === unit[i] ? row + 1 : 1
    most = Math.max(most, row)
  }
  return most
}

const widthOf = (columns: readonly ColumnBox[]): number => columns.at(-1)!.x + columns.at(-1)!.w - columns[0]!.x

const factorOf = ({ from, to }: Move): number => to.w / from.w

const xOf = (x: number, move: Move): number => move.to.x + (x - move.from.x) * factorOf(move)

const moveBox = <B extends Box>(box: B, move: Move): B => ({ ...box, x: xOf(box.x, move), w: box.w * factorOf(move) })
