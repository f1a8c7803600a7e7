/** The address that somebody who reads the metadata finds at a place: it was fixed up although it was never in memory. */
import { hex } from '../../../base/hex'
import { orderOf } from '../../../engine/arch/arch'
import { numberOf } from '../answers'
import type { KindRow } from '../draft'
import { address, cannot, wrong } from '../draft'
import { explained, fieldBytes, thoughtsAbout, writtenFields } from '../fields'
import { formulaLines } from '../formula-lines'
import { policyOfBlock, policyOfSymbol } from '../../../engine/graph/crossings'
import { NO_ALLOC, STANDARD } from '../../../engine/graph/lifetimes'
import { findEdge, nameOfEdge } from '../places'
import { someOf } from '../random'

export const debuggerReads: KindRow<'debugger'> = {
  gate: 'fixup',

  stock(link, random) {
    const { graph } = link
    const fields = writtenFields(link).filter(
      (e) =>
        policyOfBlock(graph, graph.edges.block[e]) === NO_ALLOC &&
        policyOfSymbol(graph, graph.edges.target[e]) === STANDARD &&
        link.arch.fixups[graph.edges.kind[e]]!.family === 'absolute',
    )
    return someOf(fields, 1, random).flatMap((e) => {
      const at = nameOfEdge(link, e)
      return at ? [{ kind: 'debugger', at }] : []
    })
  },

  make(link, { at }) {
    const e = findEdge(link, at)
    if (typeof e !== 'number') return e
    const found = explained(link, e)
    const place = link.describer.source(e)
    if (!found || policyOfBlock(link.graph, link.graph.edges.block[e]) !== NO_ALLOC)
      return cannot('questions.cannot.metadata', { place })
    const read = (original: boolean): bigint =>
      numberOf(fieldBytes(link, e, found.field.bytes, original), orderOf(link.arch, found.field))
    return {
      about: place,
      asks: { id: 'questions.debugger.asks', args: { place, target: link.describer.target(e) } },
      form: { is: 'address' },
      answer: address(read(false)),
      wrong: [
        wrong('metadata-unfixed', address(read(true))),
        wrong('metadata-unfixed', address(BigInt.asUintN(64, found.values.A))),
        ...thoughtsAbout(link, found).map(({ misconception, value }) => wrong(misconception, address(value))),
      ],
      because: [
        ...formulaLines(link, found),
        { id: 'questions.debugger.because', args: { address: hex(read(false)) } },
      ],
      thing: { kind: 'edge', id: e },
    }
  },
}
