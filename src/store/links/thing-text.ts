/**
 * A named thing as text: `block:once.o:.text:main`, `edge:once.o:.text:main+0x14:Delta32`. A number behind an `@` says
 * which of several is meant. A ribbon has two ends: `ribbon:once.o:.text:meta.o:.data`.
 */
import { Misread } from '../misread'
import type { NamedEnd, NamedThing } from './named-thing'
import { THING_KINDS } from './named-thing'
import { part, unpart } from './fields'
import { numbered, withNumber } from './numbered'
import { MOST } from './page-link'

const PARTS = ['kind', 'file', 'section', 'place', 'edge'] as const

export function thingText(thing: NamedThing): string {
  if (thing.kind === 'ribbon') return ['ribbon', ...endParts(thing), ...(thing.to ? endParts(thing.to) : [])].join(':')
  const { kind, file, fileNumber, section, symbol, offset, number, edge, edgeNumber } = thing
  const plus = offset === undefined ? '' : `+0x${offset.toString(16)}`
  const place = withNumber(`${symbol === undefined ? '' : part(symbol)}${plus}`, number)
  const parts = [
    kind,
    withNumber(part(file), fileNumber),
    section === undefined ? '' : part(section),
    place,
    edge === undefined ? '' : withNumber(part(edge), edgeNumber),
  ]
  return parts.join(':').replace(/:+$/, '')
}

/** `once.o:.text` or `once.o:`: both parts are always there, so that the other end can follow. */
const endParts = ({ file, fileNumber, section, number }: NamedEnd): readonly string[] => [
  withNumber(part(file), fileNumber),
  section === undefined ? '' : withNumber(part(section), number),
]

/** Throws an Error that says what is wrong. */
export function readThing(text: string): NamedThing {
  const parts = text.split(':')
  if (parts.length > PARTS.length) throw new Misread('links.many-parts')
  const [kindText = '', file = '', section = '', place = '', edge = ''] = parts
  const kind = THING_KINDS.find((known) => known === kindText)
  if (!kind) throw new Misread('links.no-kind', { text: kindText.slice(0, 20) })
  if (kind === 'ribbon') {
    const to = parts.length > 3 ? readEnd(place, edge) : undefined
    return { kind, ...readEnd(file, section), ...(to ? { to } : {}) }
  }
  const inFile = numbered(file)
  const inSection = numbered(place)
  const atEdge = numbered(edge)
  const [symbol, offset] = inSection.text.split('+')
  return {
    kind,
    file: name(inFile.text),
    ...(inFile.number === undefined ? {} : { fileNumber: inFile.number }),
    ...(section === '' ? {} : { section: name(section) }),
    ...(symbol ? { symbol: name(symbol) } : {}),
    ...(offset === undefined ? {} : { offset: offsetIn(offset) }),
    ...(inSection.number === undefined ? {} : { number: inSection.number }),
    ...(atEdge.text === '' ? {} : { edge: name(atEdge.text) }),
    ...(atEdge.number === undefined ? {} : { edgeNumber: atEdge.number }),
  }
}

function readEnd(file: string, section: string): NamedEnd {
  const inFile = numbered(file)
  const inSection = numbered(section)
  return {
    file: name(inFile.text),
    ...(inFile.number === undefined ? {} : { fileNumber: inFile.number }),
    ...(inSection.text === '' ? {} : { section: name(inSection.text) }),
    ...(inSection.number === undefined ? {} : { number: inSection.number }),
  }
}

function name(text: string): string {
  const decoded = unpart(text)
  if (decoded.length > MOST.name) throw new Misread('links.name-too-long')
  return decoded
}

function offsetIn(text: string): number {
  const offset = /^0x[0-9a-f]{1,13}$/i.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(offset)) throw new Misread('links.no-offset', { text: text.slice(0, 20) })
  return offset
}
