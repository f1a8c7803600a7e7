/** Numbers as the card writes them. */
import type { Say } from '../../../store/language'

/** With a real minus sign, digits in groups. */
export const signedDecimal = (say: Say, value: bigint): string =>
  say('inspector.number', { n: value }).replace('-', '−')
