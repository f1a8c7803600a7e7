/** What ends the evaluation of one rule: thrown inside the evaluator, caught at its edge, where it becomes a value. */
export class CheckFailure extends Error {}

const SYMBOL = /^[0-9A-Za-z:_.$]+/
const NUMBER = /^(?:0x[0-9a-fA-F]*|[0-9]+)/
const SHIFT = /^(?:<<|>>)/

/** The piece at the start of a text that a message should show. */
function tokenAt(text: string): string {
  if (text === '') return ''
  if (/^[A-Za-z]/.test(text)) return SYMBOL.exec(text)![0]
  return NUMBER.exec(text)?.[0] ?? SHIFT.exec(text)?.[0] ?? text[0]!
}

/** `rest` starts where something else was expected; `within` is the part of the rule that was being read. */
export function unexpected(rest: string, within: string, expected = ''): CheckFailure {
  const reading = within === '' ? '' : `' while parsing subexpression '${within}`
  const wanted = expected === '' ? '' : ` expected ${expected}`
  return new CheckFailure(`Encountered unexpected token '${tokenAt(rest)}${reading}'${wanted}`)
}
