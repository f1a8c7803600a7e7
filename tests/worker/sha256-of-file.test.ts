import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256OfFile } from '../../src/worker/sha256-of-file'

test('A file that is read in pieces has the hash of all its bytes', async () => {
  const bytes = Uint8Array.from({ length: 1_000_003 }, (_, i) => (i * 31) >>> 3)
  const expected = createHash('sha256').update(bytes).digest('hex')
  expect(await sha256OfFile(new Blob([bytes]))).toBe(expected)
})

test('A file without bytes has a hash as well', async () => {
  expect(await sha256OfFile(new Blob([]))).toBe(createHash('sha256').digest('hex'))
})

test('A file that cannot be read any more is refused', async () => {
  const gone = new Blob(['x'])
  gone.stream = () => new ReadableStream({ pull: (controller) => controller.error(new Error('changed')) })
  await expect(sha256OfFile(gone)).rejects.toThrow('changed')
})
