/**
 * An SVG that is drawn like a canvas: it knows as much of a canvas's context as the painter uses, and writes each shape
 * down. So the file shows what the screen shows, by the same code.
 */

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const round = (value: number): number => Math.round(value * 100) / 100

/** A canvas's font as attributes: inline styles are against the policy of pages like ours. */
function fontOf(font: string): string {
  const [, bold, size = '12', family = 'sans-serif'] = /^(700 )?([\d.]+)px (.*)$/.exec(font) ?? []
  return `font-size="${size}" font-family="${escaped(family)}"${bold ? ' font-weight="700"' : ''} xml:space="preserve"`
}

export class SvgInk {
  fillStyle: string | CanvasPattern | CanvasGradient = '#000'
  strokeStyle: string | CanvasPattern | CanvasGradient = '#000'
  lineWidth = 1
  globalAlpha = 1
  font = '12px sans-serif'
  textAlign: CanvasTextAlign = 'left'
  textBaseline: CanvasTextBaseline = 'alphabetic'
  readonly #measure: CanvasRenderingContext2D
  readonly #shapes: string[] = []
  #path = ''
  #dash: readonly number[] = []
  #transform = ''
  readonly #saved: string[] = []

  /** Text is measured by a real context, so that it is cut where the screen cuts it. */
  constructor(measure: CanvasRenderingContext2D) {
    this.#measure = measure
  }

  get shapes(): string {
    return this.#shapes.join('\n')
  }

  beginPath(): void {
    this.#path = ''
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${round(x)} ${round(y)}`
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${round(x)} ${round(y)}`
  }

  closePath(): void {
    this.#path += 'Z'
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#path += `C${[x1, y1, x2, y2, x, y].map(round).join(' ')}`
  }

  /** Only whole circles are drawn. */
  arc(x: number, y: number, r: number): void {
    const [left, right, radius, middle] = [x - r, x + r, r, y].map(round)
    this.#path += `M${left} ${middle}A${radius} ${radius} 0 1 1 ${right} ${middle}A${radius} ${radius} 0 1 1 ${left} ${middle}Z`
  }

  roundRect(x: number, y: number, w: number, h: number, radius = 0): void {
    const r = Math.max(0, Math.min(radius, w / 2, h / 2))
    const corner = (dx: number, dy: number): string => `a${round(r)} ${round(r)} 0 0 1 ${round(dx)} ${round(dy)}`
    this.#path += `M${round(x + r)} ${round(y)}h${round(w - 2 * r)}${corner(r, r)}v${round(h - 2 * r)}${corner(-r, r)}h${round(2 * r - w)}${corner(-r, -r)}v${round(2 * r - h)}${corner(r, -r)}Z`
  }

  fill(): void {
    this.#add('path', `d="${this.#path}" fill="${this.fillStyle}"`)
  }

  stroke(): void {
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.join(' ')}"` : ''
    this.#add(
      'path',
      `d="${this.#path}" fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}"${dash}`,
    )
  }

  fillRect(x: number, y: number, w: number, h: number): void {
    this.#add(
      'rect',
      `x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${this.fillStyle}"`,
    )
  }

  fillText(text: string, x: number, y: number): void {
    const anchor = { left: 'start', right: 'end', center: 'middle', start: 'start', end: 'end' }[this.textAlign]
    const baseline = this.textBaseline === 'middle' ? ' dominant-baseline="central"' : ''
    const where = `x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${baseline}`
    this.#add('text', `${where} fill="${this.fillStyle}" ${fontOf(this.font)}`, escaped(text))
  }

  measureText(text: string): TextMetrics {
    this.#measure.font = this.font
    return this.#measure.measureText(text)
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash
  }

  save(): void {
    this.#saved.push(this.#transform)
  }

  restore(): void {
    this.#transform = this.#saved.pop() ?? ''
  }

  translate(x: number, y: number): void {
    this.#transform += `translate(${round(x)} ${round(y)})`
  }

  rotate(angle: number): void {
    this.#transform += `rotate(${round((angle * 180) / Math.PI)})`
  }

  /** A picture of pixels: what is seen from afar has no shapes. */
  image(url: string, width: number, height: number): void {
    this.#add('image', `href="${url}" width="${width}" height="${height}"`)
  }

  #add(tag: string, attributes: string, content = ''): void {
    const alpha = this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : ''
    const transform = this.#transform === '' ? '' : ` transform="${this.#transform}"`
    this.#shapes.push(`<${tag} ${attributes}${alpha}${transform}${content === '' ? '/>' : `>${content}</${tag}>`}`)
  }
}
