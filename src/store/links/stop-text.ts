/** A place where play stops as text: `phase:fixup`, `pair:S-F`, `range`, `thing:block:once.o:.text:main`; `-` before it: switched off. */
import { Misread } from '../misread'
import type { NamedBreak } from '../named-break'
import { PHASE_IDS } from '../moment'
import { PAIR_IDS } from '../pairs'
import type { NamedStop } from './page-link'
import { readThing, thingText } from './thing-text'

export const stopText = ({ stop, off }: NamedStop): string => `${off ? '-' : ''}${breakText(stop)}`

function breakText(stop: NamedBreak): string {
  if (stop.at === 'thing') return `thing:${thingText(stop.thing)}`
  if (stop.at === 'pair') return `pair:${stop.pair}`
  return stop.at === 'phase' ? `phase:${stop.phase}` : 'range'
}

/** Throws an Error that says what is wrong. */
export function readStop(text: string): NamedStop {
  const off = text.startsWith('-')
  const stop = readBreak(off ? text.slice(1) : text)
  return off ? { stop, off } : { stop }
}

function readBreak(text: string): NamedBreak {
  const [at, ...rest] = text.split(':')
  const value = rest.join(':')
  const phase = PHASE_IDS.find((id) => id === value)
  if (at === 'range' && value === '') return { at }
  if (at === 'thing') return { at, thing: readThing(value) }
  if (at === 'pair' && PAIR_IDS.includes(value)) return { at, pair: value }
  if (at === 'phase' && phase) return { at, phase }
  throw new Misread('links.no-stop', { text: text.slice(0, 30) })
}
