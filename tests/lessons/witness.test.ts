/**
 * What the lessons about lifetimes say of memory, beside what JITLink itself was recorded doing with the same object and
 * the same policies: the same segments at the same addresses, and as much of them left when the link is live or has failed.
 */
import { describe, expect, it } from 'vitest'
import type { SegmentId } from '../../src/engine/graph/ids'
import { protectionText } from '../../src/engine/graph/ids'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import { SegmentState } from '../../src/engine/graph/schema'
import { lessonById } from '../../src/lessons/content/index'
import type { AskedLink } from '../../src/lessons/questions/asked-link'
import { atMoment } from '../../src/lessons/questions/asked-link'
import { endOf, happens, settledAt } from '../../src/lessons/questions/moments'
import type { LifetimeRecord } from '../oracle/lifetimes/golden'
import { readLifetimeRecord } from '../oracle/lifetimes/golden'
import { classroom } from '../support/school'

/** Lesson, step, and the recorded case that is the same link: as the step is entered, or when it has been shown. */
const WITNESSED = [
  { lesson: 'L16', step: 'usual', at: 'entered', is: 'lesson-once-standard' },
  { lesson: 'L16', step: 'left', at: 'entered', is: 'lesson-once' },
  { lesson: 'L16', step: 'mend', at: 'shown', is: 'lesson-once-data' },
  { lesson: 'L18', step: 'left', at: 'entered', is: 'lesson-abandon' },
  { lesson: 'L18', step: 'stays', at: 'entered', is: 'lesson-abandon-mended' },
  { lesson: 'L18', step: 'early', at: 'entered', is: 'lesson-once-abandoned' },
] as const

interface Memory {
  /** Address, protection, lifetime, bytes reserved. */
  readonly segments: readonly string[]
  /** Bytes that are still reserved when the link is live, or has failed. */
  readonly left: bigint
}

function memoryOf(link: AskedLink): Memory {
  const end = happens(link, 'abandon') ? endOf(link, 'abandon') : settledAt(link)
  return atMoment(link, end, () => {
    const { segments } = link.graph
    const all = Array.from({ length: segments.length }, (_, g) => g as SegmentId)
    const there = all.filter((g) => segments.state[g] !== SegmentState.Released)
    return {
      segments: all.map((g) => {
        const letter = LIFETIMES[segments.lifetime[g]]!.letter
        const address = `0x${segments.address.big[g].toString(16)}`
        return [address, protectionText(segments.protection[g]), letter, segments.reserved.big[g]].join(' ')
      }),
      left: there.reduce((sum, g) => sum + segments.reserved.big[g], 0n),
    }
  })
}

function memoryIn({ files, events }: LifetimeRecord): Memory {
  const end = events.findIndex(({ event }) => event === 'finalized' || event === 'failed')
  const bytes = (wanted: string): number =>
    events.slice(0, end).reduce((sum, event) => sum + (event.event === wanted && 'size' in event ? event.size : 0), 0)
  return {
    segments: (files[0]!.segments ?? []).map(({ address, protection, lifetime, reserved }) =>
      [address, protection, lifetime, reserved].join(' '),
    ),
    left: BigInt(bytes('reserve') - bytes('release')),
  }
}

describe('memory in a lesson is as JITLink was recorded to treat it', () => {
  for (const { lesson: id, step, at, is } of WITNESSED) {
    it(`${id} ${step}: ${is}`, async () => {
      const lesson = lessonById(id)!
      const room = await classroom(
        lesson,
        lesson.steps.findIndex((one) => one.id === step),
      )
      if (at === 'shown') await room.state().show()
      expect(memoryOf(room.desk.getState().session!)).toEqual(memoryIn(readLifetimeRecord(is)))
    })
  }
})
