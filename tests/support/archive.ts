/** Reads the members of an archive file, or treats a file as its only member. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Member } from './archive-bytes'
import { openArchive } from './archive-bytes'

export type { Member }

export function membersOf(path: string): Member[] {
  const bytes = new Uint8Array(readFileSync(path))
  return openArchive(bytes) ?? [{ name: basename(path), bytes }]
}
