/** A named thing in words, for sentences about those that are not there. */
import { say } from '../language'
import type { NamedThing } from '../links/named-thing'

/** `edge at main+0x14 of .text in a.o`. */
export function describeThing({ kind, file, section = '', symbol, offset, to }: NamedThing): string {
  if (kind === 'input') return say('refusals.thing.input', { file })
  if (kind === 'ribbon') {
    const target = to
      ? say('refusals.thing.within', { name: to.section ?? '', file: to.file })
      : say('refusals.thing.outside')
    return say('refusals.thing.ribbon', { from: say('refusals.thing.within', { name: section, file }), to: target })
  }
  if (kind === 'section') return say('refusals.thing.section', { name: section, file })
  const at = `${symbol ?? section}${offset === undefined ? '' : `+0x${offset.toString(16)}`}`
  const place = symbol !== undefined && section !== '' ? say('refusals.thing.of', { place: at, section }) : at
  return say(`refusals.thing.${kind}`, { place, file })
}
