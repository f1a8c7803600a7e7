/** What an expression of the check language amounts to: a lesson's own question, with its own text and wrong answers. */
import { hex } from '../../../base/hex'
import type { KindRow } from '../draft'
import { address, cannot, number } from '../draft'
import { evaluateIn, wrongByExpression } from '../expressions'

export const value: KindRow<'value'> = {
  gate: ({ gate }) => gate,
  stock: () => [],

  make(link, { expression, as, asks, because, wrong }) {
    const result = evaluateIn(link, expression)
    if ('problem' in result) return cannot('questions.cannot.expression', { expression, problem: result.problem })
    const answerOf = as === 'address' ? address : number
    const own = wrongByExpression(link, wrong, answerOf)
    if ('cannot' in own) return own
    return {
      about: expression,
      asks: { id: asks as `lessons.${string}` },
      form: as === 'address' ? { is: 'address' } : { is: 'number', unit: 'value' },
      answer: answerOf(result.value),
      wrong: own.diagnoses,
      // A reason in words says more than the expression does.
      because:
        because === undefined
          ? [{ id: 'questions.value.because', args: { expression, value: hex(result.value) } }]
          : [],
    }
  },
}
