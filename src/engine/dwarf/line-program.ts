/**
 * Runs a line table's program. It is code for a small machine with registers for address, file, line and column, and
 * each row costs it at least one byte, so a program cannot make more rows than it has bytes.
 *
 * Sequences about code that is not there are left out. A sequence whose addresses go backwards is cut in two, and one
 * that breaks off is closed where it is, so that all that is kept can be searched by address.
 *
 * Source: DWARF 5, sections 6.2.2 and 6.2.5.
 */
import { tell } from '../graph/phrases/phrase'
import { Cursor } from './cursor'
import type { LineHeader } from './line-header'
import type { LineRowId, LineTable } from './line-table'
import { LineFlag } from './line-table'
import type { DebugBlock, DebugSections } from './sections'
import { NO_SOURCE_FILE } from './sources'
import type { SourceId } from './sources'
import { isTombstone } from './tombstones'

/** Standard opcodes: DW_LNS_ values. */
const LNS = {
  extended: 0,
  copy: 1,
  advancePc: 2,
  advanceLine: 3,
  setFile: 4,
  setColumn: 5,
  negateStmt: 6,
  setBasicBlock: 7,
  constAddPc: 8,
  fixedAdvancePc: 9,
  setPrologueEnd: 10,
  setEpilogueBegin: 11,
  setIsa: 12,
} as const

/** Extended opcodes: DW_LNE_ values. The others say nothing that is kept. */
const LNE = { endSequence: 1, setAddress: 2 } as const

const TWO_32 = 2 ** 32
const MOST_EXACT_STEP = 2 ** 52
const MOST_COLUMN = 0xffff
/** Flags that hold for one row only. */
const ONCE = LineFlag.BasicBlock | LineFlag.PrologueEnd | LineFlag.EpilogueBegin

/** Adds the rows and sequences of a line table. */
export function runLineProgram(sections: DebugSections, block: DebugBlock, header: LineHeader, table: LineTable): void {
  new Machine(sections, block, header, table).run()
}

class Machine {
  readonly #sections: DebugSections
  readonly #block: DebugBlock
  readonly #header: LineHeader
  readonly #table: LineTable
  readonly #cursor: Cursor
  /** The address as two words. */
  #low = 0
  #high = 0
  #operation = 0
  #source: SourceId = NO_SOURCE_FILE
  #line = 1
  #column = 0
  #flags = 0
  /** The sequence that is being made: its first row, and whether it is about code that is not there. */
  #first: LineRowId
  #dead = false
  #toldFile = false
  #toldOrder = false

  constructor(sections: DebugSections, block: DebugBlock, header: LineHeader, table: LineTable) {
    this.#sections = sections
    this.#block = block
    this.#header = header
    this.#table = table
    this.#cursor = new Cursor(block.bytes, header.program, header.end)
    this.#first = table.rows.length as LineRowId
    this.#reset()
  }

  run(): void {
    const cursor = this.#cursor
    const { opcodeBase } = this.#header
    while (cursor.at < cursor.end) {
      const opcode = cursor.u8()
      if (opcode >= opcodeBase) this.#special(opcode)
      else if (opcode === LNS.extended) this.#extended()
      else this.#standard(opcode)
    }
    const open = this.#table.rows.length > this.#first
    if (cursor.failed || open || this.#dead) {
      const found = cursor.failed ? tell('operand-end') : tell('sequence-endless')
      this.#sections.notes.warn('dwarf-line-program', this.#block, this.#header.start, found, tell('sequence-end'))
    }
    if (open) this.#close()
  }

  #reset(): void {
    this.#low = 0
    this.#high = 0
    this.#operation = 0
    this.#line = 1
    this.#column = 0
    this.#flags = this.#header.defaultIsStmt ? LineFlag.IsStmt : 0
    this.#source = this.#header.files[1] ?? NO_SOURCE_FILE
    this.#dead = false
    this.#first = this.#table.rows.length as LineRowId
  }

  #special(opcode: number): void {
    const { opcodeBase, lineBase, lineRange } = this.#header
    const adjusted = opcode - opcodeBase
    this.#advance(Math.floor(adjusted / lineRange))
    this.#line = (this.#line + lineBase + (adjusted % lineRange)) >>> 0
    this.#addRow()
  }

  #standard(opcode: number): void {
    const cursor = this.#cursor
    switch (opcode) {
      case LNS.copy:
        this.#addRow()
        return
      case LNS.advancePc:
        this.#advanceFar()
        return
      case LNS.advanceLine:
        this.#line = (this.#line + cursor.sleb()) >>> 0
        return
      case LNS.setFile:
        this.#setFile(cursor.uleb())
        return
      case LNS.setColumn:
        this.#column = Math.min(cursor.uleb(), MOST_COLUMN)
        return
      case LNS.negateStmt:
        this.#flags ^= LineFlag.IsStmt
        return
      case LNS.setBasicBlock:
        this.#flags |= LineFlag.BasicBlock
        return
      case LNS.constAddPc:
        this.#advance(Math.floor((255 - this.#header.opcodeBase) / this.#header.lineRange))
        return
      case LNS.fixedAdvancePc:
        this.#move(cursor.u16())
        this.#operation = 0
        return
      case LNS.setPrologueEnd:
        this.#flags |= LineFlag.PrologueEnd
        return
      case LNS.setEpilogueBegin:
        this.#flags |= LineFlag.EpilogueBegin
        return
      default:
        // An opcode of the future, or setIsa: the header says how many operands to pass by.
        for (let left = this.#header.operands[opcode - 1] ?? 0; left > 0; left--) cursor.skipLeb()
    }
  }

  #extended(): void {
    const cursor = this.#cursor
    const length = cursor.uleb()
    const end = cursor.at + length
    if (length === 0 || end > cursor.end) {
      cursor.skip(length)
      return
    }
    const opcode = cursor.u8()
    if (opcode === LNE.endSequence) this.#endSequence()
    else if (opcode === LNE.setAddress) this.#setAddress(length - 1)
    cursor.at = end
  }

  #setAddress(size: number): void {
    if (size !== 4 && size !== 8) {
      const at = this.#cursor.at
      this.#sections.notes.warn(
        'dwarf-address-size',
        this.#block,
        at,
        tell('address-of-bytes', { n: size }),
        tell('bytes', { n: 8 }),
      )
      return
    }
    this.#low = this.#cursor.u32()
    this.#high = size === 8 ? this.#cursor.u32() : 0
    this.#operation = 0
  }

  #setFile(number: number): void {
    this.#source = this.#header.files[number] ?? NO_SOURCE_FILE
    if (this.#source !== NO_SOURCE_FILE || this.#toldFile) return
    this.#toldFile = true
    const expected = tell('one-of-header', { n: this.#header.files.length })
    this.#sections.notes.warn(
      'dwarf-line-file',
      this.#block,
      this.#cursor.at,
      tell('file-number', { n: number }),
      expected,
    )
  }

  #advanceFar(): void {
    const start = this.#cursor.at
    const operations = this.#cursor.uleb()
    if (operations * this.#header.minInstruction < MOST_EXACT_STEP) {
      this.#advance(operations)
      return
    }
    this.#cursor.at = start
    const bytes = this.#cursor.bigUleb() * BigInt(this.#header.minInstruction)
    const address = ((BigInt(this.#high) << 32n) | BigInt(this.#low)) + bytes
    this.#low = Number(address & 0xffffffffn)
    this.#high = Number((address >> 32n) & 0xffffffffn)
  }

  /** Moves on by so many operations; processors that are not VLIW have one in each instruction. */
  #advance(operations: number): void {
    const { minInstruction, maxOperations } = this.#header
    if (maxOperations <= 1) {
      this.#move(operations * minInstruction)
      return
    }
    const total = this.#operation + operations
    this.#move(Math.floor(total / maxOperations) * minInstruction)
    this.#operation = total % maxOperations
  }

  #move(bytes: number): void {
    const sum = this.#low + bytes
    this.#low = sum >>> 0
    if (sum >= TWO_32) this.#high = (this.#high + Math.floor(sum / TWO_32)) >>> 0
  }

  #addRow(): void {
    const { rows } = this.#table
    if (rows.length === this.#first && !this.#dead) this.#dead = this.#isDead()
    if (!this.#dead) {
      if (rows.length > this.#first && this.#isBackwards()) this.#cut()
      this.#append(this.#low, this.#high, this.#flags)
    }
    this.#flags &= ~ONCE
  }

  #append(low: number, high: number, flags: number): void {
    const { rows } = this.#table
    const r = rows.add()
    rows.address.words[2 * r] = low
    rows.address.words[2 * r + 1] = high
    rows.source[r] = this.#source
    rows.line[r] = this.#line
    rows.column[r] = this.#column
    rows.flags[r] = flags
  }

  #isDead(): boolean {
    if (this.#high !== 0 && this.#high !== 0xffffffff) return false
    return isTombstone((BigInt(this.#high) << 32n) | BigInt(this.#low), this.#header.addressSize)
  }

  #isBackwards(): boolean {
    const { rows } = this.#table
    const { words } = rows.address
    const before = 2 * (rows.length - 1)
    return this.#high < words[before + 1]! || (this.#high === words[before + 1]! && this.#low < words[before]!)
  }

  #cut(): void {
    if (!this.#toldOrder) {
      this.#toldOrder = true
      const expected = tell('rising-addresses')
      this.#sections.notes.warn('dwarf-line-order', this.#block, this.#cursor.at, tell('address-below'), expected)
    }
    this.#close()
    this.#first = this.#table.rows.length as LineRowId
  }

  #endSequence(): void {
    const { rows } = this.#table
    this.#flags |= LineFlag.EndSequence
    this.#addRow()
    if (this.#dead) this.#table.deadSequences++
    else if (rows.length > this.#first) this.#addSequence()
    this.#reset()
  }

  /** Ends a sequence that the program does not end. */
  #close(): void {
    const { rows } = this.#table
    const { words } = rows.address
    const last = 2 * (rows.length - 1)
    this.#append(words[last]!, words[last + 1]!, LineFlag.EndSequence)
    this.#addSequence()
  }

  #addSequence(): void {
    const { rows, sequences } = this.#table
    const sequence = sequences.add()
    sequences.first[sequence] = this.#first
    sequences.end[sequence] = rows.length as LineRowId
    sequences.low.big[sequence] = rows.address.big[this.#first]
    sequences.high.big[sequence] = rows.address.big[(rows.length - 1) as LineRowId]
  }
}
