/** The processors whose COFF objects are read, one row each; adding one is a relocation table and a row here. */
import { hex } from '../../../base/hex'
import type { Phrase } from '../../graph/phrases/phrase'
import { tellAll } from '../../graph/phrases/phrase'
import type { QuirkId } from '../../quirks'
import type { Reason } from '../format'
import { ARM64_COFF_RELOCATIONS } from './arm64'
import { arm64ReasonForCoff } from './arm64-reasons'
import { MACHINE_AMD64, MACHINE_ARM64 } from './constants'
import type { CoffRelocationRow } from './relocation-row'
import { X86_64_COFF_RELOCATIONS } from './x86-64'
import { reasonForCoff } from './x86-64-reasons'

export interface CoffMachine {
  /** Machine of the file header. */
  readonly machine: number
  /** As Windows' tools call it. */
  readonly title: string
  /** Its row in `arch/index.ts`, by id. */
  readonly arch: string
  /** As LLVM calls it. */
  readonly triple: string
  readonly relocations: readonly CoffRelocationRow[]
  /** The quirk by which LLVM 22 refuses all of its objects; undefined if it does not. */
  readonly beyondLlvm22: QuirkId | undefined
  reasonFor(name: string): Reason
}

export const COFF_MACHINES: readonly CoffMachine[] = [
  {
    machine: MACHINE_AMD64,
    title: 'x86-64',
    arch: 'x86-64',
    triple: 'x86_64---coff',
    relocations: X86_64_COFF_RELOCATIONS,
    beyondLlvm22: undefined,
    reasonFor: reasonForCoff,
  },
  {
    machine: MACHINE_ARM64,
    title: 'ARM64',
    arch: 'aarch64',
    triple: 'aarch64---coff',
    relocations: ARM64_COFF_RELOCATIONS,
    beyondLlvm22: 'coff-arm64-refused',
    reasonFor: arm64ReasonForCoff,
  },
]

/** `0x8664 (x86-64) or 0xaa64 (ARM64)` */
export const tellMachines = (machines: readonly CoffMachine[] = COFF_MACHINES): Phrase =>
  tellAll(
    machines.map(({ machine, title }) => `${hex(machine)} (${title})`),
    'or',
  )
