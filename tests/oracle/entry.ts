/** Which name makes the reference tool link an object: it links only what its entry needs. */
import { SHN, STB, STT, STV, SYMBOL_BYTES } from '../../src/engine/formats/elf/constants'
import { ElfFile } from '../../src/engine/formats/elf/reader'
import { machoFormat } from '../../src/engine/formats/macho/format'

/** A name that the object defines and exports; undefined if there is none. Plain ones before those that LLVM refuses. */
export function entryOf(name: string, bytes: Uint8Array): string | undefined {
  return machoFormat.detect(bytes) ? machoFormat.read(name, bytes).interface().defines[0] : elfEntryOf(name, bytes)
}

function elfEntryOf(name: string, bytes: Uint8Array): string | undefined {
  const elf = new ElfFile(name, bytes)
  const table = elf.symbolTable
  if (table === 0) return undefined
  let second: string | undefined
  for (let i = 1; i < elf.size(table) / SYMBOL_BYTES; i++) {
    const at = elf.offset(table) + SYMBOL_BYTES * i
    const info = elf.view.getUint8(at + 4)
    const section = elf.view.getUint16(at + 6, true)
    const visibility = elf.view.getUint8(at + 5) & 3
    const exported = visibility === STV.DEFAULT || visibility === STV.PROTECTED
    if (info >> 4 === STB.LOCAL || section === SHN.UNDEF) continue
    const [start, end] = elf.stringRange(elf.link(table), elf.view.getUint32(at, true), () => 'symbol table')
    const text = new TextDecoder().decode(bytes.subarray(start, end))
    const plain = exported && (info & 15) !== STT.GNU_IFUNC && section !== SHN.ABS && text !== ''
    if (plain) return text
    second ??= text || undefined
  }
  return second
}
