/** How far a field reaches: where its target may be, and by how much it is missed. */
import type { EdgeExplanation } from '../engine/arch/explain'
import type { Formula } from '../engine/arch/formula'
import type { Say } from '../messages/messages'

export interface Reach {
  /** The lowest and the highest address of the target whose value fits, cut to the address space. */
  readonly from: bigint
  readonly to: bigint
  /** Bytes between the value and the nearest that fits; 0 if it fits. */
  readonly misses: bigint
  /** On which side the value lies if it does not fit. */
  readonly side: 'below' | 'above' | undefined
}

const TOP = (1n << 64n) - 1n

const within = (address: bigint): bigint => (address < 0n ? 0n : address > TOP ? TOP : address)

/** Undefined for fields that hold any value, and for formulas without a target address. */
export function reachOf({ fixup, field, values, value, low, high }: EdgeExplanation): Reach | undefined {
  const sign = signOfTarget(fixup.formula)
  if (field.sign === 'none' || sign === 0) return undefined
  // With the target moved by d the value moves by d, or by -d where the formula subtracts the target.
  const [least, most] = sign > 0 ? [low - value, high - value] : [value - high, value - low]
  const misses = value > high ? value - high : value < low ? low - value : 0n
  return {
    from: within(values.S + least),
    to: within(values.S + most),
    misses,
    side: value > high ? 'above' : value < low ? 'below' : undefined,
  }
}

/** How often the target's address is in a formula; in pages it moves the value as well, if in larger steps. */
export function signOfTarget({ coefficient, pages }: Formula): number {
  return pages.reduce((sum, { sign, of }) => sum + sign * of.coefficient.S, coefficient.S)
}

const UNITS = [
  [1n << 30n, 'GiB'],
  [1n << 20n, 'MiB'],
  [1n << 10n, 'KiB'],
] as const

/** `2,155,872,256 bytes (2.0 GiB)`. */
export function distanceText(say: Say, bytes: bigint): string {
  const unit = UNITS.find(([size]) => bytes >= size)
  if (!unit) return say('reach.bytes', { bytes })
  return say('reach.large', { bytes, about: Number((bytes * 10n) / unit[0]) / 10, unit: unit[1] })
}

/** −2 GiB, +4 GiB: limits that people know by their name. */
export function limitText(say: Say, value: bigint): string {
  if (value === 0n) return '0'
  const size = value < 0n ? -value : value + 1n
  const sign = value < 0n ? '−' : '+'
  const exact = value < 0n ? size : value
  return size % (1n << 30n) === 0n ? `${sign}${size >> 30n} GiB` : `${sign}${say('reach.number', { n: exact })}`
}
