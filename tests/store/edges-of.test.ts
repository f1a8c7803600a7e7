/** Which edges panels list at a block, while a link goes on and when it is done. */
import { expect, it } from 'vitest'
import type { BlockId, EdgeId } from '../../src/engine/graph/ids'
import { edgesFrom, edgesTo } from '../../src/store/edges-of'
import { deskWith } from '../support/desk'
import { readBytes } from '../support/link-files'

it('lists signed pointers at both ends, also after the link, when they are mere bonds', async () => {
  const desk = await deskWith()
  await desk.getState().addFiles([{ name: 'signed.o', bytes: readBytes('tests/corpus/macho-arm64e/signed.o') }])
  const session = desk.getState().session!
  const { graph, describer, phases } = session
  const listed = (of: (b: BlockId) => EdgeId[]): string[] =>
    Array.from({ length: graph.blocks.length }, (_, b) => of(b as BlockId))
      .flat()
      .map((e) => `${describer.kind(e)} ${describer.edge(e)}`)
      .filter((line) => line.includes('→ _main') || line.includes('_e →'))
      .toSorted()
  const at = (phase: string): string[][] => {
    desk.getState().seek(phases.find(({ id }) => id === phase)!.first)
    return [listed((b) => edgesFrom(session, b)), listed((b) => edgesTo(session, b))]
  }
  const pointers = ['_d → _main', '_d+0x18 → _main', '_d+0x8 → _main', '_e → _e']
  const before = pointers.map((edge) => `Pointer64Authenticated ${edge}`)
  expect(at('allocate')).toEqual([before, before])
  const bonds = pointers.map((edge) => `Keep-Alive ${edge}`)
  expect(at('finalize')).toEqual([bonds, bonds])
})
