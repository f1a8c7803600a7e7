/**
 * The names that a Mach-O object defines for others and needs from them, read from its symbol table without building a
 * graph: what a linker looks at to decide whether it needs a member of an archive.
 *
 * Source: Apple's <mach-o/nlist.h>.
 */
import type { FileInterface } from '../format'
import { N, N_DESC, N_TYPE } from './constants'
import type { MachOFile } from './reader'

export function interfaceOfMachO(macho: MachOFile): FileInterface {
  const defines: string[] = []
  const needs: string[] = []
  for (let i = 0; i < macho.symbols.count; i++) {
    const at = macho.symbolAt(i)
    const type = macho.view.getUint8(at + 4)
    if (type & N.STAB || !(type & N.EXT)) continue
    const isReference = (type & N.TYPE) === N_TYPE.UNDF && macho.view.getBigUint64(at + 8, true) === 0n
    if (isReference && macho.view.getUint16(at + 6, true) & N_DESC.WEAK_REF) continue
    const name = macho.symbolName(i)
    if (name !== '') (isReference ? needs : defines).push(name)
  }
  return { defines, needs }
}
