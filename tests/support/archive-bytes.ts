/** Takes an archive apart (the common ar format with the long names of GNU and BSD), in Node and in browsers. */

export interface Member {
  readonly name: string
  readonly bytes: Uint8Array
}

const MAGIC = '!<arch>\n'
const HEADER = 60

/** The members of an archive, each with bytes of its own; undefined if the bytes are none. */
export function openArchive(bytes: Uint8Array): Member[] | undefined {
  const decoder = new TextDecoder('latin1')
  const text = (from: number, to: number): string => decoder.decode(bytes.subarray(from, to))
  if (text(0, MAGIC.length) !== MAGIC) return undefined
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
    // BSD: the name stands in front of the content, and its length in the header.
    const before = Number(/^#1\/(\d+)$/.exec(raw)?.[1] ?? 0)
    const inFront = text(start, start + before).replace(/\0+$/, '')
    const plain = before > 0 ? inFront : raw.replace(/\/$/, '')
    const name = long ? longNames.slice(Number(long[1])).split('/\n')[0]! : plain
    if (!name.startsWith('__.SYMDEF')) members.push({ name, bytes: bytes.slice(start + before, start + size) })
  }
  return members
}
