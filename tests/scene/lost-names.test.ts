/** A name that loses stands on the map until it has lost. */
import { describe, expect, it } from 'vitest'
import type { BlockId } from '../../src/engine/graph/ids'
import { lostNameAt } from '../../src/scene/lost-names'
import { deskWith } from '../support/desk'

describe('a name that loses', () => {
  it('is the name of its place until another file’s definition is chosen, and leaves time where it was', async () => {
    const desk = await deskWith('lesson-who-wins')
    const session = desk.getState().session!
    const { graph, replay, log } = session
    const names = (): (string | undefined)[] =>
      Array.from({ length: graph.blocks.length }, (_, b) => lostNameAt(session, b as BlockId, 0)).filter(Boolean)
    const built = session.phases.find(({ id }) => id === 'build')!.end
    const prepared = session.phases.find(({ id }) => id === 'prepare')!.end
    replay.seek(log.length)
    expect(names()).toEqual([])
    expect(replay.position).toBe(log.length)
    replay.seek(built)
    expect(names()).toEqual(['level', 'shared'])
    replay.seek(prepared)
    expect(names()).toEqual([])
  })
})
