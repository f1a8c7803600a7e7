/** The processors whose ELF objects are read, one row each; adding one is a relocation table and a row here. */
import type { ByteOrder } from '../../arch/arch'
import type { Reason } from '../format'
import { AARCH64_RELOCATIONS } from './aarch64'
import { aarch64ReasonFor } from './aarch64-reasons'
import type { RelocationRow } from './relocation-row'
import { X86_64_RELOCATIONS } from './x86-64'
import { reasonFor } from './x86-64-reasons'

/** A processor in one byte order. */
export interface ElfArch {
  /** Its row in `arch/index.ts`, by id. */
  readonly id: string
  /** As LLVM calls it in triples. */
  readonly triple: string
}

export interface ElfMachine {
  /** e_machine. */
  readonly machine: number
  readonly title: string
  readonly orders: Readonly<Partial<Record<ByteOrder, ElfArch>>>
  readonly relocations: readonly RelocationRow[]
  reasonFor(name: string): Reason
}

export const ELF_MACHINES: readonly ElfMachine[] = [
  {
    machine: 62,
    title: 'x86-64',
    orders: { little: { id: 'x86-64', triple: 'x86_64' } },
    relocations: X86_64_RELOCATIONS,
    reasonFor,
  },
  {
    machine: 183,
    title: 'AArch64',
    orders: { little: { id: 'aarch64', triple: 'aarch64' }, big: { id: 'aarch64-be', triple: 'aarch64_be' } },
    relocations: AARCH64_RELOCATIONS,
    reasonFor: aarch64ReasonFor,
  },
]
