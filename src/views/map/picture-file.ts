/** The map as a file, SVG or PNG: what is on screen, painted by the painter of the screen, with title, legend and link. */
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { Say } from '../../store/language'
import type { MapColours } from './colours'
import type { ShownMap } from './on-screen'
import { paint } from './painter'
import { exactWidths, Pen, SANS } from './pen'
import { SvgInk } from './svg-ink'
import { Tiles } from './tiles'

const HEAD = 44
const FOOT = 62
const MARGIN = 16
/** Pixels of a PNG for one of the screen. */
const SHARPNESS = 2

/** As much of a context as the bands above and below need. */
type Band = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'fillRect' | 'fillText' | 'font' | 'textAlign' | 'textBaseline'
>

export async function pictureAsPng(shown: ShownMap, title: string, link: string): Promise<Blob> {
  const { width, height } = shown.size
  const canvas = canvasOf(width * SHARPNESS, (height + HEAD + FOOT) * SHARPNESS)
  const ctx = contextOf(canvas)
  ctx.scale(SHARPNESS, SHARPNESS)
  ctx.save()
  ctx.translate(0, HEAD)
  paint(new Pen(ctx, shown.view), shown.picture, shown.size, () => {
    ctx.drawImage(afar(shown), 0, 0, width, height)
    return false
  })
  ctx.restore()
  bands(ctx, shown, title, link)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large')))),
  )
}

export function pictureAsSvg(shown: ShownMap, title: string, link: string): string {
  const { width, height } = shown.size
  const ink = new SvgInk(contextOf(canvasOf(1, 1)))
  const ctx = ink as unknown as CanvasRenderingContext2D
  const pen = new SvgPen(ctx, shown.view)
  ink.save()
  ink.translate(0, HEAD)
  paint(pen, shown.picture, shown.size, () => {
    ink.image(afar(shown).toDataURL(), width, height)
    return false
  })
  ink.restore()
  bands(ctx, shown, title, link)
  const all = height + HEAD + FOOT
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${all}" viewBox="0 0 ${width} ${all}" role="img">
<title>${markup(title)}</title>
<desc>${markup(shown.picture.say('map.file-says', { link }))}</desc>
<defs>${pen.definitions}</defs>
${ink.shapes}
</svg>
`
}

/** Patterns as shapes, defined once. */
class SvgPen extends Pen {
  readonly #patterns = new Map<string, string>()

  get definitions(): string {
    return [...this.#patterns.values()].join('')
  }

  override pattern(policy: number, ground: string, ink: string): string {
    if (policy !== 1 && policy !== 2) return ground
    const id = `p${policy}${ground}${ink}`.replaceAll(/[^\w]/g, '')
    const mark =
      policy === 1
        ? `<path d="M-6 6L0 0M0 6L6 0M6 6L12 0" stroke="${ink}" stroke-width="0.9"/>`
        : `<path d="M1 1h1.3v1.3h-1.3zM4 4h1.3v1.3h-1.3z" fill="${ink}"/>`
    const tile = `<rect width="6" height="6" fill="${ground}"/>${mark}`
    this.#patterns.set(id, `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse">${tile}</pattern>`)
    return `url(#${id})`
  }
}

const markup = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What is seen from afar, as pixels. */
function afar({ density, view, size }: ShownMap): HTMLCanvasElement {
  const canvas = canvasOf(size.width, size.height)
  const tiles = new Tiles()
  tiles.show(density)
  while (tiles.paint(contextOf(canvas), view, size, 1, performance.now()));
  return canvas
}

/** Title above; legend and link below. They cover what the painter left beyond the map's edges. */
function bands(ctx: Band, { picture, size }: ShownMap, title: string, link: string): void {
  const { colours, say } = picture
  const bottom = HEAD + size.height
  ctx.fillStyle = colours.paper
  ctx.fillRect(0, 0, size.width, HEAD)
  ctx.fillRect(0, bottom, size.width, FOOT)
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = colours.strong
  ctx.font = `700 17px ${SANS}`
  ctx.fillText(title, MARGIN, HEAD / 2)
  legend(ctx, say, colours, bottom + 18)
  ctx.fillStyle = colours.muted
  ctx.font = `11px ${SANS}`
  ctx.fillText(link.length > MOST_LINK ? `${link.slice(0, MOST_LINK)}…` : link, MARGIN, bottom + 44)
}

/** Characters of a link that are written below the picture; an SVG has all of it in its description. */
const MOST_LINK = 150
const LEGEND_STEP = 180

function legend(ctx: Band, say: Say, colours: MapColours, y: number): void {
  LIFETIMES.forEach(({ name }, i) => {
    const x = MARGIN + i * LEGEND_STEP
    ctx.fillStyle = colours.policies[i]!.line
    ctx.fillRect(x, y - 8, 16, 16)
    ctx.fillStyle = colours.paper
    ctx.font = `700 11px ${SANS}`
    ctx.textAlign = 'center'
    ctx.fillText(name[0]!, x + 8, y)
    ctx.textAlign = 'left'
    ctx.fillStyle = colours.text
    ctx.font = `13px ${SANS}`
    ctx.fillText(say('map.legend', { policy: name }), x + 24, y)
  })
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width)
  canvas.height = Math.round(height)
  return canvas
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ctx = canvas.getContext('2d')
  if (!ctx) throw new Error('this browser has no canvas')
  exactWidths(ctx)
  return ctx
}
