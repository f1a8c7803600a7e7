/** Names of things: each leads back to the thing that it was made from, in every sample, at every moment. */
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../src/store/desk'
import { readThing, thingText } from '../../src/store/links/thing-text'
import { findThing, nameThing } from '../../src/store/links/things'
import { edgesOfCell, matrixOf } from '../../src/scene/matrix'
import type { Bundle, Selection } from '../../src/store/selection'
import { bundle } from '../../src/store/selection'
import { NO_NAME } from '../../src/engine/table/name-table'
import { deskWith } from '../support/desk'
import { samples } from '../support/link-files'
import { say } from '../support/say'

function* everything({ session, inputs }: Desk): Generator<Selection> {
  const { graph } = session!
  for (const { id } of inputs) yield { kind: 'input', id }
  for (let id = 0; id < graph.sections.length; id++) yield { kind: 'section', id: id as never }
  for (let id = 0; id < graph.blocks.length; id++) yield { kind: 'block', id: id as never }
  for (let id = 0; id < graph.edges.length; id++) yield { kind: 'edge', id: id as never }
  for (let id = 0; id < graph.symbols.length; id++)
    if (graph.symbols.name[id as never] !== NO_NAME) yield { kind: 'symbol', id: id as never }
}

/** Bundles as the matrix makes them, one for each cell that has edges. */
function bundlesOf({ session }: Desk): Bundle[] {
  const matrix = matrixOf({ say, graph: session!.graph, of: 'sections', order: 'address', mask: undefined })
  return [...matrix.count.keys()]
    .filter((cell) => matrix.count[cell]! > 0)
    .map((cell) => bundle('', edgesOfCell(matrix, cell)))
}

describe.each(samples().map(({ id }) => id))('%s', (id) => {
  it('has a name for every thing, which leads back to it also as text', async () => {
    const desk = (await deskWith(id)).getState()
    const all = [...everything(desk)]
    expect(all.length).toBeGreaterThan(4)
    for (const selection of all) {
      const named = nameThing(desk, selection)
      expect(named, JSON.stringify(selection)).toBeDefined()
      const again = readThing(thingText(named!))
      expect(again).toEqual(named)
      expect(findThing(desk, again)).toEqual(selection)
    }
  })

  it('has a name for every ribbon, which leads back to the same edges', async () => {
    const desk = (await deskWith(id)).getState()
    for (const selection of bundlesOf(desk)) {
      const named = nameThing(desk, selection)
      expect(readThing(thingText(named!))).toEqual(named)
      const again = findThing(desk, named!)
      expect(again?.kind === 'bundle' && [...again.edges]).toEqual([...selection.edges])
    }
  })

  it('gives things the same names before anything has happened', async () => {
    const desk = await deskWith(id)
    const all = [...everything(desk.getState())]
    const live = all.map((selection) => nameThing(desk.getState(), selection))
    desk.getState().seek(0)
    expect(all.map((selection) => nameThing(desk.getState(), selection))).toEqual(live)
    expect(desk.getState().session!.replay.position).toBe(0)
  })
})
