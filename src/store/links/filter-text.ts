/** The filter on edges as text: `pair:S-F,kind:Delta32,file:a.o@2,section:.text,crossing,selection,query:printf`. */
import { Misread } from '../misread'
import type { NamedFilter } from '../named-filter'
import { PAIR_IDS } from '../pairs'
import { part, unpart } from './fields'
import { MOST } from './page-link'
import { numbered, withNumber } from './numbered'

export function filterText({ pair, kind, file, fileNumber, section, crossing, selection, query }: NamedFilter): string {
  const parts = [
    pair === undefined ? '' : `pair:${pair}`,
    kind === undefined ? '' : `kind:${part(kind)}`,
    file === undefined ? '' : `file:${withNumber(part(file), fileNumber)}`,
    section === undefined ? '' : `section:${part(section)}`,
    crossing ? 'crossing' : '',
    selection ? 'selection' : '',
    query === undefined ? '' : `query:${part(query)}`,
  ]
  return parts.filter((one) => one !== '').join(',')
}

/** Throws an Error that says what is wrong. */
export function readFilter(text: string): NamedFilter {
  return Object.assign({}, ...text.split(',').map(readPart)) as NamedFilter
}

function readPart(text: string): NamedFilter {
  const colon = text.indexOf(':')
  const key = colon < 0 ? text : text.slice(0, colon)
  const value = colon < 0 ? '' : text.slice(colon + 1)
  switch (key) {
    case 'pair':
      if (!PAIR_IDS.includes(value)) throw new Misread('links.no-pair', { text: value.slice(0, 20) })
      return { pair: value }
    case 'kind':
      return { kind: named(value) }
    case 'file': {
      const { text: file, number } = numbered(value)
      return { file: named(file), ...(number === undefined ? {} : { fileNumber: number }) }
    }
    case 'section':
      return { section: named(value) }
    case 'crossing':
      return { crossing: true }
    case 'selection':
      return { selection: true }
    case 'query':
      return { query: named(value) }
    default:
      throw new Misread('links.no-filter', { text: key.slice(0, 20) })
  }
}

function named(text: string): string {
  const name = unpart(text)
  if (name === '' || name.length > MOST.name) throw new Misread('links.name-bad')
  return name
}
