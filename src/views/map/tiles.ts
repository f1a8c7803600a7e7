/**
 * The picture from afar, in tiles: each is drawn once for a zoom level and a moment, a few milliseconds' worth in each
 * frame; until then the old one is shown, or one of another level.
 */
import type { DensityMoment } from '../../scene/density'
import { rasterise } from '../../scene/density'
import type { Box } from '../../scene/geometry'
import { rowBox } from '../../scene/geometry'
import type { Size, View } from '../../scene/view'

const SIDE = 256
/** Milliseconds for new tiles in a frame while the view moves. */
const MOVING_BUDGET = 7
/** While only time does: milliseconds for them and all that was drawn before; the first titles of a picture take some. */
const STILL_BUDGET = 26
/** The same in the first frame of all, in which titles and edges are drawn by code that has never run. */
const FIRST_BUDGET = 19
const MOST_TILES = 320

interface Tile {
  readonly canvas: HTMLCanvasElement
  stamp: number
  used: number
}

export class Tiles {
  readonly #tiles = new Map<string, Tile>()
  readonly #pixels = new Uint32Array(SIDE * SIDE)
  readonly #image = imageOf(this.#pixels, SIDE)
  #query: DensityMoment | undefined
  #view: View | undefined
  #stamp = 0
  #clock = 0

  /** What there is to draw; a new object for each moment. Tiles in which nothing looks different are kept. */
  show(query: DensityMoment): void {
    const shown = this.#query
    if (query === shown) return
    if (query.layout !== shown?.layout) {
      this.#tiles.clear()
      // Another picture may have a view of its own: that is no move.
      this.#view = undefined
    }
    this.#query = query
    this.#stamp++
    const rows =
      shown?.inks === query.inks && shown.layout === query.layout ? query.changedSince(shown.position) : undefined
    if (rows) this.#keepAllBut(rows.map((row) => rowBox(query.layout, row)))
  }

  /** Whether the view is another one than this picture was painted in last. */
  #hasMovedTo(view: View): boolean {
    const last = this.#view
    this.#view = view
    return last !== undefined && !(last.k === view.k && last.x === view.x && last.y === view.y)
  }

  #keepAllBut(boxes: readonly Box[]): void {
    for (const [key, tile] of this.#tiles) {
      if (tile.stamp !== this.#stamp - 1) continue
      const area = areaOf(key)
      if (!boxes.some((box) => overlap(area, box))) tile.stamp = this.#stamp
    }
  }

  /**
   * Paints what is on screen; true if some tiles are still missing or old, so that another frame is wanted. `began`: when
   * this frame did. At least one tile is drawn, however late it is.
   */
  paint(ctx: CanvasRenderingContext2D, view: View, size: Size, dpr: number, began: number): boolean {
    const query = this.#query
    if (!query) return false
    const scale = 2 ** Math.round(Math.log2(view.k * dpr))
    const side = SIDE / scale
    const still = began + (this.#clock === 0 ? FIRST_BUDGET : STILL_BUDGET)
    const until = this.#hasMovedTo(view) ? performance.now() + MOVING_BUDGET : still
    const first = { x: Math.floor(-view.x / view.k / side), y: Math.floor(-view.y / view.k / side) }
    const last = {
      x: Math.floor((size.width - view.x) / view.k / side),
      y: Math.floor((size.height - view.y) / view.k / side),
    }
    const end = {
      x: Math.min(last.x, Math.floor(query.layout.width / side)),
      y: Math.min(last.y, Math.floor(query.layout.height / side)),
    }
    this.#clock++
    let behind = false
    let drawn = 0
    for (let y = Math.max(0, first.y); y <= end.y; y++) {
      for (let x = Math.max(0, first.x); x <= end.x; x++) {
        const tile = this.#tile(`${scale}:${x}:${y}`)
        if (tile.stamp !== this.#stamp && (drawn === 0 || performance.now() < until)) {
          this.#draw(query, tile, x, y, scale)
          drawn++
        }
        behind ||= tile.stamp !== this.#stamp
        if (tile.stamp > 0) place(ctx, tile.canvas, view, x * side, y * side, side)
      }
    }
    this.#forget()
    return behind
  }

  #tile(key: string): Tile {
    let tile = this.#tiles.get(key)
    if (!tile) {
      const canvas = document.createElement('canvas')
      canvas.width = SIDE
      canvas.height = SIDE
      tile = { canvas, stamp: 0, used: 0 }
      this.#tiles.set(key, tile)
    }
    tile.used = this.#clock
    return tile
  }

  #draw(query: DensityMoment, tile: Tile, x: number, y: number, scale: number): void {
    const side = SIDE / scale
    this.#pixels.fill(0)
    rasterise(query, { x: x * side, y: y * side, w: side, h: side }, scale, this.#pixels, SIDE)
    tile.canvas.getContext('2d')?.putImageData(this.#image, 0, 0)
    tile.stamp = this.#stamp
  }

  #forget(): void {
    if (this.#tiles.size <= MOST_TILES) return
    const old = [...this.#tiles].sort((a, b) => a[1].used - b[1].used)
    for (const [key] of old.slice(0, this.#tiles.size - MOST_TILES)) this.#tiles.delete(key)
  }
}

/** The part of the picture that the tile of a key shows, with a pixel around it: places are rounded. */
function areaOf(key: string): Box {
  const [scale, x, y] = key.split(':').map(Number)
  const side = SIDE / scale!
  const pixel = 1 / scale!
  return { x: x! * side - pixel, y: y! * side - pixel, w: side + 2 * pixel, h: side + 2 * pixel }
}

const overlap = (a: Box, b: Box): boolean =>
  a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h

/** Pixels as a canvas takes them. */
export function imageOf(pixels: Uint32Array<ArrayBuffer>, width: number): ImageData {
  return new ImageData(new Uint8ClampedArray(pixels.buffer), width)
}

/** On whole pixels, so that no seam shows. */
function place(
  ctx: CanvasRenderingContext2D,
  image: HTMLCanvasElement,
  view: View,
  x: number,
  y: number,
  side: number,
): void {
  const left = Math.round(x * view.k + view.x)
  const top = Math.round(y * view.k + view.y)
  const right = Math.round((x + side) * view.k + view.x)
  const bottom = Math.round((y + side) * view.k + view.y)
  ctx.drawImage(image, left, top, right - left, bottom - top)
}
