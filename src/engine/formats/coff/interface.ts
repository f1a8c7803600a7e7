/**
 * The names that a COFF object defines for others and needs from them, read from its symbol table without building a
 * graph: what a linker looks at to decide whether it needs a member of an archive. A weak external asks for nothing: it
 * has its alternative.
 *
 * Source: Microsoft PE/COFF Specification, "Section Number Values", "Storage Class".
 */
import { textOfBytes } from '../../../base/raw-text'
import type { FileInterface } from '../format'
import { CLASS, SECTION_NUMBER } from './constants'
import type { CoffFile } from './reader'

export function interfaceOfCoff(coff: CoffFile): FileInterface {
  const defines: string[] = []
  const needs: string[] = []
  for (let i = 0; i < coff.symbolCount; ) {
    const at = coff.symbolOffset(i)
    const start = coff.symbolNameStart(i, at)
    const isUndefined = coff.sectionNumber(at) === SECTION_NUMBER.UNDEFINED && coff.view.getUint32(at + 8, true) === 0
    const storage = coff.storageClass(at)
    if ((storage === CLASS.EXTERNAL || storage === CLASS.WEAK_EXTERNAL) && start !== coff.nameEnd) {
      const isNeed = isUndefined && storage === CLASS.EXTERNAL
      const list = isNeed ? needs : defines
      list.push(textOfBytes(coff.bytes.subarray(start, coff.nameEnd)))
    }
    i += 1 + coff.auxiliaries(at)
  }
  return { defines, needs }
}
