/** A named thing in words, for sentences about those that are not there. */
import type { NamedThing } from '../links/named-thing'

/** `edge at main+0x14 of .text in a.o`. */
export function describeThing({ kind, file, section, symbol, offset, to }: NamedThing): string {
  if (kind === 'input') return `file called ${file}`
  if (kind === 'ribbon') {
    const target = to ? `${to.section ?? ''} in ${to.file}` : 'outside'
    return `ribbon from ${section ?? ''} in ${file} to ${target}`
  }
  if (kind === 'section') return `section ${section ?? ''} in ${file}`
  const plus = offset === undefined ? '' : `+0x${offset.toString(16)}`
  const place = `${symbol ?? section ?? ''}${plus}`
  const within = symbol !== undefined && section !== undefined ? ` of ${section}` : ''
  return `${kind}${kind === 'edge' ? ' at' : ''} ${place}${within} in ${file}`
}
