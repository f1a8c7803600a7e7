/**
 * What is drawn, checked as data: on a small window no label covers another, none is too small or too pale, and no line
 * runs across one. On every sample, and on three objects of the distribution where they are installed.
 */
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { link } from '../../src/engine/session/link'
import { PAGE_OPTIONS } from '../../src/engine/session/options'
import { loadMessages } from '../../src/messages/languages'
import { nothing } from '../../src/scene/marks'
import type { EdgePath } from '../../src/scene/geometry'
import { rowBox } from '../../src/scene/geometry'
import { flatten } from '../../src/scene/routes'
import type { View } from '../../src/scene/view'
import { fitAll, firstView } from '../../src/scene/view'
import { DARK, LIGHT } from '../../src/views/map/colours'
import { paint } from '../../src/views/map/painter'
import type { Picture } from '../../src/views/map/picture'
import { membersOf } from '../support/archive'
import { readBytes, samples } from '../support/link-files'
import { makeGraph } from '../support/make-graph'
import type { DrawnText } from '../support/recorder'
import { Recorder, RecordingPen } from '../support/recorder'
import { say as english } from '../support/say'
import type { TestScene } from '../support/scene'
import { sceneOfLink, sceneOfSample } from '../support/scene'

const messages = await loadMessages('de', 'desk')
const german: Picture['say'] = (id, args) => messages.text(id, args)

/** The map on a page of 1280 × 720. */
const SIZE = { width: 960, height: 404 }
const SMALLEST = 11
const LEAST_CONTRAST = 4.5
const CURVE_SAMPLES = 40

const DISTRIBUTION = [
  ['libz.a', 'inflate.o'],
  ['libz.a', 'deflate.o'],
  ['libc.a', 'vfprintf-internal.o'],
] as const

function pictureOf(scene: TestScene, colours: Picture['colours'], say: Picture['say'] = english): Picture {
  const { graph, describer, judge, arch, outgoing, log, replay, layout, finder, ends, edges } = scene
  // The painter asks a session for these only.
  const session = {
    graph,
    describer,
    judge,
    arch,
    outgoing,
    log,
    replay,
    pageSize: 4096n,
  } as unknown as Picture['session']
  const marks = { changed: nothing(), selected: nothing(), hovered: nothing(), found: nothing() }
  return {
    session,
    layout,
    finder,
    ends,
    edges,
    mask: undefined,
    misses: new Set(),
    colours,
    lit: undefined,
    say,
    write: (text) => text,
    ...marks,
  }
}

function draw(picture: Picture, view: View): Recorder {
  const recorder = new Recorder()
  paint(new RecordingPen(recorder, view), picture, SIZE, () => false)
  return recorder
}

const onScreen = ({ left, right, top, bottom }: DrawnText): boolean =>
  right > 0 && left < SIZE.width && bottom > 0 && top < SIZE.height

/** Pairs of labels that share more than a hair. */
function collisions(texts: readonly DrawnText[]): string[] {
  const found: string[] = []
  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (wide > 1 && high > 2) found.push(`${a.text} | ${b.text}`)
    }
  })
  return found
}

/** Counts of ribbons stand on plates, over the lines. */
const onPlate = (text: string): boolean => text === '!' || /^[\d,]+( within| innen)?$/.test(text)

/** Labels that a line drawn one by one runs across. */
function crossed({ edges }: Picture, view: View, texts: readonly DrawnText[]): string[] {
  const found = new Set<string>()
  for (const { curve, middle } of edges.paths) {
    for (const point of flatten(curve, CURVE_SAMPLES)) {
      const [x, y] = [point.x * view.k + view.x, point.y * view.k + view.y]
      for (const { text, left, right, top, bottom } of texts) {
        const own = Math.hypot(middle.x * view.k + view.x - x, middle.y * view.k + view.y - y) < 9
        if (!own && !onPlate(text) && x > left + 1 && x < right - 1 && y > top + 1 && y < bottom - 1) found.add(text)
      }
    }
  }
  return [...found]
}

/** Edges drawn one by one that begin or end beside their row, or somewhere else than at its border. */
function adrift({ edges, ends, layout }: Picture): string[] {
  const isAt = (row: number, { x, y }: { readonly x: number; readonly y: number }): boolean => {
    const box = rowBox(layout, row)
    const border = Math.min(Math.abs(x - box.x), Math.abs(x - box.x - box.w))
    return border < 0.01 && y >= box.y && y <= box.y + box.h
  }
  return edges.paths.flatMap(({ edge, curve, stub }) => {
    const [from, to] = [ends.from[edge]!, ends.to[edge]!]
    const tip = curve.pieces.at(-1)![2]
    const starts = stub === 'arrives' || isAt(from, curve.start)
    return starts && (to < 0 || stub === 'leaves' || isAt(to, tip)) ? [] : [`edge ${edge}`]
  })
}

/** Pairs of edges between two rows, there and back, that lie on each other in the middle of their way. */
function onEachOther({ edges, ends }: Picture): string[] {
  const crossing = edges.paths.filter(({ from, to, edge }) => from !== to && ends.to[edge]! >= 0)
  return crossing.flatMap((a) =>
    crossing.flatMap((b) => {
      const isBack = ends.from[a.edge] === ends.to[b.edge] && ends.to[a.edge] === ends.from[b.edge]
      const apart = Math.hypot(a.middle.x - b.middle.x, a.middle.y - b.middle.y)
      return a.edge < b.edge && isBack && apart < 8 && steep(a) ? [`${a.edge} and ${b.edge}`] : []
    }),
  )
}

/** Of the Standard column: a view that begins there sees titles whose beginning is off screen. */
const middleOf = ({ layout }: TestScene): number => layout.columns[1]!.x + layout.columns[1]!.w / 2

/** Edges that are nearly level cannot but lie on each other. */
const steep = ({ curve }: EdgePath): boolean => Math.abs(curve.start.y - curve.pieces.at(-1)![2].y) > 30

function check(name: string, sceneOf: () => TestScene): void {
  describe(name, () => {
    const scene = sceneOf()
    for (const [theme, colours, say] of [
      ['light', LIGHT, english],
      ['dark, in German', DARK, german],
    ] as const) {
      const picture = pictureOf(scene, colours, say)
      for (const [which, view] of [
        ['first view', firstView(scene.layout, SIZE)],
        ['all of it', fitAll(scene.layout, SIZE)],
        ['from near by', { k: 2.2, x: -scene.layout.columns[1]!.x * 2.2, y: -40 }],
        ['panned', { k: 1.3, x: -middleOf(scene) * 1.3, y: -50 }],
        ['from farther away', { k: 0.45, x: 20, y: 0 }],
      ] as const) {
        it(`${which}, ${theme}`, () => {
          const { texts, primitives } = draw(picture, view)
          const labels = texts.filter(onScreen)
          expect(labels.length).toBeGreaterThan(1)
          expect(labels.filter(({ px }) => px < SMALLEST).map(({ text }) => text)).toEqual([])
          expect(labels.filter(({ contrast }) => contrast < LEAST_CONTRAST).map((t) => [t.text, t.contrast])).toEqual(
            [],
          )
          expect(collisions(labels)).toEqual([])
          expect(crossed(picture, view, labels)).toEqual([])
          expect(primitives).toBeLessThan(9000)
        })
      }
    }

    it('edges begin and end at their rows, and none lies on the one back', () => {
      const picture = pictureOf(scene, LIGHT)
      expect(adrift(picture)).toEqual([])
      expect(onEachOther(picture)).toEqual([])
    })

    if (scene.layout.chrome > 1)
      it('a folded picture fills the window', () => {
        const { layout } = scene
        const k = Math.min(SIZE.width / layout.width, SIZE.height / layout.height)
        expect(Math.min((layout.width * k) / SIZE.width, (layout.height * k) / SIZE.height)).toBeGreaterThan(0.8)
      })
  })
}

for (const { id } of samples()) {
  check(`${id}, live`, () => sceneOfSample(id, true, SIZE.width, SIZE.height))
  check(`${id}, before allocation`, () => sceneOfSample(id, false, SIZE.width, SIZE.height))
}

for (const [archive, member] of DISTRIBUTION) {
  const path = `/usr/lib/x86_64-linux-gnu/${archive}`
  if (!existsSync(path)) continue
  const bytes = membersOf(path).find(({ name }) => name === member)?.bytes
  if (!bytes) continue
  check(`${member} of ${archive}`, () =>
    sceneOfLink(link([{ name: member, bytes: bytes.slice() }], PAGE_OPTIONS, { log: true }), {
      byAddress: true,
      ...SIZE,
    }),
  )
}

/** Names as long as build systems and C++ make them. */
const LONG = 'libdefault-lib-cipher_aes_cbc_hmac_sha256_hw_and_more_of_it.o'

for (const id of ['first-look', 'two-files', 'dead-code'])
  for (const byAddress of [true, false])
    check(`${id} in files with long names, ${byAddress ? 'live' : 'before allocation'}`, () => {
      const { files, folder, settings } = samples().find((sample) => sample.id === id)!
      const inputs = files.map(({ name }, i) => ({
        name: `${i}-${LONG}`,
        bytes: readBytes(`public/samples/${folder}/${name}`),
      }))
      const options = { ...PAGE_OPTIONS, policies: settings.policies ?? [] }
      return sceneOfLink(link(inputs, options, { log: true }), { byAddress, ...SIZE })
    })

check('a narrow window', () => sceneOfSample('first-look', true, 660, SIZE.height))

describe('titles', () => {
  it('stay on screen while a part of what they name is', () => {
    const scene = sceneOfLink(makeGraph(20_000, 20_000, 50_000), { byAddress: true, ...SIZE })
    const text = scene.layout.units.find(({ title }) => title === '.text.f0')!
    const k = 40 / (text.head || 1)
    // Its left half and all in front of it are off screen.
    const view = { k, x: -(text.x + text.w / 2) * k, y: -text.y * k + 60 }
    const [title] = draw(pictureOf(scene, LIGHT), view).texts.filter(
      (drawn) => drawn.text === '.text.f0' && onScreen(drawn),
    )
    expect(title).toBeDefined()
    expect(title!.left).toBeGreaterThan(0)
    expect(title!.left).toBeLessThan(20)
  })
})

describe('the checks themselves', () => {
  it('see overlaps, small and pale text', () => {
    const recorder = new Recorder()
    recorder.fillStyle = '#cccccc'
    recorder.font = '10px JetBrains Mono'
    recorder.fillText('one', 10, 10)
    recorder.fillText('two', 14, 12)
    expect(collisions(recorder.texts)).toEqual(['one | two'])
    expect(recorder.texts[0]!.contrast).toBeLessThan(2)
    expect(recorder.texts[0]!.px).toBe(10)
  })
})
