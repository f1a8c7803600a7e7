/** What the engine needs from a disassembler; who loads one decides which (`src/disassembler` loads Capstone). */

export interface Instruction {
  /** The instruction's own bytes. */
  readonly bytes: Uint8Array
  /** Mnemonic and operands, Intel syntax. */
  readonly text: string
}

export interface Disassembler {
  /** The first instruction of some bytes at an address; undefined if they do not start with a whole one. */
  decode(bytes: Uint8Array, address: bigint): Instruction | undefined
}
