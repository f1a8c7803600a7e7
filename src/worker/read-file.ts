/**
 * Reads huge files through one small buffer that goes back and forth. All that a browser reads at once lies in memory that
 * it gives back when it likes, even when nobody holds it any more.
 */

const PIECE = 1 << 22

/** Shows all bytes of a file, piece by piece in their order; a piece is good during its call only. Rejects if it cannot be read. */
export async function eachPiece(file: Blob, take: (piece: Uint8Array) => void): Promise<void> {
  const reader = piecesOf(file)
  let buffer = new ArrayBuffer(PIECE)
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(buffer))
    if (done) return
    take(value)
    buffer = value.buffer as ArrayBuffer
  }
}

/** Where there is no reader into a given buffer yet, each piece comes in one of its own. */
function piecesOf(file: Blob): ReadableStreamBYOBReader {
  try {
    return file.stream().getReader({ mode: 'byob' })
  } catch {
    return file.stream().getReader() as unknown as ReadableStreamBYOBReader
  }
}

/** All bytes of a file. */
export async function readWhole(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size)
  let length = 0
  await eachPiece(file, (piece) => {
    bytes.set(piece, length)
    length += piece.length
  })
  return bytes
}
