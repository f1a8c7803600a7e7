/** The life of an allocation: where it stands, in flight, finalized, deallocated or abandoned, and what goes back when. */
import { describe, expect, it } from 'vitest'
import { figuresOf } from '../../src/engine/graph/figures'
import type { PhaseId } from '../../src/engine/graph/events'
import type { AllocationId } from '../../src/engine/graph/ids'
import { FINALIZE, STANDARD } from '../../src/engine/graph/lifetimes'
import { AllocationState, RELEASE_REASONS, SegmentState } from '../../src/engine/graph/schema'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkResult } from '../../src/engine/session/link'
import { addressNamed, errorsOf, eventsOf, linkObjects, segmentsOf, story } from '../support/look'
import type { ObjectSpec } from '../support/object-writer'

/** Code, data, and code that is called once; 5000 bytes of it, so that it takes two pages. */
const object = (name: string): ObjectSpec => ({
  sections: [
    { name: '.once', flags: 'ax', size: 5000 },
    { name: '.text', flags: 'ax', size: 16 },
    { name: '.data', flags: 'aw', size: 4097 },
    { name: '.note', size: 8 },
  ],
  symbols: [
    { name: `${name}_once`, in: '.once', type: 'func' },
    { name: `${name}_undo`, in: '.text', at: 4, type: 'func' },
    { name: `${name}_text`, in: '.text', type: 'func' },
    { name: `${name}_data`, in: '.data' },
  ],
})

const once = { pattern: '.once', lifetime: FINALIZE }
const calls = ['a', 'b'].map((name) => ({ call: `${name}_once`, undo: `${name}_undo` }))

const linkTwo = (options: Partial<LinkOptions> = {}): LinkResult =>
  linkObjects([object('a'), object('b')], { policies: [once], calls, ...options })

/** Lifetime, address and size of each segment, in order. */
function segments(result: LinkResult): { lifetime: number; address: bigint; reserved: bigint; file: number }[] {
  const { lifetime, address, reserved, file } = result.graph.segments
  return segmentsOf(result).map((g) => ({
    lifetime: lifetime[g],
    address: address.big[g],
    reserved: reserved.big[g],
    file: file[g],
  }))
}

const states = ({ graph: { allocations } }: LinkResult): number[] =>
  [...Array(allocations.length).keys()].map((a) => allocations.state[a as AllocationId])

/** The reasons for which segments went back, in order. */
const released = (result: LinkResult): string[] =>
  eventsOf(result.log!).flatMap(({ type, b }) => (type === 'segmentReleased' ? [RELEASE_REASONS[b]!.id] : []))

describe('where memory stands', () => {
  it('Finalize segments stand behind the Standard ones of their file, all in whole pages', () => {
    expect(segments(linkTwo())).toEqual([
      { lifetime: STANDARD, address: 0x10000000n, reserved: 0x2000n, file: 0 },
      { lifetime: STANDARD, address: 0x10002000n, reserved: 0x1000n, file: 0 },
      { lifetime: FINALIZE, address: 0x10003000n, reserved: 0x2000n, file: 0 },
      { lifetime: STANDARD, address: 0x10005000n, reserved: 0x2000n, file: 1 },
      { lifetime: STANDARD, address: 0x10007000n, reserved: 0x1000n, file: 1 },
      { lifetime: FINALIZE, address: 0x10008000n, reserved: 0x2000n, file: 1 },
    ])
  })

  it('is the same with both memory managers', () => {
    expect(segments(linkTwo({ manager: 'slab' }))).toEqual(segments(linkTwo({ manager: 'in-process' })))
  })

  it('names are where their blocks are, NoAlloc ones where the builder put them', () => {
    const result = linkTwo()
    expect(addressNamed(result, 'a_once')).toBe(0x10003000n)
    expect(addressNamed(result, 'b_data', 1)).toBe(0x10005000n)
  })
})

describe('finalize', () => {
  const TYPES = ['segmentProtected', 'actionRun', 'segmentReleased', 'allocationFinalized']

  it('protects every segment, then runs the actions, then gives Finalize pages back, file by file', () => {
    expect(story(linkTwo(), TYPES)).toEqual([
      ...['segmentProtected 0', 'segmentProtected 1', 'segmentProtected 2'],
      ...['actionRun 0', 'segmentReleased 2', 'allocationFinalized 0'],
      ...['segmentProtected 3', 'segmentProtected 4', 'segmentProtected 5'],
      ...['actionRun 1', 'segmentReleased 5', 'allocationFinalized 1'],
    ])
  })

  it('gives Finalize pages back in-process: Standard pages stay', () => {
    const result = linkTwo({ manager: 'in-process' })
    expect(states(result)).toEqual([AllocationState.Finalized, AllocationState.Finalized])
    expect(released(result)).toEqual(['finalized', 'finalized'])
    expect(figuresOf(result.graph).resident).toBe(0x6000n)
  })

  it('gives nothing back with the slab manager', () => {
    const result = linkTwo({ manager: 'slab' })
    expect(released(result)).toEqual([])
    expect(figuresOf(result.graph).resident).toBe(0xa000n)
  })
})

describe('deallocate', () => {
  it('takes the last allocation first: its twins in reverse, then its memory', () => {
    const more = [...calls, { call: 'a_text', undo: 'a_undo' }, { call: 'b_text', undo: 'b_undo' }]
    const result = linkTwo({ ending: 'deallocate', calls: more })
    expect(story(result, ['twinRun', 'segmentReleased', 'allocationDeallocated']).slice(2)).toEqual([
      ...['twinRun 3', 'twinRun 1', 'segmentReleased 3', 'segmentReleased 4', 'allocationDeallocated 1'],
      ...['twinRun 2', 'twinRun 0', 'segmentReleased 0', 'segmentReleased 1', 'allocationDeallocated 0'],
    ])
    expect(states(result)).toEqual([AllocationState.Deallocated, AllocationState.Deallocated])
    expect(figuresOf(result.graph).resident).toBe(0n)
  })

  it('gives Finalize pages back as well where the manager had kept them', () => {
    const result = linkTwo({ manager: 'slab', ending: 'deallocate' })
    expect(released(result)).toEqual(new Array(6).fill('deallocated'))
  })

  it('does not happen by itself', () => expect(states(linkTwo())).not.toContain(AllocationState.Deallocated))
})

describe('abandon', () => {
  const IN_FLIGHT: readonly PhaseId[] = ['place', 'resolve', 'relax', 'fixup', 'check', 'finalize']
  const BEFORE: readonly PhaseId[] = ['read', 'build', 'prepare', 'prune', 'tables', 'allocate']

  it.each(IN_FLIGHT)('before %s gives all memory back and runs no action', (abandonAt) => {
    const result = linkTwo({ abandonAt })
    expect(result.ok).toBe(false)
    expect(errorsOf(result)).toEqual(['abandoned-on-request'])
    expect(states(result)).toEqual([AllocationState.Abandoned, AllocationState.Abandoned])
    expect(released(result)).toEqual(new Array(6).fill('abandoned'))
    expect(story(result, ['segmentReleased'])[0], 'Finalize goes first').toBe('segmentReleased 2')
    expect(segmentsOf(result).every((g) => result.graph.segments.state[g] === SegmentState.Released)).toBe(true)
    expect(story(result, ['actionRun', 'actionFailed', 'twinRun', 'segmentProtected'])).toEqual([])
    expect(figuresOf(result.graph)).toMatchObject({ resident: 0n, afterFinalize: 0n, peak: 0xa000n })
  })

  it.each(BEFORE)('before %s has no memory to give back', (abandonAt) => {
    const result = linkTwo({ abandonAt })
    expect(errorsOf(result)).toEqual(['abandoned-on-request'])
    expect([result.graph.segments.length, result.graph.allocations.length]).toEqual([0, 0])
  })

  it.each(['live', 'deallocate', 'abandon'] as const)(
    'is too late at %s: what is finalized is not abandoned',
    (late) => {
      const result = linkTwo({ abandonAt: late, ending: 'deallocate' })
      expect(result.ok).toBe(true)
      expect(states(result)).toEqual([AllocationState.Deallocated, AllocationState.Deallocated])
    },
  )

  it('follows any failure while memory is in flight', () => {
    const undefinedName: ObjectSpec = {
      sections: [{ name: '.text', flags: 'ax', size: 8, relocations: [{ at: 0, type: '64', to: 'nowhere' }] }],
      symbols: [{ name: 'main', in: '.text' }],
    }
    const result = linkObjects([undefinedName], { undefined: 'strict' })
    expect(errorsOf(result)).toEqual(['undefined-symbol'])
    expect(story(result, ['linkFailed', 'segmentReleased', 'allocationAbandoned'])).toEqual([
      'linkFailed 4294967295',
      'segmentReleased 0',
      'allocationAbandoned 0',
    ])
  })
})

describe('a finalize action that fails', () => {
  const three = [
    { call: 'a_once', undo: 'a_undo' },
    { call: 'a_text', undo: 'a_undo' },
    { call: 'a_undo', undo: 'a_text' },
  ]
  const ends = ['actionRun', 'actionFailed', 'twinRun', 'segmentReleased', 'allocationFailed', 'allocationAbandoned']

  it.each([
    [0, []],
    [1, ['actionRun 0']],
    [2, ['actionRun 0', 'actionRun 1']],
  ])('action %i: those before it are undone in reverse, its own twin does not run', (failAction, run) => {
    const result = linkTwo({ calls: three, failAction })
    const undone = run.map((text) => text.replace('actionRun', 'twinRun')).reverse()
    expect(story(result, ends).slice(0, run.length + undone.length + 2)).toEqual([
      ...run,
      `actionFailed ${failAction}`,
      ...undone,
      'allocationFailed 0',
    ])
    expect(errorsOf(result)).toEqual(['action-failed'])
  })

  it('leaves its memory where it is, and has the files behind it abandoned', () => {
    const result = linkTwo({ calls: three, failAction: 1 })
    expect(states(result)).toEqual([AllocationState.Failed, AllocationState.Abandoned])
    expect(story(result, ['segmentReleased'])).toEqual(['segmentReleased 5', 'segmentReleased 3', 'segmentReleased 4'])
    expect(figuresOf(result.graph).resident).toBe(0x5000n)
  })

  it('leaves files before it finalized', () => {
    const result = linkTwo({ failAction: 1 })
    expect(states(result)).toEqual([AllocationState.Finalized, AllocationState.Failed])
    expect(story(result, ['twinRun'])).toEqual([])
  })
})
