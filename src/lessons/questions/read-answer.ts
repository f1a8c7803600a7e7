/**
 * Reads what somebody answered. Numbers may be hexadecimal or decimal, in either case, with blanks and underscores
 * anywhere; bytes with or without blanks and `0x`. Where digits may mean two numbers, both are returned, and the better
 * one counts. What cannot be read says what was expected, and is not a try.
 */
import type { Answer, AnswerForm, Given, Message, Option, Unreadable } from './question'

export interface Readings {
  /** At least one. */
  readonly readings: readonly Answer[]
}

/** Longer texts are no answers. */
const MOST_CHARACTERS = 100_000

export function readAnswer(form: AnswerForm, given: Given): Readings | Unreadable {
  if (typeof given === 'string' && given.length > MOST_CHARACTERS) return unreadable('questions.unreadable.long')
  switch (form.is) {
    case 'bytes':
      return readBytes(textOf(given), form.count)
    case 'address':
    case 'number':
      return readNumber(textOf(given), form.is)
    case 'yes-no':
      return readYesNo(textOf(given))
    case 'choice':
      return readChoice(given, form.options)
    case 'set':
      return readKeys(given, form.options, 'set')
    case 'order':
      return readKeys(given, form.options, 'order')
  }
}

const textOf = (given: Given): string => (typeof given === 'string' ? given : given.join(' ')).trim()

const unreadable = (id: Message['id'], args: Message['args'] = {}): Unreadable => ({ unreadable: { id, args } })

function readBytes(text: string, count: number): Readings | Unreadable {
  const parts = text.split(/[\s,_]+/).filter((part) => part !== '')
  const digits = parts.map((part) => part.replace(/^0x/i, ''))
  const expected = unreadable('questions.unreadable.bytes', { count })
  if (digits.some((part) => !/^[0-9a-f]+$/i.test(part))) return expected
  // One byte may be a single digit if it stands alone: `1b 0 0 0`.
  const joined = digits.length === count ? digits.map((part) => part.padStart(2, '0')).join('') : digits.join('')
  if (joined.length !== 2 * count) return expected
  const bytes = Array.from({ length: count }, (_, i) => Number.parseInt(joined.slice(2 * i, 2 * i + 2), 16))
  return { readings: [{ is: 'bytes', bytes }] }
}

/** Digits of the largest numbers that are read: 64 bits in decimal, with a few zeros in front. */
const MOST_DIGITS = 24

function readNumber(text: string, is: 'address' | 'number'): Readings | Unreadable {
  const clean = text.replace(/[\s_]/g, '').replace(/^[−–]/, '-').toLowerCase()
  const match = /^([-+]?)(0x)?([0-9a-f]+)$/.exec(clean)
  const digits = match?.[3] ?? ''
  const isNegative = match?.[1] === '-'
  if (!match || digits.length > MOST_DIGITS || (isNegative && is === 'address'))
    return unreadable(`questions.unreadable.${is}`)
  const read = (radix: string): Answer => ({ is, value: BigInt(radix + digits) * (isNegative ? -1n : 1n) })
  if (match[2] !== undefined || /[a-f]/.test(digits)) return { readings: [read('0x')] }
  // People leave out the 0x of an address.
  return { readings: is === 'address' ? [read('0x'), read('')] : [read('')] }
}

const YES = ['yes', 'y', 'true', 'ja', 'j']
const NO = ['no', 'n', 'false', 'nein']

function readYesNo(text: string): Readings | Unreadable {
  const word = text.toLowerCase()
  if (YES.includes(word)) return { readings: [{ is: 'yes-no', value: true }] }
  if (NO.includes(word)) return { readings: [{ is: 'yes-no', value: false }] }
  return unreadable('questions.unreadable.yes-no')
}

function readChoice(given: Given, options: readonly Option[]): Readings | Unreadable {
  const wanted = typeof given === 'string' ? given : given.length === 1 ? given[0]! : undefined
  const key = wanted === undefined ? undefined : keyIn(options, wanted)
  return key === undefined
    ? unreadable('questions.unreadable.choice', { options: listOf(options) })
    : { readings: [{ is: 'choice', key }] }
}

const NONE = ['none', 'nothing', '-', 'keine', 'nichts']

/** Keys separated by commas or lines; `none` is the empty set. An order names everything once. */
function readKeys(given: Given, options: readonly Option[], is: 'set' | 'order'): Readings | Unreadable {
  const parts = typeof given === 'string' ? given.split(/[,;\n]/).filter((part) => part.trim() !== '') : given
  const isNone = typeof given === 'string' && NONE.includes(given.trim().toLowerCase())
  const keys: string[] = []
  for (const part of isNone ? [] : parts) {
    const key = keyIn(options, part)
    if (key === undefined) return unreadable('questions.unreadable.key', { key: part.trim(), options: listOf(options) })
    if (!keys.includes(key)) keys.push(key)
  }
  const isEmpty = typeof given === 'string' && !isNone && keys.length === 0
  if (is === 'set' && isEmpty) return unreadable('questions.unreadable.set', { options: listOf(options) })
  if (is === 'order' && keys.length !== options.length)
    return unreadable('questions.unreadable.order', { count: options.length, options: listOf(options) })
  return { readings: [{ is, keys }] }
}

/** Exactly, or in another case if that leaves no doubt. */
function keyIn(options: readonly Option[], text: string): string | undefined {
  const wanted = text.trim()
  if (options.some(({ key }) => key === wanted)) return wanted
  const alike = options.filter(({ key }) => key.toLowerCase() === wanted.toLowerCase())
  return alike.length === 1 ? alike[0]!.key : undefined
}

const listOf = (options: readonly Option[]): string => options.map(({ key }) => key).join(', ')
