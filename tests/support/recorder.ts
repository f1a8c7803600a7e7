/**
 * A canvas that paints nothing and remembers everything: texts with their boxes, and what lay behind them when they were
 * written. So what people will see can be checked without a browser.
 */
import { LIGHT } from '../../src/views/map/colours'
import { Pen } from '../../src/views/map/pen'
import type { View } from '../../src/scene/view'

export interface DrawnText {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** Font size in CSS pixels. */
  readonly px: number
  /** Ratio of the text's luminance to that of what is behind it, as WCAG counts. */
  readonly contrast: number
}

interface Fill {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly colour: Rgb
  readonly alpha: number
}

type Rgb = readonly [number, number, number]

/** Widths of characters in em; proportional text is taken a little wider than it usually is. */
const MONO = 0.6
const SANS = 0.58

/** The parts of a 2D context that the map uses. */
export class Recorder {
  readonly texts: DrawnText[] = []
  readonly #fills: Fill[] = []
  fillStyle: string | CanvasPattern = '#000000'
  strokeStyle = ''
  lineWidth = 1
  globalAlpha = 1
  font = '12px monospace'
  textAlign = 'left'
  textBaseline = 'middle'
  /** Shapes and lines painted. */
  primitives = 0
  #path: Omit<Fill, 'colour' | 'alpha'> | undefined
  #turned = false

  beginPath(): void {
    this.#path = undefined
  }
  roundRect(x: number, y: number, w: number, h: number): void {
    this.#path = { x, y, w, h }
  }
  arc(x: number, y: number, r: number): void {
    this.#path = { x: x - r, y: y - r, w: 2 * r, h: 2 * r }
  }
  fill(): void {
    this.primitives++
    if (this.#path) this.#fills.push({ ...this.#path, colour: rgb(this.fillStyle as string), alpha: this.globalAlpha })
  }
  fillRect(x: number, y: number, w: number, h: number): void {
    this.roundRect(x, y, w, h)
    this.fill()
  }
  stroke(): void {
    this.primitives++
  }
  moveTo(): void {}
  lineTo(): void {}
  bezierCurveTo(): void {}
  closePath(): void {}
  setLineDash(): void {}
  drawImage(): void {
    this.primitives++
  }
  save(): void {
    this.#turned = true
  }
  restore(): void {
    this.#turned = false
  }
  translate(): void {}
  rotate(): void {}

  measureText(text: string): { readonly width: number } {
    return { width: this.#width(text) }
  }

  fillText(text: string, x: number, y: number): void {
    this.primitives++
    if (this.#turned) return
    const px = this.#px()
    const width = this.#width(text)
    const left = this.textAlign === 'left' ? x : this.textAlign === 'right' ? x - width : x - width / 2
    const box = { left, right: left + width, top: y - px * 0.5, bottom: y + px * 0.5 }
    this.texts.push({ text, px, ...box, contrast: this.#contrast(left + width / 2, y) })
  }

  #px(): number {
    return Number(/([\d.]+)px/.exec(this.font)![1])
  }

  #width(text: string): number {
    return text.length * this.#px() * (this.font.includes('Mono') ? MONO : SANS)
  }

  #contrast(x: number, y: number): number {
    let behind: Rgb = rgb(LIGHT.paper)
    for (const { x: left, y: top, w, h, colour, alpha } of this.#fills)
      if (x >= left && x <= left + w && y >= top && y <= top + h) behind = blend(behind, colour, alpha)
    const ink = blend(behind, rgb(this.fillStyle as string), this.globalAlpha)
    const [a, b] = [luminance(ink), luminance(behind)]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  }
}

/** A pen on a recorder; patterns are their ground. */
export class RecordingPen extends Pen {
  constructor(recorder: Recorder, view: View) {
    super(recorder as unknown as CanvasRenderingContext2D, view)
  }

  override pattern(_policy: number, ground: string): string {
    return ground
  }
}

function rgb(hex: string): Rgb {
  const part = (i: number): number => Number.parseInt(hex.slice(i, i + 2), 16)
  return [part(1), part(3), part(5)]
}

function blend(below: Rgb, above: Rgb, alpha: number): Rgb {
  const mix = (i: 0 | 1 | 2): number => below[i] + (above[i] - below[i]) * alpha
  return [mix(0), mix(1), mix(2)]
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
