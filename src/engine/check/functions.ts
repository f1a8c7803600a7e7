/** The functions of the check language: places of stubs, GOT entries and sections, and questions about instructions. */
import type { Instruction } from '../arch/disassembler'
import { CheckFailure, unexpected } from './failure'
import { numberAt } from './numbers'
import { instructionOperands } from './operands'
import type { Step } from './reading'
import { number, symbolAt } from './reading'
import type { Scope } from './scope'

type Reader = (rest: string, scope: Scope, loading: boolean) => Step

const FUNCTIONS: Readonly<Record<string, Reader>> = {
  decode_operand: decodeOperand,
  next_pc: nextPc,
  stub_addr: (rest, scope, loading) => tableAddress(rest, scope, loading, 'stub'),
  got_addr: (rest, scope, loading) => tableAddress(rest, scope, loading, 'GOT entry'),
  section_addr: sectionAddress,
}

export const isFunction = (word: string): boolean => Object.hasOwn(FUNCTIONS, word)

export function callFunction(word: string, rest: string, scope: Scope, loading: boolean): Step {
  return FUNCTIONS[word]!(rest, scope, loading)
}

/** The part behind an expected sign, without white space in front. */
function behind(sign: string, rest: string, within: string): string {
  if (!rest.startsWith(sign)) throw unexpected(rest, within, `'${sign}'`)
  return rest.slice(1).trimStart()
}

function decodeOperand(text: string, scope: Scope): Step {
  const name = symbolAt(behind('(', text, text))
  if (!scope.book.symbols.has(name.word)) throw new CheckFailure(`Cannot decode unknown symbol '${name.word}'`)
  const place = offsetBehind(name.rest)
  const index = number(behind(',', place.rest, place.rest))
  const rest = behind(')', index.rest, index.rest)
  const instruction = decodeAt(name.word, scope, place.value)
  return { value: operandValue(name.word, instruction, index.value), rest }
}

/** `+ NUMBER`, or nothing. Other operators are known but not welcome. */
function offsetBehind(text: string): Step {
  const operator = /^(?:<<|>>|[-+&|])/.exec(text)?.[0]
  if (operator === undefined) return { value: 0n, rest: text }
  const rest = text.slice(operator.length).trimStart()
  if (operator !== '+') throw unexpected(rest, rest, "'+' for offset or ',' if no offset")
  // A missing number is told as a missing comma at the end, as there.
  return numberAt(rest) ? number(rest) : { value: 0n, rest: '' }
}

function operandValue(name: string, instruction: Instruction, index: bigint): bigint {
  const operands = instructionOperands(instruction.bytes)
  if (!operands)
    throw new CheckFailure(
      `The operands of the instruction at '${name}' (${instruction.text}) are not in the table of known forms.`,
    )
  const said = `\nInstruction is:\n  ${instruction.text}`
  if (index >= BigInt(operands.length))
    throw new CheckFailure(
      `Invalid operand index '${index}' for instruction '${name}'. Instruction has only ${operands.length} operands.${said}`,
    )
  const value = operands[Number(index)]
  if (value === undefined)
    throw new CheckFailure(`Operand '${index}' of instruction '${name}' is not an immediate.${said}`)
  return BigInt.asUintN(64, value)
}

function nextPc(text: string, scope: Scope, loading: boolean): Step {
  const name = symbolAt(behind('(', text, text))
  const place = scope.book.symbols.get(name.word)
  if (!place) throw new CheckFailure(`Cannot decode unknown symbol '${name.word}'`)
  const rest = behind(')', name.rest, name.rest)
  const { bytes } = decodeAt(name.word, scope, 0n)
  const start = loading ? place.local : place.address
  return { value: BigInt.asUintN(64, start + BigInt(bytes.length)), rest }
}

/** LLVM takes this prefix for an instruction of its own. */
const LOCK = 0xf0

/** The instruction at a symbol plus an offset, within the symbol's size; from behind it whatever memory holds there. */
function decodeAt(name: string, scope: Scope, offset: bigint): Instruction {
  const { address, content, local } = scope.book.symbols.get(name)!
  const inside = content !== undefined && offset <= BigInt(content.length)
  const bytes = inside ? content.subarray(Number(offset)) : content && scope.memory.bytesAt(local + offset)
  const instruction = bytes && scope.disassembler.decode(bytes, address + offset)
  if (!instruction) throw new CheckFailure(`Couldn't decode instruction at '${name}'`)
  return instruction.bytes[0] === LOCK ? { bytes: instruction.bytes.subarray(0, 1), text: 'lock' } : instruction
}

/** A file's name may hold characters that symbols may not, so everything up to the comma is taken. */
function fileAt(text: string): { file: string; rest: string } {
  const inside = behind('(', text, text)
  const comma = inside.indexOf(',')
  if (comma < 0) throw unexpected('', text, "','")
  return { file: inside.slice(0, comma).trimEnd(), rest: inside.slice(comma + 1).trimStart() }
}

function tableAddress(text: string, scope: Scope, loading: boolean, what: 'stub' | 'GOT entry'): Step {
  const { file, rest } = fileAt(text)
  const name = symbolAt(rest)
  let end = name.rest
  let kind = ''
  if (end.startsWith(',')) {
    const inside = end.slice(1).trimStart()
    const close = inside.indexOf(')')
    kind = close < 0 ? inside : inside.slice(0, close)
    end = close < 0 ? '' : inside.slice(close)
  }
  if (!end.startsWith(')')) throw unexpected(end, text, "')'")
  const known = fileOf(file, scope)
  const place = (what === 'stub' ? known.stubs : known.gotEntries).get(name.word)
  if (!place) throw new CheckFailure(`RTDyldChecker: no ${what} for "${name.word}" registered for file "${file}"\n`)
  // Stubs have one kind here, which has no name.
  if (what === 'stub' && kind !== '')
    throw new CheckFailure(
      `RTDyldChecker: "${name.word}" has 1 stubs in file "${file}", but none of them matches the stub-kind filter "${kind}" (all encountered kinds are "<unknown>").`,
    )
  return { value: loading ? place.local : place.address, rest: end.slice(1).trimStart() }
}

function sectionAddress(text: string, scope: Scope, loading: boolean): Step {
  const { file, rest } = fileAt(text)
  const close = rest.indexOf(')')
  const name = (close < 0 ? rest : rest.slice(0, close)).trimEnd()
  if (close < 0) throw unexpected('', text, "')'")
  const place = fileOf(file, scope).sections.get(name)
  if (!place) throw new CheckFailure(`RTDyldChecker: no section "${name}" registered for file "${file}"\n`)
  return { value: loading ? place.local : place.address, rest: rest.slice(close + 1).trimStart() }
}

function fileOf(file: string, { book }: Scope) {
  const known = book.files.get(file)
  if (!known) throw new CheckFailure(`RTDyldChecker: file "${file}" not recognized\n`)
  return known
}
