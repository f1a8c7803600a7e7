/** What we make of COFF objects by default equals, at the same addresses, the images that lld-link was recorded making. */
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { link } from '../../src/engine/session/link'
import { compareWithImage } from '../conformance/image-witness'
import { witnessOptions } from '../conformance/witness-options'
import { coffObjects, IMAGES, imageOf } from './recorded-image'

/** What lld-link makes no image of, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  metadata: 'code refers to a section that is removed from the image',
  relocations: 'a distance from the start of a section to a name at a fixed address',
}

describe('images of COFF objects', () => {
  const objects = [...coffObjects()]

  it('are recorded for all but what lld-link refuses', () => {
    expect(objects.length).toBeGreaterThan(15)
    expect(objects.map(([id]) => id).filter((id) => !existsSync(`${IMAGES}/${id}.json`))).toEqual(Object.keys(REFUSED))
  })

  for (const [id, bytes] of objects.filter(([id]) => !(id in REFUSED))) {
    it(`${id}: the same bytes`, () => {
      const result = link([{ name: 'object.o', bytes }], witnessOptions(bytes), { log: false })
      expect(result.ok).toBe(true)
      expect(compareWithImage(result, bytes, imageOf(id))).toEqual([])
    })
  }

  it('tell a distance from the start of a part instead of its group', () => {
    const bytes = objects.find(([id]) => id === 'parts-of-a-group')![1]
    const image = imageOf('parts-of-a-group')
    const result = link([{ name: 'object.o', bytes }], witnessOptions(bytes), { log: false })
    const { graph } = result
    expect(Buffer.from(graph.content(0 as never)!).toString('hex')).toBe('0000000006000000080000000200020002000000')
    image.sections[0]!.bytes[4] = 2
    expect(compareWithImage(result, bytes, image)).toHaveLength(1)
  })

  it('tell a wrong byte', () => {
    const bytes = objects.find(([id]) => id === 'unwinding')![1]
    const result = link([{ name: 'object.o', bytes }], witnessOptions(bytes), { log: false })
    const image = imageOf('unwinding')
    const [text] = image.sections
    text!.bytes[0]! ^= 1
    expect(compareWithImage(result, bytes, image)).toHaveLength(1)
  })
})
