/** What we link of Mach-O by default equals, at its addresses, what `ld64.lld` was recorded writing. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { link } from '../../src/engine/session/link'
import type { RecordedImage } from '../conformance/macho-image'
import { fromRecord } from '../conformance/macho-image'
import { compareWithLd64 } from '../conformance/macho-witness'
import { witnessOptions } from '../conformance/witness-options'
import { readBytes } from '../support/link-files'
import type { Case } from './reference'

interface Recorded extends Case, RecordedImage {}

const FOLDER = 'tests/golden/ld64'

const recordOf = (name: string): Recorded => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as Recorded

const recorded = readdirSync(FOLDER).map(recordOf)

function differences(golden: Recorded, damage = (_: Uint8Array): void => {}, section = '__TEXT,__text'): string[] {
  const [name] = golden.files
  const bytes = readBytes(`${golden.folder}/${name!}`)
  const result = link([{ name: name!, bytes }], witnessOptions(bytes), { log: false })
  expect(result.ok).toBe(true)
  const image = fromRecord(golden)
  damage(image.sections.find(({ name }) => name === section)!.content)
  return compareWithLd64(result, bytes, image)
}

describe('recorded images of ld64.lld', () => {
  it('are there for both processors', () => {
    const ids = recorded.map(({ id }) => id)
    expect(ids).toContain('macho-x86-64--thread-local')
    expect(ids).toContain('macho-arm64--thread-local')
  })

  for (const golden of recorded) it(`${golden.id}: the same bytes`, () => expect(differences(golden)).toEqual([]))

  it('say another way to unwind for every encoding that would be wrong', () => {
    const golden = recordOf('macho-x86-64--unwind-gaps.json')
    const encodings = 28
    const change = (at: number) => (table: Uint8Array) => (table[at + 3]! ^= 2)
    const found = [0, 1, 2, 3].map((k) => differences(golden, change(encodings + 4 * k), '__TEXT,__unwind_info').length)
    expect(Math.min(...found)).toBeGreaterThan(0)
  })

  for (const id of ['macho-x86-64--thread-local', 'macho-arm64--thread-local', 'macho-arm64--forms']) {
    it(`${id}: every wrong byte of the code would show`, () => {
      const golden = recordOf(`${id}.json`)
      const size = golden.sections.find(({ name }) => name === '__TEXT,__text')!.content.length / 2
      const blind = Array.from({ length: size }, (_, at) => at).filter(
        (at) => differences(golden, (code) => (code[at]! ^= 1)).length === 0,
      )
      expect(blind).toEqual([])
    })
  }
})
