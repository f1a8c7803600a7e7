/** Reads the members of an archive (the common ar format with GNU long names), or treats a file as its only member. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

export interface Member {
  readonly name: string
  readonly bytes: Uint8Array
}

const MAGIC = '!<arch>\n'
const HEADER = 60

export function membersOf(path: string): Member[] {
  const bytes = new Uint8Array(readFileSync(path))
  const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1')
  if (text(0, MAGIC.length) !== MAGIC) return [{ name: basename(path), bytes }]
  const members: Member[] = []
  let longNames = ''
  for (let at = MAGIC.length; at + HEADER <= bytes.length; ) {
    const raw = text(at, at + 16).trimEnd()
    const size = Number(text(at + 48, at + 58))
    const start = at + HEADER
    at = start + size + (size & 1)
    if (raw === '//') longNames = text(start, start + size)
    if (raw === '/' || raw === '//' || raw === '/SYM64/') continue
    const long = /^\/(\d+)$/.exec(raw)
    const name = long ? longNames.slice(Number(long[1])).split('/\n')[0]! : raw.replace(/\/$/, '')
    members.push({ name, bytes: bytes.slice(start, start + size) })
  }
  return members
}
