/**
 * The names that an ELF object defines for others and needs from them, read from its symbol table without building a
 * graph: what a linker looks at to decide whether it needs a member of an archive.
 *
 * Source: System V ABI, "Symbol Table".
 */
import { tell } from '../../graph/phrases/phrase'
import { textOfBytes } from '../../../base/raw-text'
import type { FileInterface } from '../format'
import { SHN, STB, SYMBOL_BYTES } from './constants'
import type { ElfFile } from './reader'

export function interfaceOfElf(elf: ElfFile): FileInterface {
  const defines: string[] = []
  const needs: string[] = []
  const table = elf.symbolTable
  if (table === 0) return { defines, needs }
  const strings = elf.link(table)
  const count = elf.size(table) / SYMBOL_BYTES
  for (let i = 1; i < count; i++) {
    const at = elf.offset(table) + i * SYMBOL_BYTES
    const binding = elf.view.getUint8(at + 4) >> 4
    if (binding === STB.LOCAL) continue
    const undefinedHere = elf.view.getUint16(at + 6, true) === SHN.UNDEF
    if (undefinedHere && binding === STB.WEAK) continue
    const [start, end] = elf.stringRange(strings, elf.view.getUint32(at, true), () => tell('symbol-number', { i }))
    if (start === end) continue
    const list = undefinedHere ? needs : defines
    list.push(textOfBytes(elf.bytes.subarray(start, end)))
  }
  return { defines, needs }
}
