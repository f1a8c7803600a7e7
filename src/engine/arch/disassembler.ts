/** What the engine needs from a disassembler; who loads one decides which (`src/disassembler` loads Capstone). */

/** Two ways to write the same instruction: Intel's, target first, and AT&T's, target last. */
export type Syntax = 'intel' | 'att'

export interface Instruction {
  /** The instruction's own bytes. */
  readonly bytes: Uint8Array
  /** Mnemonic and operands. */
  readonly text: string
}

export interface Disassembler {
  /** Instructions start at multiples of so many bytes. */
  readonly unit: number
  /**
   * The first instruction of some bytes at an address, in Intel syntax if none is asked for; undefined if they do not
   * start with a whole one.
   */
  decode(bytes: Uint8Array, address: bigint, syntax?: Syntax): Instruction | undefined
}
