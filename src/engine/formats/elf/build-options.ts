/** What can be different when a graph is built from an ELF file: LLVM 22's ways. */
import type { QuirkSet } from '../../quirks'

export interface ElfBuildOptions {
  /** LLVM 22 refuses big-endian AArch64, and this file is that. */
  readonly refuseBigEndian: boolean
  /** LLVM 22 drops SHN_ABS symbols; the ABI makes them absolute. */
  readonly dropAbsoluteSymbols: boolean
  /** LLVM 22 roots the start of SHT_X86_64_UNWIND sections, whose number is also that of SHT_ARM_EXIDX. */
  readonly keepUnwindSections: boolean
  /** Relocation rows name the quirk by which LLVM 22 refuses them. */
  readonly quirks: QuirkSet
  /** LLVM 22 refuses symbols of visibility internal. */
  readonly refuseInternal: boolean
  /** LLVM 22 drops symbols of type STT_GNU_IFUNC. */
  readonly dropIndirectFunctions: boolean
  /** LLVM 22 refuses an object if one of its exported symbols was dropped. */
  readonly refuseMissing: boolean
}
