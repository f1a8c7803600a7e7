/** Makes rules for the check language, valid and broken, the same ones each time. */

/** A small generator of numbers (mulberry32), so that the rules are the same on every machine. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const SYMBOLS = ['mix', 'data', 'table', 'late', 'note', 'unsized', 'zeros', 'pool', 'i3']
/** Not zero-fill, where the reference tool crashes, and not NoAlloc, whose memory it has freed by then. */
const DECODABLE = SYMBOLS.filter((name) => !['zeros', 'pool', 'note'].includes(name))
/** Those with content: loads elsewhere would crash the reference tool. */
const READABLE = ['mix', 'data', 'table']
const NUMBERS = [
  '0',
  '1',
  '7',
  '010',
  '0x10',
  '0xffff',
  '4096',
  '0xffffffffffffffff',
  '18446744073709551616',
  '09',
  '0177',
]
const OPERATORS = ['+', ' + ', '- ', ' - ', '&', ' & ', '|', ' | ', '<<', ' << ', '>> ', ' >> ']
const STRAY = ['', ' ', ')', '(', '[', ']', '{', '}', ':', ',', '=', '<', '%', '$', 'x', '0x', '+', '9', '.', '"']

type Pick = <T>(list: readonly T[]) => T

class RuleMaker {
  readonly #below: (limit: number) => number
  readonly #pick: Pick = (list) => list[this.#below(list.length)]!

  constructor(seed: number) {
    this.#below = randomNumbers(seed)
  }

  rule(object: string): string {
    const right = this.#below(4) === 0 ? this.#expression(object, 2) : this.#pick(NUMBERS)
    return `${this.#expression(object, 3)}${this.#pick([' = ', '=', ' =', '= '])}${right}`
  }

  /** A rule without loads, with a character too many or too few. */
  broken(object: string): string {
    const whole = this.rule(object).replaceAll('*', '')
    const at = this.#below(whole.length + 1)
    return whole.slice(0, at) + this.#pick(STRAY) + whole.slice(at + this.#below(3))
  }

  #expression(object: string, depth: number): string {
    let text = this.#operand(object, depth)
    for (let count = this.#below(3); count > 0; count--) text += this.#pick(OPERATORS) + this.#operand(object, depth)
    return text
  }

  #operand(object: string, depth: number): string {
    const slice = this.#below(5) === 0 ? `[${this.#pick(NUMBERS)}:${this.#pick(NUMBERS)}]` : ''
    if (depth === 0 || this.#below(3) === 0) return this.#pick([...SYMBOLS, ...NUMBERS]) + slice
    const kind = this.#below(4)
    if (kind === 0) return `(${this.#expression(object, depth - 1)})${slice}`
    if (kind === 1) return `(*{${this.#pick([1, 2, 3, 4, 8])}}${this.#pick(READABLE)})${slice}`
    return this.#function(object) + slice
  }

  #function(object: string): string {
    const symbol = this.#pick(DECODABLE)
    return this.#pick([
      `got_addr(${object}, away)`,
      `stub_addr(${object}, ${this.#pick(['away', 'data'])})`,
      `stub_addr(${object} , away, kind)`,
      `section_addr(${object}, ${this.#pick(['.text', '.data', '.late', '.notes', '.none', '.bss'])})`,
      `next_pc(${symbol})`,
      `decode_operand(${symbol}, ${this.#below(8)})`,
      `decode_operand(mix + ${this.#pick([0, 10, 15, 22, 99])}, ${this.#below(7)})`,
    ])
  }
}

/** Different rules about an object that has the names of tests/corpus/instructions.s. */
export function makeRules(object: string, count: number, seed = 1): string[] {
  const maker = new RuleMaker(seed)
  const rules = new Set<string>()
  while (rules.size < count) {
    const rule = rules.size % 3 === 2 ? maker.broken(object) : maker.rule(object)
    // Another offset makes the reference tool read far away, and crash.
    if (/mix \+ (?!(?:0|10|15|22|99),)/.test(rule)) continue
    // A number without digits is whatever the reference tool finds in memory.
    if (/\b0x(?![0-9a-fA-F])/.test(rule)) continue
    // A continuation would swallow the next rule, and a blank end would be cut off.
    if (!rule.endsWith('\\') && rule === rule.trim()) rules.add(rule)
  }
  return [...rules]
}

/** Every operand of every named instruction. */
export function instructionRules(instructions: number): string[] {
  const rules: string[] = []
  for (let i = 0; i < instructions; i++) {
    rules.push(`next_pc(i${i}) = 1`)
    for (let operand = 0; operand < 10; operand++) rules.push(`decode_operand(i${i}, ${operand}) = 0xdeadbeef`)
  }
  return rules
}
