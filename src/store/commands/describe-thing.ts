/** A named thing in words, for sentences about those that are not there. */
import type { Message } from '../../messages/messages'
import { later } from '../../messages/messages'
import type { NamedThing } from '../links/named-thing'

/** `edge at main+0x14 of .text in a.o`. */
export function describeThing({ kind, file, section = '', symbol, offset, to }: NamedThing): Message {
  if (kind === 'input') return later('refusals.thing.input', { file })
  if (kind === 'ribbon') {
    const target = to
      ? later('refusals.thing.within', { name: to.section ?? '', file: to.file })
      : later('refusals.thing.outside')
    return later('refusals.thing.ribbon', { from: later('refusals.thing.within', { name: section, file }), to: target })
  }
  if (kind === 'section') return later('refusals.thing.section', { name: section, file })
  const at = `${symbol ?? section}${offset === undefined ? '' : `+0x${offset.toString(16)}`}`
  const place = symbol !== undefined && section !== '' ? later('refusals.thing.of', { place: at, section }) : at
  return later(`refusals.thing.${kind}`, { place, file })
}
