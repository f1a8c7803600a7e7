/** The letters of formulas on the map: each stands for the thing that its sentence names. */
import { describe, expect, it } from 'vitest'
import type { Operand } from '../../src/engine/arch/operands'
import { edgeKindName } from '../../src/engine/arch/arch'
import type { EdgeId } from '../../src/engine/graph/ids'
import { SectionFlag } from '../../src/engine/graph/schema'
import type { LinkResult } from '../../src/engine/session/link'
import { placeOfLetter } from '../../src/scene/letter-places'
import { linkSample, samples } from '../support/link-files'

interface Lettered {
  readonly link: LinkResult
  readonly edge: EdgeId
}

/** Edges of all samples whose formula has a letter. */
function withLetter(letter: Operand): Lettered[] {
  return samples().flatMap(({ id }) => {
    const link = linkSample(id)
    const { graph, arch } = link
    return Array.from({ length: graph.edges.length }, (_, e) => e as EdgeId)
      .filter((e) => arch.fixups[graph.edges.kind[e]]?.formula.uses.includes(letter))
      .map((edge) => ({ link, edge }))
  })
}

describe('a letter', () => {
  it('of a target or a field is the target and the block of the field', () => {
    const { link, edge } = withLetter('P')[0]!
    const { graph, arch } = link
    expect(placeOfLetter(graph, arch, edge, 'P')).toEqual({ kind: 'block', id: graph.edges.block[edge] })
    expect(placeOfLetter(graph, arch, edge, 'S')?.kind).toBe('symbol')
    expect(placeOfLetter(graph, arch, edge, 'IMAGE')).toBeUndefined()
  })

  it('of the thread-local template is a section of the template of the target’s file', () => {
    for (const { link, edge } of [...withLetter('TP'), ...withLetter('TLS')]) {
      const { graph, arch } = link
      for (const letter of ['TP', 'TLS'] as const) {
        const place = placeOfLetter(graph, arch, edge, letter)
        expect(place?.kind, edgeKindName(arch, graph.edges.kind[edge])).toBe('section')
        expect(graph.sections.flags[place!.id as never] & SectionFlag.Tls).not.toBe(0)
      }
    }
  })

  it('of a table is the table of the field’s file', () => {
    const { link, edge } = withLetter('S').find(({ link: { graph, arch } }) =>
      Array.from({ length: graph.sections.length }, (_, x) => graph.sectionName(x as never)).includes(
        arch.tables.got.section,
      ),
    )!
    const { graph, arch } = link
    const place = placeOfLetter(graph, arch, edge, 'GOT')
    expect(graph.sectionName(place!.id as never)).toBe(arch.tables.got.section)
  })
})
