/** Images of COFF objects as `lld-link` was recorded making them, and the objects: those of the corpus and of the samples. */
import { readdirSync, readFileSync } from 'node:fs'
import { exported, sectionSymbol, writeCoff } from '../support/coff-writer'
import type { Image, Piece } from '../conformance/ask-lld-link'

export const IMAGES = 'tests/golden/lld-link/images'
const CORPUS = 'tests/corpus/coff-x86-64'
const ARM64 = 'tests/corpus/coff-arm64'
const SAMPLES = 'public/samples'

/** Calls its own function through a cell, as if it came from a DLL: the linker makes the cell. */
const IMPORTED_AND_HERE = writeCoff({
  sections: [
    {
      name: '.text',
      flags: 'rx',
      bytes: [0xc3, 0xff, 0x15, 0, 0, 0, 0, 0xc3],
      relocations: [{ at: 3, type: 4, to: '__imp_own' }],
    },
  ],
  symbols: [sectionSymbol('.text', 1), exported('own', 1), exported('start', 1, 1), { name: '__imp_own' }],
})

/** Asks of the parts of a group, which stand there in no order, where they are in it and which number it has. */
const PARTS_OF_A_GROUP = writeCoff({
  sections: [
    {
      name: '.text',
      flags: 'rx',
      bytes: new Array<number>(20).fill(0),
      relocations: ['first', 'counter', 'last'].flatMap((to, i) => [
        { at: 4 * i, type: 11, to },
        { at: 12 + 2 * i, type: 10, to },
      ]),
    },
    { name: '.tls$', flags: 'rw', bytes: [1, 2, 3, 4] },
    { name: '.tls$ZZZ', flags: 'rw', bytes: [5, 6, 7, 8] },
    { name: '.tls', flags: 'rw', bytes: [9, 9, 9, 9] },
  ],
  symbols: [
    sectionSymbol('.text', 1),
    exported('start', 1),
    exported('counter', 2, 2),
    exported('last', 3),
    exported('first', 4),
  ],
})

export interface RecordedImage {
  readonly pieces: Readonly<Record<string, readonly Piece[]>>
  /** Addresses as decimal numbers. */
  readonly made: Readonly<Record<string, string>>
  readonly sections: readonly { readonly name: string; readonly start: number; readonly content: string }[]
}

/** Id → bytes. */
export function coffObjects(): Map<string, Uint8Array> {
  const found = [CORPUS, ARM64, SAMPLES].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.o') && (folder !== SAMPLES || name.includes('coff')))
      .toSorted()
      .map((name) => {
        const id = `${folder === ARM64 ? 'arm64-' : ''}${name.replace('.o', '').replaceAll('/', '--')}`
        return [id, readFileSync(`${folder}/${name}`)] as const
      }),
  )
  return new Map([
    ...found.map(([id, bytes]) => [id, new Uint8Array(bytes)] as const),
    ['imported-and-here', IMPORTED_AND_HERE],
    ['parts-of-a-group', PARTS_OF_A_GROUP],
  ])
}

export function imageOf(id: string): Image {
  const { pieces, made, sections } = JSON.parse(readFileSync(`${IMAGES}/${id}.json`, 'utf8')) as RecordedImage
  return {
    pieces: new Map(Object.entries(pieces)),
    made: new Map(Object.entries(made).map(([name, address]) => [name, BigInt(address)])),
    sections: sections.map(({ content, ...rest }) => ({ ...rest, bytes: new Uint8Array(Buffer.from(content, 'hex')) })),
  }
}
