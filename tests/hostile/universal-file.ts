/** A universal file for the runs of damaged inputs: two objects with unwinding and thread-local variables. */
import { writeUniversal } from '../support/universal-writer'

/** `read` takes a path from the root of the project. */
export const universalFile = (read: (path: string) => Uint8Array): Uint8Array =>
  writeUniversal([
    { cpuType: 0x01000007, cpuSubtype: 3, bytes: read('tests/corpus/macho-x86-64/thread-local.o') },
    { cpuType: 0x0100000c, bytes: read('tests/corpus/macho-arm64/frames.o') },
  ])
