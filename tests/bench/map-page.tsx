/**
 * The map alone in a page, with a made-up link of any size: the real view, painter and camera, driven by wheel events
 * frame by frame. Measures the time between frames, and how long the first picture takes.
 */
import { createRoot } from 'react-dom/client'
import { archById } from '../../src/engine/arch/index'
import { Describer } from '../../src/engine/arch/describe'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { judgeFor } from '../../src/engine/graph/crossings'
import type { GraphTransfer } from '../../src/engine/graph/graph-parts'
import { LinkGraph } from '../../src/engine/graph/link-graph'
import { EventLog } from '../../src/engine/graph/log'
import { Replay } from '../../src/engine/graph/replay'
import type { LaidOut } from '../../src/scene/laid-out'
import { DeskProvider } from '../../src/store/context'
import { createDesk } from '../../src/store/desk'
import { Layouts } from '../../src/store/layouts'
import type { Session } from '../../src/store/session'
import { MapView } from '../../src/views/map/MapView'
import { paperFor } from '../../src/views/map/paper'
import type { MapTask } from './map-worker'

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

/** The next message of the worker. */
function answerOf<T>(worker: Worker, task: MapTask): Promise<T> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data)
    worker.postMessage(task)
  })
}

/** The link as it came from the worker, which lays it out as well. */
async function sessionOf(worker: Worker, count: number): Promise<Session> {
  const graph = new LinkGraph(undefined, await answerOf<GraphTransfer>(worker, { make: count }))
  const arch = archById(graph.files[0]!.arch)
  const log = new EventLog()
  const outgoing = indexEdges(graph)
  const describer = new Describer(graph, arch, outgoing)
  const link = { graph, log, arch, outgoing, replay: new Replay(graph, log), describer }
  return {
    generation: 1,
    ...link,
    plain: describer,
    layouts: new Layouts(link, (layOut) => answerOf<LaidOut>(worker, { layOut })),
    judge: judgeFor(arch, 'landed'),
    pageSize: 4096,
    diagnostics: [],
    ok: true,
    inputOfFile: [0],
    phases: [],
    allocateAt: -1,
    liveAt: 0,
    crossings: { position: 0, codes: new Uint8Array(0) },
    incoming: { start: new Uint32Array(graph.symbols.length + 1), edge: new Uint32Array(0) },
  }
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
  const worker = new Worker(new URL('./map-worker.ts', import.meta.url), { type: 'module' })
  const session = await sessionOf(worker, count)
  await settle()
  const idle = { catalogue: () => new Promise<never>(() => {}), link: () => new Promise<never>(() => {}), cancel() {} }
  const desk = createDesk(idle as never, { list: async () => [], bytes: async () => new Uint8Array() } as never)
  const tasks: number[] = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  }).observe({ entryTypes: ['longtask'] })
  await nextFrame()
  const start = performance.now()
  // What the desk does when a link is there: the first picture comes from the worker, then the map is shown with it.
  await session.layouts.fetch(true, paperFor({ width: innerWidth, height: innerHeight }))
  desk.setState({ session, position: 0 })
  createRoot(document.getElementById('root')!).render(
    <DeskProvider value={desk}>
      <MapView session={session} dark={false} />
    </DeskProvider>,
  )
  while (document.querySelector('.map-canvas')?.ariaBusy !== 'false') await nextFrame()
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
