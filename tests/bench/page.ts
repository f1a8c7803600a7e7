/**
 * The page's side of the benchmark: starts a new worker for each measurement, so that "cold" means cold, and takes a
 * finished link over from one as the page does, watching how long that holds up the main thread.
 */
import { archById } from '../../src/engine/arch/index'
import { LinkGraph } from '../../src/engine/graph/link-graph'
import { EventLog } from '../../src/engine/graph/log'
import { openArchive } from '../support/archive-bytes'
import type { LinkAnswer } from '../../src/worker/protocol'
import type { Handover } from './goals'
import type { Task } from './worker'

async function bytesOf(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(url)).arrayBuffer())
}

/** Sends the bytes at a URL to a new worker; resolves with its answer when `receive` has looked at the event. */
async function ask<T>(task: Task, url: string, receive: (event: MessageEvent<unknown>) => T): Promise<T> {
  const bytes = await bytesOf(url)
  const inputs = (task === 'sweep' && openArchive(bytes)) || [{ name: url, bytes }]
  const worker = new Worker('worker.js', { type: 'module' })
  try {
    return await new Promise<T>((resolve, reject) => {
      worker.onmessage = (event) => resolve(receive(event))
      worker.onerror = (event) => reject(new Error(event.message))
      worker.postMessage({ task, inputs })
    })
  } finally {
    worker.terminate()
  }
}

/** The page's own part in taking over a link: reading the message and laying its tables over the buffers. */
function takeOver(event: MessageEvent<unknown>): Handover {
  const start = performance.now()
  const answer = event.data as LinkAnswer
  const log = new EventLog(answer.log)
  const graph = new LinkGraph(log, answer.graph)
  archById(answer.arch)
  return { blocked: performance.now() - start, edges: graph.edges.length }
}

const bench = {
  measure: (task: Task, url: string): Promise<unknown> => ask(task, url, ({ data }) => data),
  handover: (url: string): Promise<Handover> => ask('handover', url, takeOver),
}

Object.assign(globalThis, { bench })
