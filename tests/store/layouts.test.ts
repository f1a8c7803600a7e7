/** Pictures of large links come from the worker; the page shows what it has until then, and can always do without. */
import { describe, expect, it } from 'vitest'
import { Describer } from '../../src/engine/arch/describe'
import { indexEdges } from '../../src/engine/graph/edge-index'
import { EventLog } from '../../src/engine/graph/log'
import { Replay } from '../../src/engine/graph/replay'
import type { LaidOut, LinkToLayOut } from '../../src/scene/laid-out'
import { buffersOfLayout, layOutLink } from '../../src/scene/laid-out'
import { notePicture, pictureIsThere } from '../../src/store/first-picture'
import { Layouts } from '../../src/store/layouts'
import { makeGraph } from '../support/make-graph'

const PAPER = { width: 1000, height: 600 }
const ABOUT_THAT = { width: 1040, height: 580 }
const WIDER = { width: 1600, height: 600 }

function linkOf(blocks: number): LinkToLayOut {
  const { graph, arch } = makeGraph(blocks, blocks)
  const log = new EventLog()
  const outgoing = indexEdges(graph)
  const describer = new Describer(graph, arch, outgoing)
  return { graph, arch, log, outgoing, describer, replay: new Replay(graph, log) }
}

/** As if a worker had made it. */
function sent(made: LaidOut): LaidOut {
  return structuredClone(made, { transfer: buffersOfLayout(made) })
}

describe('layouts', () => {
  const link = linkOf(8000)

  it('arrive as they were sent, with nothing left behind', () => {
    const made = layOutLink(link, PAPER, true)
    const copy = structuredClone(made)
    const moved = sent(made)
    expect(moved).toEqual(copy)
    expect(made.layout.rows.y.length).toBe(0)
    expect(made.edges.from.length).toBe(0)
  })

  it('that come without their edges find them when they are looked at, where the link is then', () => {
    const layouts = new Layouts(link, async () => undefined)
    const { edges: known, ...bare } = layOutLink(link, PAPER, true)
    const { ends, holes, traffic } = layouts.edgesOf(bare).at(link.replay.position)
    expect([ends.from, ends.to, holes, traffic]).toEqual([known.from, known.to, known.holes, known.traffic])
    expect(layouts.edgesOf(bare)).toBe(layouts.edgesOf(bare))
  })

  it('are made at once if the link is small', () => {
    const layouts = new Layouts(linkOf(100), () => Promise.reject(new Error('nobody should be asked')))
    expect(layouts.isThere()).toBe(true)
    expect(layouts.get(true, PAPER)?.paper).toEqual(PAPER)
    expect(layouts.get(true, ABOUT_THAT)?.paper).toEqual(ABOUT_THAT)
  })

  it('come from the worker if it is large, and fit paper of about that size', async () => {
    let asked = 0
    const layouts = new Layouts(link, async ({ paper, byAddress }) => {
      asked++
      return sent(layOutLink(link, paper, byAddress))
    })
    let heard = 0
    layouts.subscribe(() => heard++)
    expect(layouts.get(true, PAPER)).toBeUndefined()
    expect(layouts.isThere()).toBe(false)
    await Promise.all([layouts.fetch(true, PAPER), layouts.fetch(true, ABOUT_THAT)])
    expect([asked, heard, layouts.arrivals()]).toEqual([1, 1, 1])
    expect(layouts.isThere()).toBe(true)
    const first = layouts.get(true, ABOUT_THAT)!
    expect(first.paper).toEqual(PAPER)
    expect(layouts.edgesOf(first)).toBe(layouts.edgesOf(first))
    expect(layouts.get(true, WIDER)).toBeUndefined()
    expect(layouts.standIn(true, WIDER)).toBe(first)
    expect(layouts.standIn(false, PAPER)).toBe(first)
    await layouts.fetch(true, WIDER)
    expect(layouts.get(true, WIDER)?.paper).toEqual(WIDER)
  })

  it('that nobody wants any more are dropped', async () => {
    const answers: ((made: LaidOut) => void)[] = []
    const layouts = new Layouts(link, () => new Promise((resolve) => answers.push(resolve)))
    const [first, second] = [layouts.fetch(true, PAPER), layouts.fetch(true, WIDER)]
    answers[1]!(layOutLink(link, WIDER, true))
    answers[0]!(layOutLink(link, PAPER, true))
    await Promise.all([first, second])
    expect(layouts.get(true, WIDER)?.paper).toEqual(WIDER)
  })

  it('that the worker cannot make any more are left as they were', async () => {
    const layouts = new Layouts(link, async () => undefined)
    layouts.put(true, layOutLink(link, PAPER, true))
    const first = layouts.get(true, PAPER)
    await layouts.fetch(true, WIDER)
    expect(layouts.get(true, WIDER)).toBeUndefined()
    expect(layouts.standIn(true, WIDER)).toBe(first)
  })

  it('are made here if the worker is gone', async () => {
    const layouts = new Layouts(link, () => Promise.reject(new Error('gone')))
    await layouts.fetch(true, PAPER)
    expect(layouts.get(true, PAPER)?.paper).toEqual(PAPER)
    expect(new Layouts(link).get(true, PAPER)?.paper).toEqual(PAPER)
  })

  it('hold back what can wait until the first one has been painted, and later ones nothing', async () => {
    const begun: string[] = []
    const begin = (what: string): void => void pictureIsThere().then(() => begun.push(what))
    const layouts = new Layouts(link, async ({ paper, byAddress }) => layOutLink(link, paper, byAddress))
    const coming = layouts.fetch(true, PAPER)
    begin('behind the first')
    await coming
    expect(begun).toEqual([])
    notePicture()
    await layouts.fetch(true, WIDER)
    begin('behind a later one')
    await pictureIsThere()
    expect(begun).toEqual(['behind the first', 'behind a later one'])
  })
})
