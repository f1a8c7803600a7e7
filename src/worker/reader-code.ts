/** The reader's answers about machine code. */
import type { Disassembler } from '../engine/arch/disassembler'
import type { FieldRow } from '../engine/arch/fields'
import { fillField } from '../engine/arch/fields'
import type { CodeAsk, DecodedInstruction, FieldAsk, FieldInstruction } from './reader-protocol'

/** Reads instructions from the first byte on; what is none is skipped and has no text. */
export function* decodeAll(engine: Disassembler, { bytes, address, syntax }: CodeAsk): Generator<DecodedInstruction> {
  for (let start = 0; start < bytes.length; ) {
    const found = engine.decode(bytes.subarray(start), address + BigInt(start), syntax)
    const size = found?.bytes.length ?? Math.min(engine.unit, bytes.length - start)
    yield { start, size, text: found?.text ?? '' }
    start += size
  }
}

/** The instruction that holds a field; undefined if the field lies in no instruction, or reaches over its end. */
export function instructionAround(engine: Disassembler, ask: FieldAsk): FieldInstruction | undefined {
  const { bytes, address, syntax, at, width, pieces } = ask
  for (const instruction of decodeAll(engine, ask)) {
    const { start, size } = instruction
    if (start + size <= at) continue
    if (instruction.text === '' || start > at || start + size < at + width) return undefined
    const probe = (digit: number): string => {
      const copy = bytes.slice(start, start + size)
      fillField({ bytes: width as FieldRow['bytes'], ...(pieces ? { pieces } : {}) }, copy, at - start, digit)
      return engine.decode(copy, address + BigInt(start), syntax)?.text ?? ''
    }
    return { ...instruction, probes: [probe(PROBES[0]), probe(PROBES[1])] }
  }
  return undefined
}

/** Positive in every width, and unlike each other in every digit. */
const PROBES = [0x11, 0x22] as const
