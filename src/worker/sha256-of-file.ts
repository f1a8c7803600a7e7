/**
 * The SHA-256 of a file, read piece by piece, so that a large one is never in memory as a whole. Browsers hash bytes only
 * all at once, and copy them before.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { hexBytes } from '../base/hex'
import { eachPiece } from './read-file'

/** 64 lower-case hexadecimal digits. Rejects if the file cannot be read, or has changed since the page was given it. */
export async function sha256OfFile(file: Blob): Promise<string> {
  const hash = sha256.create()
  await eachPiece(file, (piece) => hash.update(piece))
  return hexBytes(hash.digest())
}
