/**
 * Forms of AArch64 instructions that hold an address or a part of one: which bits are fixed, and what they are.
 *
 * Source: Arm Architecture Reference Manual, C4.1 "A64 instruction set encoding".
 */
import { tell, verbatim } from '../../graph/phrases/phrase'
import type { InstructionForm } from '../instruction-form'

/** Loads and stores of 2^log bytes with an unsigned offset. One of 16 bytes differs from one of a byte in two bits more. */
const memory = (log: number): InstructionForm => ({
  says: tell('load-or-store', { n: 2 ** log }),
  masks:
    log === 4
      ? [[0xff800000, 0x3d800000]]
      : log === 0
        ? [
            [0xff000000, 0x39000000],
            [0xff800000, 0x3d000000],
          ]
        : [[0xfb000000, ((log << 30) | 0x39000000) >>> 0]],
})

/** MOVZ and MOVK of the half that starts at bit 16 * `half`, with nothing in it yet. */
const move = (half: number): InstructionForm => ({
  says: tell('move-bits', { from: 16 * half, to: 16 * half + 15 }),
  masks: [[0x5fffffe0, (0x52800000 | (half << 21)) >>> 0]],
})

/** The same, with anything in it, and MOVN. */
const anyMove = (half: number): InstructionForm => ({
  says: tell('move-bits', { from: 16 * half, to: 16 * half + 15 }),
  masks: [
    [0x7fe00000, (0x12800000 | (half << 21)) >>> 0],
    [0x7fe00000, (0x52800000 | (half << 21)) >>> 0],
    [0x7fe00000, (0x72800000 | (half << 21)) >>> 0],
  ],
})

export const FORMS = {
  adr: { says: verbatim('ADR'), masks: [[0x9f000000, 0x10000000]] },
  loadLiteral: { says: tell('literal-load'), masks: [[0x3b000000, 0x18000000]] },
  testBranch: { says: tell('either', { one: 'TBZ', other: 'TBNZ' }), masks: [[0x7e000000, 0x36000000]] },
  conditionalBranch: {
    says: tell('either', { one: 'B.cond, CBZ', other: 'CBNZ' }),
    masks: [
      [0xfe000000, 0x54000000],
      [0x7e000000, 0x34000000],
    ],
  },
  memory1: memory(0),
  memory2: memory(1),
  memory4: memory(2),
  memory8: memory(3),
  memory16: memory(4),
  move0: move(0),
  move1: move(1),
  move2: move(2),
  move3: move(3),
  anyMove0: anyMove(0),
  anyMove1: anyMove(1),
  anyMove2: anyMove(2),
  anyMove3: anyMove(3),
} as const satisfies Record<string, InstructionForm>
