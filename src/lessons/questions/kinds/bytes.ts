/** The bytes of a field once it is fixed up. Wrong answers: the formula with an operand changed, other orders, no fixup. */
import { hex, spacedBytes } from '../../../base/hex'
import type { EdgeExplanation } from '../../../engine/arch/explain'
import type { EdgeId } from '../../../engine/graph/ids'
import { Protection } from '../../../engine/graph/ids'
import type { ByteOrder } from '../../../engine/arch/arch'
import { orderOf } from '../../../engine/arch/arch'
import { bytesOf } from '../answers'
import type { AskedLink } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, wrong } from '../draft'
import { wrongByExpression } from '../expressions'
import { encode, explained, fieldBytes, thoughtsAbout, writtenFields } from '../fields'
import { formulaArgs, formulaLines } from '../formula-lines'
import { findEdge, nameOfEdge } from '../places'
import type { Diagnosis } from '../question'
import { someOf } from '../random'
import { entryInWords } from '../things'

export const bytes: KindRow<'bytes'> = {
  gate: 'fixup',

  stock(link, random) {
    const fields = writtenFields(link)
    const { section } = link.graph.blocks
    const inCode = fields.filter(
      (e) => link.graph.sections.protection[section[link.graph.edges.block[e]]] & Protection.Exec,
    )
    return someOf(inCode.length > 0 ? inCode : fields, 3, random).flatMap((e) => {
      const at = nameOfEdge(link, e)
      return at ? [{ kind: 'bytes', at, tells: 'formula' }] : []
    })
  },

  make(link, wish) {
    const e = findEdge(link, wish.at)
    if (typeof e !== 'number') return e
    const found = explained(link, e)
    if (!found) return cannot('questions.cannot.compute', { place: link.describer.source(e) })
    const count = found.field.bytes
    const order = orderOf(link.arch, found.field)
    const right = fieldBytes(link, e, count)
    if (right.length !== count) return cannot('questions.cannot.compute', { place: link.describer.source(e) })
    const own = wrongByExpression(link, wish.wrong, (value) => ({ is: 'bytes', bytes: bytesOf(value, count, order) }))
    if ('cannot' in own) return own
    return {
      about: link.describer.source(e),
      asks: {
        id: 'questions.bytes.asks',
        args: {
          place: entryInWords(link.describer.source(e)),
          target: link.describer.target(e),
          count,
          tells: wish.tells ?? 'nothing',
          ...formulaArgs(link, found),
        },
      },
      form: { is: 'bytes', count },
      answer: { is: 'bytes', bytes: right },
      wrong: [...own.diagnoses, ...wrongBytes(link, e, found, right, order)],
      because: [
        ...formulaLines(link, found),
        { id: 'questions.bytes.because', args: { value: hex(found.value), bytes: spacedBytes(right), order } },
      ],
      thing: { kind: 'edge', id: e },
    }
  },
}

function wrongBytes(
  link: AskedLink,
  e: EdgeId,
  found: EdgeExplanation,
  right: readonly number[],
  order: ByteOrder,
): Diagnosis[] {
  const before = fieldBytes(link, e, right.length, true)
  const asBytes = (list: readonly number[]): Diagnosis['answer'] => ({ is: 'bytes', bytes: list })
  return [
    wrong('placeholder', asBytes(before)),
    {
      misconception: 'byte-order',
      answer: asBytes(right.toReversed()),
      says: { id: 'questions.misconception.byte-order', args: { order } },
    },
    ...thoughtsAbout(link, found).map(({ misconception, value }) =>
      wrong(misconception, asBytes(encode(found, before, value, order))),
    ),
  ]
}
