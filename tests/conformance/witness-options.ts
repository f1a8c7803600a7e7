/**
 * How we link an object that is compared with lld: by default, names that nobody defines at 0. Tables of COFF count from
 * the start of the image, which is behind 0: there such names get addresses behind the image, and lld-link the same.
 */
import { MACHINE_AMD64 } from '../../src/engine/formats/coff/constants'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'

const E_MACHINE = 18
const COFF_MACHINE = [MACHINE_AMD64 & 255, MACHINE_AMD64 >> 8]
const AARCH64 = 183
/** Low enough for branches of AArch64 to reach 0, for which lld would make room in our sections otherwise. */
const LOW = 0x4000000n

export function witnessOptions(object: Uint8Array): LinkOptions {
  const isCoff = COFF_MACHINE.every((byte, i) => object[i] === byte)
  const isAArch64 = object[E_MACHINE] === AARCH64 || object[E_MACHINE + 1] === AARCH64
  return { ...DEFAULT_OPTIONS, undefined: isCoff ? 'assume' : 'zero', ...(isAArch64 ? { base: LOW } : {}) }
}
