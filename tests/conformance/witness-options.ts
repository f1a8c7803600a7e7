/**
 * How we link an object that is compared with lld: by default, names that nobody defines at 0. Tables of COFF count from
 * the start of the image, which is behind 0: there such names get addresses behind the image, and lld-link the same.
 */
import { COFF_MACHINES } from '../../src/engine/formats/coff/machines'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { DEFAULT_OPTIONS } from '../../src/engine/session/options'

const E_MACHINE = 18
const AARCH64 = 183
/** Low enough for branches of AArch64 to reach 0, for which lld would make room in our sections otherwise. */
const LOW = 0x4000000n

export function witnessOptions(object: Uint8Array): LinkOptions {
  const isCoff = COFF_MACHINES.some(({ machine }) => machine === object[0]! + 256 * object[1]!)
  const isAArch64 = !isCoff && (object[E_MACHINE] === AARCH64 || object[E_MACHINE + 1] === AARCH64)
  return { ...DEFAULT_OPTIONS, undefined: isCoff ? 'assume' : 'zero', ...(isAArch64 ? { base: LOW } : {}) }
}
