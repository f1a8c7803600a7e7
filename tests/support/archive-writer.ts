/** Writes archives for tests that need what no archiver writes: wrong sizes, indexes that lie, members that are no objects. */

export interface WrittenMember {
  /** The 16 bytes of the name field, without padding. */
  readonly rawName: string
  readonly bytes: Uint8Array
  /** What the size field says instead of the truth. */
  readonly size?: string
}

const encoder = new TextEncoder()

export function writeArchive(members: readonly WrittenMember[], magic = '!<arch>\n'): Uint8Array {
  const parts: Uint8Array[] = [encoder.encode(magic)]
  for (const { rawName, bytes, size } of members) {
    const fields = [rawName.padEnd(16), '0'.padEnd(12), '0'.padEnd(6), '0'.padEnd(6), '644'.padEnd(8)]
    parts.push(encoder.encode(`${fields.join('')}${(size ?? String(bytes.length)).padEnd(10)}\`\n`), bytes)
    if (bytes.length % 2 === 1) parts.push(encoder.encode('\n'))
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A GNU index: each name with the offset of a member's header. */
export function gnuIndex(
  entries: readonly (readonly [name: string, header: number])[],
  count = entries.length,
): Uint8Array {
  const names = encoder.encode(entries.map(([name]) => `${name}\0`).join(''))
  const bytes = new Uint8Array(4 + 4 * entries.length + names.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, count)
  for (const [i, [, header]] of entries.entries()) view.setUint32(4 + 4 * i, header)
  bytes.set(names, 4 + 4 * entries.length)
  return bytes
}

/** COFF's second index: the members' headers, and each name with the number of its member, which counts from 1. */
export function coffIndex(
  headers: readonly number[],
  entries: readonly (readonly [name: string, member: number])[],
  told: { readonly members?: number; readonly names?: number } = {},
): Uint8Array {
  const names = encoder.encode(entries.map(([name]) => `${name}\0`).join(''))
  const bytes = new Uint8Array(8 + 4 * headers.length + 2 * entries.length + names.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, told.members ?? headers.length, true)
  for (const [i, header] of headers.entries()) view.setUint32(4 + 4 * i, header, true)
  const start = 4 + 4 * headers.length
  view.setUint32(start, told.names ?? entries.length, true)
  for (const [i, [, member]] of entries.entries()) view.setUint16(start + 4 + 2 * i, member, true)
  bytes.set(names, start + 4 + 2 * entries.length)
  return bytes
}
