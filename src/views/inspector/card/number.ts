/** Numbers as the card writes them: a real minus sign, digits in groups. */

export const decimal = (value: bigint): string => value.toLocaleString('en-US').replace('-', '−')
