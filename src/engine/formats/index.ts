/**
 * The formats that Linkscape reads, and those that it only recognises in order to say what they are. Recognition looks
 * at bytes alone: a file's name proves nothing.
 */
import { tell, verbatim } from '../graph/phrases/phrase'
import { spacedBytes } from '../../base/hex'
import { archById } from '../arch/index'
import { Refusal } from '../graph/diagnostics'
import { coffFormat } from './coff/format'
import { dllOfEntry } from './coff/import-object'
import { elfFormat } from './elf/format'
import { machoFormat } from './macho/format'
import type { ForeignRow, FormatRow, ReadFile } from './format'

export const FORMATS: readonly FormatRow[] = [elfFormat, machoFormat, coffFormat]

const text = (s: string): number[] => [...s].map((c) => c.charCodeAt(0))

const FOREIGN: readonly ForeignRow[] = [
  { code: 'is-bitcode', magics: [text('BC\xc0\xde'), [0xde, 0xc0, 0x17, 0x0b]] },
  { code: 'is-wasm', magics: [[0, ...text('asm')]] },
  {
    code: 'is-compressed',
    magics: [[0x1f, 0x8b], text('PK\x03\x04'), text('BZh'), [0xfd, ...text('7zXZ')], [0x28, 0xb5, 0x2f, 0xfd]],
  },
  { code: 'is-windows-image', magics: [text('MZ')] },
]

/** What a file is made for, in words: "ELF x86-64". */
export function targetTitle({ format, arch, triple }: Pick<ReadFile, 'format' | 'arch' | 'triple'>): string {
  const row = FORMATS.find(({ id }) => id === format)
  return `${row?.title ?? format} ${row?.processorTitle?.(triple) ?? archById(arch).title}`
}

/** The DLL that a file names, if it is an entry of an import library and nothing else. */
export const dllOf = (bytes: Uint8Array): string | undefined => dllOfEntry(bytes)

const SNIFFED_BYTES = 512

/** Recognises and checks a file; throws a Refusal that says what it is if it is not an input. */
export function readFile(name: string, bytes: Uint8Array): ReadFile {
  const expected = tell('some-object')
  if (bytes.length === 0)
    throw new Refusal('file-empty', { file: name, structure: tell('file'), found: tell('bytes', { n: 0 }), expected })
  const format = FORMATS.find((row) => row.detect(bytes))
  if (format) return format.read(name, bytes)
  const foreign = FOREIGN.find((row) => row.magics.some((magic) => magic.every((byte, i) => bytes[i] === byte)))
  const found = verbatim(spacedBytes(bytes.subarray(0, 4)))
  const facts = { file: name, structure: tell('first-bytes'), offset: 0, found, expected }
  if (foreign) throw new Refusal(foreign.code, facts)
  throw new Refusal(looksLikeText(bytes) ? 'is-text' : 'not-object', facts)
}

function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SNIFFED_BYTES).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
}
