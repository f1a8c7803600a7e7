import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readWhole } from '../../src/worker/read-file'
import { sha256OfFile } from '../../src/worker/sha256-of-file'

test('A file that is read in pieces has the hash of all its bytes', async () => {
  const bytes = Uint8Array.from({ length: 4_200_003 }, (_, i) => (i * 31) >>> 3)
  const expected = createHash('sha256').update(bytes).digest('hex')
  expect(await sha256OfFile(new Blob([bytes]))).toBe(expected)
})

test('A file without bytes has a hash as well', async () => {
  expect(await sha256OfFile(new Blob([]))).toBe(createHash('sha256').digest('hex'))
})

test('A file that cannot be read any more is refused', async () => {
  const gone = new Blob(['x'])
  gone.stream = () =>
    new ReadableStream({ type: 'bytes', pull: (controller) => controller.error(new Error('changed')) })
  await expect(sha256OfFile(gone)).rejects.toThrow('changed')
})

test('A file is read as well where nothing can be read into a given buffer', async () => {
  const file = new Blob(['some bytes'])
  const stream = () =>
    new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('some bytes'))
        controller.close()
      },
    })
  expect(new TextDecoder().decode(await readWhole(Object.assign(file, { stream })))).toBe('some bytes')
})
