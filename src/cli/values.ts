/** Reads the values of options: numbers as C writes them, sizes with units, pairs. Each throws a sentence for the user. */

const LIMIT = 1n << 64n
const UNITS: Readonly<Record<string, bigint>> = { '': 1n << 10n, kb: 1n << 10n, mb: 1n << 20n, gb: 1n << 30n }
const RADIX_PREFIX: readonly (readonly [pattern: RegExp, prefix: string])[] = [
  [/^0x[0-9a-f]+$/, '0x'],
  [/^0b[01]+$/, '0b'],
  [/^0o[0-7]+$/, '0o'],
]

/** Decimal, 0x hexadecimal, 0b binary, octal with a leading 0; up to 64 bits. Undefined if it is none of these. */
export function readNumber(text: string): bigint | undefined {
  const clean = text.trim().toLowerCase()
  const prefixed = RADIX_PREFIX.some(([pattern]) => pattern.test(clean))
  const octal = /^0[0-7]+$/.test(clean)
  if (!prefixed && !octal && !/^(?:0|[1-9][0-9]*)$/.test(clean)) return undefined
  const value = BigInt(octal ? `0o${clean.slice(1)}` : clean)
  return value < LIMIT ? value : undefined
}

export function numberValue(name: string, text: string): bigint {
  const value = readNumber(text)
  if (value === undefined) throw new Error(`--${name} needs a number of 64 bits, not ${text}`)
  return value
}

/** Bytes. As in llvm-jitlink, a number without a unit counts kilobytes. */
export function sizeValue(name: string, text: string): bigint {
  const match = /^(\d+)(kb|mb|gb|)$/i.exec(text)
  const size = match ? BigInt(match[1]!) * UNITS[match[2]!.toLowerCase()]! : 0n
  if (size === 0n || size >= LIMIT)
    throw new Error(`--${name} needs a size such as 64Kb, 16Mb or 1Gb (Kb if nothing is said), not ${text}`)
  return size
}

export function pageSizeValue(name: string, text: string): number {
  const size = numberValue(name, text)
  if (size < 1n || size > 1n << 30n || (size & (size - 1n)) !== 0n)
    throw new Error(`--${name} needs a power of two up to 1 GiB, not ${text}`)
  return Number(size)
}

/** `NAME=ADDR`; the name may hold `=` itself. */
export function addressPair(name: string, text: string): readonly [name: string, address: bigint] {
  const equals = text.lastIndexOf('=')
  const address = equals < 1 ? undefined : readNumber(text.slice(equals + 1))
  if (address === undefined) throw new Error(`--${name} needs NAME=ADDR, not ${text}`)
  return [text.slice(0, equals), address]
}

/** `ALIAS=NAME`: the alias ends at the first `=`, as in llvm-jitlink. */
export function aliasPair(name: string, text: string): readonly [alias: string, target: string] {
  const equals = text.indexOf('=')
  if (equals < 1 || equals === text.length - 1) throw new Error(`--${name} needs ALIAS=NAME, not ${text}`)
  return [text.slice(0, equals), text.slice(equals + 1)]
}
