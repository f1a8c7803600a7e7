/** A computed value in lines: the rule in words, the formula with its names, the formula with its numbers. */
import { hex, signedHex } from '../../base/hex'
import type { EdgeExplanation } from '../../engine/arch/explain'
import { OPERAND_NAMES } from '../../engine/arch/operands'
import type { AskedLink } from './asked-link'
import type { Message } from './question'

export function formulaLines({ describer }: AskedLink, { fixup, values, edge, value }: EdgeExplanation): Message[] {
  const used = OPERAND_NAMES.filter((name) => new RegExp(`\\b${name}\\b`).test(fixup.formula.text))
  const numbers = used.map((name) => `${name} = ${name === 'A' ? signed(values[name]) : hex(values[name])}`).join(', ')
  return [
    {
      id: 'questions.formula.rule',
      args: { kind: describer.kind(edge), formula: fixup.formula.text, family: fixup.family },
    },
    { id: 'questions.formula.numbers', args: { numbers, target: describer.target(edge), value: signedHex(value) } },
  ]
}

/** What a question may say of an edge before it asks what comes out: which kind it is, its formula, its addend. */
export const formulaArgs = ({ describer }: AskedLink, { fixup, values, edge }: EdgeExplanation) => ({
  kind: describer.kind(edge),
  formula: fixup.formula.text,
  addend: signed(values.A),
})

/** Addends are small numbers with a sign. */
const signed = (value: bigint): string => BigInt.asIntN(64, value).toString().replace('-', '−')
