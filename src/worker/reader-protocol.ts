/**
 * What page and reader say to each other. The reader is a second worker, started when somebody first wants to see an
 * instruction, a source line or a demangled name: it holds the disassembler, the demangler and the reader of debug
 * information, none of which linking needs.
 */
import type { Arch } from '../engine/arch/arch'
import type { Syntax } from '../engine/arch/disassembler'
import type { FieldPiece } from '../engine/arch/fields'
import type { GraphTransfer } from '../engine/graph/graph-parts'

export type { Syntax }

/** Machine code to be read from its first byte on. */
export interface CodeAsk {
  readonly processor: Arch['processor']
  readonly bytes: Uint8Array
  readonly address: bigint
  readonly syntax: Syntax
}

export interface DecodedInstruction {
  /** Offset of its first byte in what was asked about, and its length. */
  readonly start: number
  readonly size: number
  /** Empty where the bytes are no instruction. */
  readonly text: string
}

/** Which instruction holds the field at an offset. */
export interface FieldAsk extends CodeAsk {
  readonly at: number
  readonly width: number
  /** Where the value's bits stand, if the field shares its bytes with others. */
  readonly pieces?: readonly FieldPiece[] | undefined
}

export interface FieldInstruction extends DecodedInstruction {
  /** The same instruction with two other numbers in the field: where the texts differ, the field speaks. */
  readonly probes: readonly [string, string]
}

/** A function in the debug information of a file. */
export interface DebugFunction {
  readonly name: string
  readonly block: number
  readonly start: number
  readonly end: number
  /** Its entry: a block of .debug_info and the bytes in it, without its children. */
  readonly entryBlock: number
  readonly entryStart: number
  readonly entryEnd: number
  /** 0 if it is not known where it was declared. */
  readonly line: number
}

/** The line table of one file, by block and offset, so that it holds wherever the blocks lie. Columns of one length. */
export interface LinesAnswer {
  readonly sources: readonly string[]
  /** Sorted by block, then by offset. */
  readonly block: Uint32Array<ArrayBuffer>
  readonly start: Uint32Array<ArrayBuffer>
  readonly size: Uint32Array<ArrayBuffer>
  readonly source: Uint32Array<ArrayBuffer>
  readonly line: Uint32Array<ArrayBuffer>
  readonly column: Uint16Array<ArrayBuffer>
  readonly functions: readonly DebugFunction[]
}

export interface ReaderCalls {
  /** Instructions one after the other; a byte that starts none is one without a text. */
  instructions: { ask: CodeAsk & { readonly most: number }; answer: readonly DecodedInstruction[] }
  field: { ask: FieldAsk; answer: FieldInstruction | undefined }
  /** The SHA-256 of a file in hexadecimal digits. Rejects if it has changed since the page read it. */
  hash: { ask: Blob; answer: string }
  names: { ask: readonly string[]; answer: readonly string[] }
  /** The graph must be in a state in which its debug information is fixed up. */
  lines: { ask: { readonly graph: GraphTransfer; readonly file: number }; answer: LinesAnswer }
}

export type ReaderCall = keyof ReaderCalls

export type ReaderRequest = {
  [N in ReaderCall]: { readonly id: number; readonly call: N; readonly ask: ReaderCalls[N]['ask'] }
}[ReaderCall]

export type ReaderReply =
  | { readonly id: number; readonly answer: ReaderCalls[ReaderCall]['answer'] }
  | { readonly id: number; readonly failed: string }

/** Asks the reader. Rejects if it cannot be started or cannot load what it needs. */
export interface ReaderService {
  /** `moved`: buffers of the question that the asker gives away. */
  ask<N extends ReaderCall>(
    call: N,
    ask: ReaderCalls[N]['ask'],
    moved?: readonly ArrayBuffer[],
  ): Promise<ReaderCalls[N]['answer']>
}
