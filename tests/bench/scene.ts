/** Times what the page does with a finished link, in Node: opening, layout, edges, seeking. `npm run bench:scene [FILE.o]`. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { countCrossings } from '../../src/engine/graph/crossings'
import { figuresOf } from '../../src/engine/graph/figures'
import { edgeScene } from '../../src/scene/edges'
import { edgeEnds } from '../../src/scene/ends'
import { Finder } from '../../src/scene/find'
import { layOut } from '../../src/scene/layout'
import { outlineLines } from '../../src/scene/outline'
import { trafficOf } from '../../src/scene/traffic'
import { openSession } from '../../src/store/session'
import { fixupsLeft, phaseSteps } from '../../src/store/selectors/phases'
import { buffersOf, handle } from '../../src/worker/server'
import type { LinkAnswer } from '../../src/worker/protocol'
import { say } from '../support/say'

const SIZE = { width: 1060, minHeight: 560 }

function time<T>(name: string, work: () => T): T {
  const start = performance.now()
  const result = work()
  process.stdout.write(`  ${name} ${(performance.now() - start).toFixed(1)} ms\n`)
  return result
}

function report(path: string): void {
  const bytes = new Uint8Array(readFileSync(path))
  const ask = { inputs: [{ name: basename(path), bytes }], options: {} }
  const answer = handle({ id: 1, call: 'link', ask }, () => {}) as LinkAnswer
  const moved = structuredClone(answer, { transfer: buffersOf(answer) })
  process.stdout.write(`${basename(path)}: ${bytes.length} bytes\n`)
  const session = time('open the session', () => openSession(moved, [bytes]))
  const { graph, describer, arch, judge, outgoing, replay, log } = session
  const layout = time('lay out', () => layOut({ graph, describer, edges: outgoing, byAddress: true, ...SIZE }))
  time('index', () => new Finder(layout))
  const ends = time('ends of edges', () => edgeEnds({ graph, arch, layout }))
  const traffic = time('traffic', () => trafficOf(layout, ends, undefined))
  time('ribbons', () => edgeScene({ graph, describer, layout, ends, mask: undefined }, traffic))
  time('outline', () => outlineLines({ ...session, say, names: layout.names, toggled: new Set(), forced: new Set() }))
  time('phases', () => phaseSteps(session))
  time('fixups left', () => fixupsLeft(session, session.phases.find(({ id }) => id === 'fixup')!.end))
  time('figures', () => figuresOf(graph))
  time('crossings', () => countCrossings(graph, judge))
  time('seek to the start', () => replay.seek(0))
  time('seek to the end', () => replay.seek(log.length))
  time('seek one event', () => replay.seek(log.length - 1))
}

for (const path of process.argv.slice(2)) report(path)
