/** From one stop of the zoom to the next the old picture fades out over the new one, if people want motion. */
import type { Size, View } from '../../scene/view'

const MILLISECONDS = 150

const wantsMotion = (): boolean => !matchMedia('(prefers-reduced-motion: reduce)').matches

export class CrossFade {
  #stop: string | undefined
  #view: View | undefined
  #old: HTMLCanvasElement | undefined
  #since = 0

  /** Call before painting. Where the stop has changed and the view has not, what is on the canvas is kept for a moment. */
  begin(canvas: HTMLCanvasElement, stop: string, view: View): void {
    const isNext = this.#stop !== undefined && this.#stop !== stop
    if (this.#view !== view) this.#old = undefined
    if (isNext && this.#view === view && wantsMotion()) {
      this.#old = copyOf(canvas)
      this.#since = performance.now()
    }
    this.#stop = stop
    this.#view = view
  }

  /** Call after painting. True if it goes on. */
  paint(ctx: CanvasRenderingContext2D, { width, height }: Size): boolean {
    const left = 1 - (performance.now() - this.#since) / MILLISECONDS
    if (!this.#old || left <= 0) {
      this.#old = undefined
      return false
    }
    ctx.globalAlpha = left
    ctx.drawImage(this.#old, 0, 0, width, height)
    ctx.globalAlpha = 1
    return true
  }
}

function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas')
  copy.width = canvas.width
  copy.height = canvas.height
  copy.getContext('2d')?.drawImage(canvas, 0, 0)
  return copy
}
