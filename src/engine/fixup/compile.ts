/**
 * Turns the edge rows into columns of coefficients, so that the fixup loop handles every kind with the same few
 * additions: value = s·S + a·A + p·P + got·GOT + z·Z + tp·TP + tls·TLS + constant. No strings and no closures in the loop.
 */
import type { Arch } from '../arch/arch'

export const CHECK_NONE = 0
export const CHECK_SIGNED = 1
export const CHECK_UNSIGNED = 2

export interface FixupColumns {
  /** Bytes of the field; 0: the kind writes nothing. */
  readonly width: Uint8Array
  readonly s: Int8Array
  readonly a: Int8Array
  readonly p: Int8Array
  readonly got: Int8Array
  readonly z: Int8Array
  readonly tp: Int8Array
  readonly tls: Int8Array
  readonly constant: Int8Array
  readonly check: Uint8Array
  /** 1: the formula has a GOT, Z, TP or TLS in it. */
  readonly isRare: Uint8Array
  /** 1: the formula has a TP or TLS in it. */
  readonly isThreadLocal: Uint8Array
}

export function compileFixups(arch: Arch): FixupColumns {
  const count = arch.edges.length
  const columns = {
    width: new Uint8Array(count),
    s: new Int8Array(count),
    a: new Int8Array(count),
    p: new Int8Array(count),
    got: new Int8Array(count),
    z: new Int8Array(count),
    tp: new Int8Array(count),
    tls: new Int8Array(count),
    constant: new Int8Array(count),
    check: new Uint8Array(count),
    isRare: new Uint8Array(count),
    isThreadLocal: new Uint8Array(count),
  }
  arch.fixups.forEach((fixup, kind) => {
    if (!fixup) return
    const { coefficient, constant } = fixup.formula
    columns.width[kind] = fixup.field.bytes
    columns.s[kind] = coefficient.S
    columns.a[kind] = coefficient.A
    columns.p[kind] = coefficient.P
    columns.got[kind] = coefficient.GOT
    columns.z[kind] = coefficient.Z
    columns.tp[kind] = coefficient.TP
    columns.tls[kind] = coefficient.TLS
    columns.constant[kind] = constant
    const { GOT, Z, TP, TLS } = coefficient
    columns.isThreadLocal[kind] = TP !== 0 || TLS !== 0 ? 1 : 0
    columns.isRare[kind] = GOT !== 0 || Z !== 0 || TP !== 0 || TLS !== 0 ? 1 : 0
    columns.check[kind] = { none: CHECK_NONE, signed: CHECK_SIGNED, unsigned: CHECK_UNSIGNED }[fixup.field.sign]
  })
  return columns
}
