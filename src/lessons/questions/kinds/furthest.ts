/** The largest address that a field's target may have. Found from the formula: one byte of target is one of value. */
import { hex } from '../../../base/hex'
import { signedHex } from '../answers'
import type { KindRow } from '../draft'
import { address, cannot, wrong } from '../draft'
import { explained } from '../fields'
import { formulaLines } from '../formula-lines'
import { findEdge } from '../places'

export const furthest: KindRow<'furthest'> = {
  gate: 'fixup',
  stock: () => [],

  make(link, { at }) {
    const e = findEdge(link, at)
    if (typeof e !== 'number') return e
    const found = explained(link, e)
    const place = link.describer.source(e)
    // Where the target is subtracted, the largest address is a matter of the lower limit, and of no lesson.
    if (found?.fixup.formula.coefficient.S !== 1 || found.field.sign === 'none')
      return cannot('questions.cannot.compute', { place })
    const { value, high, low } = found
    const { S, A, P } = found.values
    const { field } = found
    // What counts in fours ends at the last multiple of four.
    const right = S + (high - value) - ((high - value) % BigInt(field.multipleOf ?? 1))
    const unsigned = (1n << BigInt(field.bits ?? 8 * field.bytes)) - 1n
    const plain = S - value
    return {
      about: place,
      asks: {
        id: 'questions.furthest.asks',
        args: { place, target: link.describer.target(e), low: signedHex(low), high: hex(high) },
      },
      form: { is: 'address' },
      answer: address(right),
      wrong: [
        wrong('off-by-one', address(right + 1n)),
        wrong('off-by-one', address(right - 1n)),
        wrong('absolute', address(high)),
        wrong('from-field', address(P + high)),
        wrong('no-addend', address(right + BigInt.asIntN(64, A))),
        wrong('same-field', address(plain + (field.sign === 'signed' ? unsigned : unsigned >> 1n))),
      ],
      because: [
        ...formulaLines(link, found),
        { id: 'questions.furthest.because', args: { high: hex(high), address: hex(right) } },
      ],
      thing: { kind: 'edge', id: e },
    }
  },
}
