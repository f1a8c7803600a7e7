/** Links of huge files move to the page as a whole: nothing in them may be other than in a link that is kept. */
import { describe, expect, it } from 'vitest'
import type { BlockId } from '../../src/engine/graph/ids'
import { SectionFlag } from '../../src/engine/graph/schema'
import type { LaidOut } from '../../src/scene/laid-out'
import type { Session } from '../../src/store/session'
import { openSession } from '../../src/store/session'
import { HUGE } from '../../src/worker/origins'
import type { AskedInput, LayoutAsk, LinkAnswer, LinkWish } from '../../src/worker/protocol'
import { buffersOf, handle } from '../../src/worker/server'
import { LARGE_OBJECT } from '../support/large-object'
import { readBytes } from '../support/link-files'

const PAPER = { width: 1000, height: 600 }

type Bytes = Uint8Array<ArrayBuffer>

/** The same object with so many zeros behind it that it is huge. */
function enlarged(bytes: Bytes): Bytes {
  const larger = new Uint8Array(HUGE)
  larger.set(bytes)
  return larger
}

/** As the page gets it. */
function link(inputs: readonly AskedInput[], wish: Partial<LinkWish> = {}): LinkAnswer {
  const answer = handle(
    { id: 1, call: 'link', ask: { inputs, options: {}, paper: PAPER, ...wish } },
    () => {},
  ) as LinkAnswer
  return structuredClone(answer, { transfer: buffersOf(answer) })
}

const layout = (ask: LayoutAsk) => handle({ id: 2, call: 'layout', ask }, () => {})

const sampleFile = (path: string): AskedInput => ({ name: path, bytes: readBytes(`public/samples/${path}`) })

/** All content that is there at a moment, original and present, by block. */
function contentsAt({ graph, replay }: Session, position: number): unknown[] {
  replay.seek(position)
  const found: unknown[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (graph.sections.flags[graph.blocks.section[b]] & SectionFlag.Bookkeeping) continue
    const [original, present] = [graph.originalContent(b), graph.content(b)]
    found.push([b, original && [...original], present && [...present], graph.byteAt(b, 1), graph.blocks.address.big[b]])
  }
  return found
}

function expectSame(kept: Session, moved: Session, step: number): void {
  expect(moved.log.length).toBe(kept.log.length)
  for (let position = kept.log.length; position >= 0; position -= step)
    expect(contentsAt(moved, position), `after ${position} events`).toEqual(contentsAt(kept, position))
  kept.replay.seek(kept.log.length)
  moved.replay.seek(moved.log.length)
  expect(contentsAt(moved, moved.log.length)).toEqual(contentsAt(kept, kept.log.length))
}

describe('a huge link', () => {
  it('is the same as a kept one, without the files’ bytes, at every event', () => {
    const own = ['calls-and-globals/calls.o', 'first-look/once.o'].map(sampleFile)
    const huge = [{ ...own[0]!, bytes: enlarged(own[0]!.bytes) }, own[1]!]
    const kept = openSession(
      link(own),
      own.map(({ bytes }) => bytes),
    )
    const answer = link(huge)
    expect(answer.graph.pieces!.slice(1).every((piece) => piece!.bytes.length < 4000)).toBe(true)
    expectSame(kept, openSession(answer, [new Uint8Array(0), new Uint8Array(0)]), 1)
  })

  it('has members of archives as well', () => {
    const own = ['main.o', 'gnu.a'].map((name) => ({ name, bytes: readBytes(`tests/corpus/archives/${name}`) }))
    const huge = [{ ...own[0]!, bytes: enlarged(own[0]!.bytes) }, own[1]!]
    const none = new Uint8Array(0)
    const [kept, moved] = [link(own), link(huge)]
    expect(moved.partOfFile).toEqual(kept.partOfFile)
    expect(moved.partOfFile.filter(Boolean).length).toBeGreaterThan(0)
    const files = own.map(({ bytes }) => bytes)
    expectSame(openSession(kept, files), openSession(moved, [none, none]), 1)
  })

  it('brings its pictures and what steps look for, as the worker would find them later', () => {
    const input = { name: 'large.o', bytes: LARGE_OBJECT }
    const kept = link([input], { number: 1 })
    const pictures = [true, false].map((byAddress) => layout({ number: 1, paper: PAPER, byAddress }))
    const records = handle({ id: 3, call: 'records', ask: { number: 1 } }, () => {})
    const huge = { name: 'large.o', bytes: enlarged(LARGE_OBJECT) }
    const moved = link([huge], { number: 2 })
    const { edges: _, ...earlier } = pictures[1] as LaidOut
    expect(moved.pictures).toEqual([pictures[0], earlier])
    expect({ records: moved.records }).toEqual(records)
    expectSame(openSession(kept, [LARGE_OBJECT]), openSession(moved, [new Uint8Array(0)]), 20000)
    // Nothing of it is left, and what is asked for is linked again.
    expect(layout({ number: 2, paper: PAPER, byAddress: true })).toBeUndefined()
    expect(layout({ number: 2, paper: PAPER, byAddress: true, inputs: [huge], options: {} })).toEqual(pictures[0])
  })

  it('is compared with a former one as kept links are', () => {
    const former = { number: 1, options: {} }
    const options = { base: 0x20000000n }
    const kept = link([{ name: 'large.o', bytes: LARGE_OBJECT }], { options, former }).compared
    const moved = link([{ name: 'large.o', bytes: enlarged(LARGE_OBJECT) }], { options, former })
    expect(moved.compared).toEqual(kept)
    expect(moved.compared!.changes.moves.count).toBeGreaterThan(0)
  })

  it('lets go of bytes that were read for it alone, and of no others', () => {
    const lent = enlarged(LARGE_OBJECT)
    link([{ name: 'large.o', bytes: lent }])
    expect(lent.length).toBe(HUGE)
    link([{ name: 'large.o', bytes: lent, isOwn: true }])
    // Where buffers cannot be emptied, they go later.
    expect(lent.length).toBe('transfer' in ArrayBuffer.prototype ? 0 : HUGE)
  })

  it('that cannot be read is refused as every other', () => {
    const answer = link([{ name: 'zeros.o', bytes: new Uint8Array(HUGE) }])
    expect(answer.ok).toBe(false)
    expect(answer.refused).toHaveLength(1)
  })
})
