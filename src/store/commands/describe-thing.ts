/** A named thing in words, for sentences about those that are not there. */
import { tell } from '../language'
import type { NamedThing } from '../links/named-thing'

/** `edge at main+0x14 of .text in a.o`. */
export function describeThing({ kind, file, section = '', symbol, offset, to }: NamedThing): string {
  if (kind === 'input') return tell('refusals.thing.input', { file })
  if (kind === 'ribbon') {
    const target = to
      ? tell('refusals.thing.within', { name: to.section ?? '', file: to.file })
      : tell('refusals.thing.outside')
    return tell('refusals.thing.ribbon', { from: tell('refusals.thing.within', { name: section, file }), to: target })
  }
  if (kind === 'section') return tell('refusals.thing.section', { name: section, file })
  const at = `${symbol ?? section}${offset === undefined ? '' : `+0x${offset.toString(16)}`}`
  const place = symbol !== undefined && section !== '' ? tell('refusals.thing.of', { place: at, section }) : at
  return tell(`refusals.thing.${kind}`, { place, file })
}
