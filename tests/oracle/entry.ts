/** Which name makes the reference tool link an object: it links only what its entry needs. */
import { tell } from '../../src/engine/graph/phrases/phrase'
import { CLASS } from '../../src/engine/formats/coff/constants'
import { startsLikeCoff } from '../../src/engine/formats/coff/header'
import { CoffFile } from '../../src/engine/formats/coff/reader'
import { SHN, STB, STT, STV, SYMBOL_BYTES } from '../../src/engine/formats/elf/constants'
import { ElfFile } from '../../src/engine/formats/elf/reader'
import { machoFormat } from '../../src/engine/formats/macho/format'

/** A name that the object defines and exports; undefined if there is none. Plain ones before those that LLVM refuses. */
export function entryOf(name: string, bytes: Uint8Array): string | undefined {
  if (startsLikeCoff(bytes)) return coffEntryOf(name, bytes)
  return machoFormat.detect(bytes) ? machoFormat.read(name, bytes).interface().defines[0] : elfEntryOf(name, bytes)
}

function coffEntryOf(name: string, bytes: Uint8Array): string | undefined {
  const coff = new CoffFile(name, bytes)
  let second: string | undefined
  for (let i = 0; i < coff.symbolCount; ) {
    const at = coff.symbolOffset(i)
    const start = coff.symbolNameStart(i, at)
    const text = new TextDecoder().decode(bytes.subarray(start, coff.nameEnd))
    const number = coff.sectionNumber(at)
    const exported = coff.storageClass(at) === CLASS.EXTERNAL && text !== ''
    if (exported && number > 0) return text
    const common = exported && number === 0 && coff.view.getUint32(at + 8, true) !== 0
    if (common || (exported && number !== 0) || coff.storageClass(at) === CLASS.WEAK_EXTERNAL) second ??= text
    i += 1 + coff.auxiliaries(at)
  }
  return second
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
    const [start, end] = elf.stringRange(elf.link(table), elf.view.getUint32(at, true), () => tell('string-table'))
    const text = new TextDecoder().decode(bytes.subarray(start, end))
    const plain = exported && (info & 15) !== STT.GNU_IFUNC && section !== SHN.ABS && text !== ''
    if (plain) return text
    second ??= text || undefined
  }
  return second
}
