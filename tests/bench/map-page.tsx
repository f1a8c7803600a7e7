/**
 * The map alone in a page, with a made-up link of any size: the real view, painter and camera, driven by wheel events
 * frame by frame. Measures the time between frames, and how long the first picture takes.
 */
import { createRoot } from 'react-dom/client'
import { Describer } from '../../src/engine/arch/describe'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { EventLog } from '../../src/engine/graph/log'
import { Replay } from '../../src/engine/graph/replay'
import { DeskProvider } from '../../src/store/context'
import { createDesk } from '../../src/store/desk'
import { Layouts } from '../../src/store/layouts'
import type { Session } from '../../src/store/session'
import { MapView } from '../../src/views/map/MapView'
import { makeGraph } from '../support/make-graph'

const FRAMES = 90
/** Zooming in so far shows some hundred blocks. */
const NEAR_SCALE = 0.9

export interface Pace {
  readonly p50: number
  readonly p95: number
  readonly max: number
}

export interface MapFigures {
  readonly overview: number
  readonly longestTask: number
  readonly fit: Pace
  readonly zoom: Pace
  readonly near: Pace
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))

async function settle(): Promise<void> {
  for (let i = 0; i < 30; i++) await nextFrame()
}

function sessionOf(count: number): Session {
  const { graph, arch, judge } = makeGraph(count, count)
  const log = new EventLog()
  const outgoing = indexEdges(graph)
  const link = {
    graph,
    log,
    arch,
    outgoing,
    replay: new Replay(graph, log),
    describer: new Describer(graph, arch, outgoing),
  }
  return {
    generation: 1,
    ...link,
    layouts: new Layouts(link),
    judge,
    pageSize: 4096n,
    diagnostics: [],
    ok: true,
    inputOfFile: [0],
    phases: [],
    allocateAt: -1,
    liveAt: 0,
    incoming: { start: new Uint32Array(graph.symbols.length + 1), edge: new Uint32Array(0) },
  } as unknown as Session
}

function pace(times: readonly number[]): Pace {
  const steps = times.slice(1).map((time, i) => time - times[i]!)
  steps.sort((a, b) => a - b)
  return { p50: steps[steps.length >> 1]!, p95: steps[Math.floor(steps.length * 0.95)]!, max: steps.at(-1)! }
}

/** Sends a wheel event for each frame and notes when frames come. */
async function drive(event: (frame: number) => WheelEventInit): Promise<Pace> {
  const canvas = document.querySelector('.map-canvas')!
  const times: number[] = [await nextFrame()]
  for (let frame = 0; frame < FRAMES; frame++) {
    canvas.dispatchEvent(
      new WheelEvent('wheel', { clientX: 640, clientY: 400, cancelable: true, bubbles: true, ...event(frame) }),
    )
    times.push(await nextFrame())
  }
  return pace(times)
}

async function run(count: number): Promise<MapFigures> {
  const session = sessionOf(count)
  const idle = { catalogue: () => new Promise<never>(() => {}), link: () => new Promise<never>(() => {}), cancel() {} }
  const desk = createDesk(idle as never, { list: async () => [], bytes: async () => new Uint8Array() } as never)
  const tasks: number[] = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  }).observe({ entryTypes: ['longtask'] })
  await nextFrame()
  const start = performance.now()
  desk.setState({ session, position: 0 })
  createRoot(document.getElementById('root')!).render(
    <DeskProvider value={desk}>
      <MapView session={session} dark={false} />
    </DeskProvider>,
  )
  while (!document.querySelector('.map-canvas')) await nextFrame()
  await nextFrame()
  await nextFrame()
  const overview = performance.now() - start
  await settle()
  const first = Math.max(0, ...tasks)
  const fit = await drive((i) => ({ deltaX: i % 2 === 0 ? 6 : -6, deltaY: i % 20 < 10 ? 5 : -5 }))
  await settle()
  const whole = desk.getState().scale
  const step = (2 * Math.log(NEAR_SCALE / whole)) / FRAMES / 0.004
  const zoom = await drive((i) => ({ ctrlKey: true, deltaY: i < FRAMES / 2 ? -step : step }))
  await settle()
  for (let i = 0; i < 40 && desk.getState().scale < NEAR_SCALE; i++) {
    document
      .querySelector('.map-canvas')!
      .dispatchEvent(
        new WheelEvent('wheel', { clientX: 640, clientY: 400, cancelable: true, ctrlKey: true, deltaY: -60 }),
      )
    await nextFrame()
  }
  await settle()
  const near = await drive((i) => ({ deltaX: i % 30 < 15 ? 12 : -12, deltaY: i % 20 < 10 ? 9 : -9 }))
  return { overview, longestTask: first, fit, zoom, near }
}

Object.assign(globalThis, { run })
