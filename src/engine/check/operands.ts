/**
 * An instruction's operands as LLVM counts them (the MCInst), which is what `decode_operand` indexes: a memory operand
 * is five of them, a register that is read and written is two, a condition is one.
 */
import { OPERAND_ROWS } from './x86-64-operand-rows'
import type { Encoding } from './x86-64-instruction'
import { encodingOf } from './x86-64-instruction'

/** An immediate's value, signed as LLVM has it; undefined for a register. */
export type Operand = bigint | undefined

const MODE_REGISTER = 3
const LOCK = 0xf0

/** Undefined if the form is not in the table. */
export function instructionOperands(bytes: Uint8Array): readonly Operand[] | undefined {
  if (bytes.length === 1 && bytes[0] === LOCK) return []
  const encoding = encodingOf(bytes)
  const shape = encoding && shapeOf(encoding)
  return shape === undefined ? undefined : [...shape].flatMap((letter) => operandsOf(letter, encoding!))
}

/** A row may hold for all forms of an opcode, or for one ModRM mode, register field, prefix or width. */
function shapeOf({ opcode, modrm, prefix, wide }: Encoding): string | undefined {
  const mode = modrm === undefined ? '' : modrm >> 6 === MODE_REGISTER ? 'r' : 'm'
  const field = modrm === undefined ? '' : `/${(modrm >> 3) & 7}`
  const width = wide ? 'w' : ''
  const keys = [
    `${opcode}${mode}=${(modrm ?? 0).toString(16)}${prefix && `+${prefix}`}${width}`,
    `${opcode}${mode}${field}${prefix && `+${prefix}`}${width}`,
    `${opcode}${mode}${prefix && `+${prefix}`}${width}`,
    `${opcode}${mode}${field}${width}`,
    `${opcode}${mode}${width}`,
    `${opcode}${mode}${field}`,
    `${opcode}${mode}`,
  ]
  for (const key of keys) {
    const shape = rows().get(key)
    if (shape !== undefined) return shape
  }
  return undefined
}

let table: ReadonlyMap<string, string> | undefined

function rows(): ReadonlyMap<string, string> {
  table ??= new Map(
    OPERAND_ROWS.flatMap(([shape, keys]) => keys.split(' ').map((key): [string, string] => [key, shape])),
  )
  return table
}

function operandsOf(letter: string, { displacement, scale, tail, opcodeByte }: Encoding): Operand[] {
  switch (letter) {
    case 'm':
      return [undefined, BigInt(scale), undefined, displacement, undefined]
    case 's':
      return [BigInt.asIntN(8 * tail.length, tailValue(tail))]
    case 'u':
      return [tailValue(tail)]
    case 'c':
      return [BigInt(opcodeByte & 15)]
    default:
      return [undefined]
  }
}

function tailValue(tail: Uint8Array): bigint {
  let value = 0n
  for (let i = tail.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(tail[i]!)
  return value
}
