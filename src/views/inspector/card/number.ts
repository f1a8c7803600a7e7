/** Numbers as the card writes them: a real minus sign, digits in groups. */
import { hex } from '../../../base/hex'

export const decimal = (value: bigint): string => value.toLocaleString('en-US').replace('-', '−')

/** Hexadecimal with a sign, for numbers that their reader takes as signed. */
export const signedHex = (value: bigint): string => (value < 0n ? `−${hex(-value)}` : hex(value))
