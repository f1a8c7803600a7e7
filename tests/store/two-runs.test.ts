/** Two runs beside each other: one moment, one selection, differences marked; nothing is done to the run before. */
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../src/store/commands/run-command'
import type { DeskStore } from '../../src/store/desk'
import { momentOf } from '../../src/store/moment'
import { placeOf } from '../../src/store/place'
import { createTwoRuns } from '../../src/store/two-runs'
import { deskWith } from '../support/desk'
import { finished } from '../support/steps'

/** “A first look” after `.once.text` has become Standard. */
async function changed(): Promise<DeskStore> {
  const desk = await deskWith('first-look')
  const outcome = await runCommand(desk, { id: 'policy', pattern: '.once.text', lifetime: 'Standard' })
  expect(outcome).toEqual({ done: true })
  return desk
}

describe('the run before', () => {
  it('is at the same moment and has the same thing selected, whichever of the two was clicked', async () => {
    const desk = await changed()
    const runs = createTwoRuns(desk)
    const leave = runs.follow()
    const { session: after, before } = desk.getState()
    for (const phase of ['prune', 'allocate', 'fixup', 'end', 'start'] as const) {
      await runCommand(desk, { id: 'seek', phase })
      const was = momentOf(placeOf(before!, runs.before.getState().position))
      expect(was).toEqual(momentOf(placeOf(after!, desk.getState().position)))
      expect(before!.replay.position).toBe(runs.before.getState().position)
    }
    await runCommand(desk, { id: 'seek', phase: 'live' })
    await runCommand(desk, { id: 'select', kind: 'symbol', file: 'once.o', symbol: 'total' })
    const { selection } = runs.before.getState()
    expect(selection?.kind === 'symbol' && before!.graph.nameOf(selection.id)).toBe('total')
    runs.before.getState().select({ kind: 'section', id: 0 as never })
    expect(desk.getState().selection).toEqual({ kind: 'section', id: 0 })
    expect(runs.after.getState().selection).toEqual({ kind: 'section', id: 0 })
    leave()
    expect(before!.replay.position).toBe(before!.liveAt)
  })

  it('cannot be changed, and says so', async () => {
    const desk = await changed()
    const runs = createTwoRuns(desk)
    runs.follow()
    const { settings } = desk.getState()
    await runs.before.getState().change({ strict: true }, 'no')
    expect(desk.getState().settings).toBe(settings)
    expect(desk.getState().notice).toContain('run before the change')
  })
})

describe('two maps', () => {
  it('follow each other: the one that people move leads', async () => {
    const desk = await changed()
    const runs = createTwoRuns(desk)
    runs.follow()
    const { session, before } = desk.getState()
    const blockIn = (run: typeof session) =>
      Array.from({ length: run!.graph.blocks.length }, (_, b) => b).find(
        (b) => run!.describer.block(b as never) === 'once_init' && !run!.graph.isRemoved(b as never),
      ) as never
    const window = (block: never) => ({ scale: 2, block, across: 0.5, down: 0.25 })
    runs.lead('after')
    runs.after.getState().onMove!(window(blockIn(session)))
    expect(runs.before.getState().wish).toEqual({ what: 'window', window: window(blockIn(before)), atOnce: true })
    // Where the later run's map rests is where the desk's map looks.
    runs.after.getState().noteWindow(window(blockIn(session)))
    expect(desk.getState().window).toEqual(window(blockIn(session)))
    // The one that follows says where it looks as well, and moves nobody.
    const wish = runs.after.getState().wish
    runs.before.getState().onMove!({ ...window(blockIn(before)), scale: 3 })
    expect(runs.after.getState().wish).toBe(wish)
    runs.lead('before')
    runs.before.getState().onMove!({ ...window(blockIn(before)), scale: 3 })
    expect(runs.after.getState().wish?.window).toEqual({ ...window(blockIn(session)), scale: 3 })
    // What the desk does meanwhile does not send a map back to where it was.
    const there = runs.after.getState().wish
    desk.getState().say('something')
    expect(runs.after.getState().wish).toBe(there)
  })
})

describe('differences at a moment', () => {
  it('are what moved, has another policy or other bytes by then, and nothing before anything differs', async () => {
    const desk = await changed()
    const runs = createTwoRuns(desk)
    runs.follow()
    const { comparison, session, before } = desk.getState()
    const at = async (phase: 'build' | 'live') => {
      await runCommand(desk, { id: 'seek', phase })
      return finished(comparison!.apart())
    }
    const live = await at('live')
    const named = (blocks: Uint32Array, run: typeof session) =>
      Array.from(blocks, (b) => run!.describer.block(b as never))
    expect(named(live.after, session)).toContain('once_init')
    expect(named(live.before, before)).toContain('once_init')
    expect(named(live.after, session)).not.toContain('msg')
    // The edges that write other bytes now are marked as well; whatever they are, both runs have them at the same places.
    const places = (edges: Uint32Array, run: typeof session) =>
      Array.from(edges, (e) => run!.describer.source(e as never)).sort()
    expect(live.edgesAfter.length).toBeGreaterThan(0)
    expect(places(live.edgesAfter, session)).toEqual(places(live.edgesBefore, before))
    for (const e of live.edgesAfter) expect(live.after).toContain(session!.graph.edges.block[e as never])
    runs.mark(live)
    expect(runs.after.getState().found.edges).toEqual(live.edgesAfter)
    expect(runs.after.getState().found.blocks).toEqual(live.after)
    expect(runs.before.getState().found.blocks).toEqual(live.before)
    // By the end of the build the rule has given one section another policy, and that is all.
    expect(named((await at('build')).after, session)).toEqual(['once_init'])
  })
})
