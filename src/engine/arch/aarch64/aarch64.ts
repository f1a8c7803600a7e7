/**
 * AArch64 for the linker. A stub is three instructions: the page of a GOT entry, the address that stands in it, a jump
 * there. Its GOT is executable memory, as in JITLink. Instructions are little-endian even where data is big-endian.
 */
import { KIND_KEEP_ALIVE } from '../../graph/ids'
import type { Arch, EntryTemplate } from '../arch'
import { AARCH64_CONSTRAINTS } from './constraints'
import { AARCH64, AARCH64_EDGES, AARCH64_FIXUPS } from './edges'

const ZEROS_8: readonly number[] = new Array<number>(8).fill(0)
const ZEROS_16: readonly number[] = new Array<number>(16).fill(0)

const GOT_ENTRY: EntryTemplate = {
  section: '$__GOT',
  executable: true,
  bytes: ZEROS_8,
  alignment: 8,
  initialAddress: (1n << 64n) - 8n,
  edges: [{ offset: 0, kind: AARCH64.Pointer64 }],
}

/** adrp x16, entry; ldr x16, [x16, entry]; br x16 */
const STUB = [0x10, 0, 0, 0x90, 0x10, 0x02, 0x40, 0xf9, 0, 0x02, 0x1f, 0xd6]

export const aarch64: Arch = {
  id: 'aarch64',
  processor: 'aarch64',
  title: 'AArch64',
  triple: 'aarch64--',
  byteOrder: { data: 'little', code: 'little' },
  pointerBytes: 8,
  edges: AARCH64_EDGES,
  fixups: AARCH64_FIXUPS,
  constraints: AARCH64_CONSTRAINTS,
  tables: {
    got: GOT_ENTRY,
    stub: {
      section: '$__STUBS',
      executable: true,
      bytes: STUB,
      alignment: 4,
      initialAddress: (1n << 64n) - 12n,
      edges: [
        { offset: 0, kind: AARCH64.Page21 },
        { offset: 4, kind: AARCH64.PageOffset12 },
      ],
      through: 'got',
    },
    descriptor: {
      section: '$__TLSDESC',
      executable: false,
      bytes: ZEROS_16,
      alignment: 8,
      initialAddress: 0n,
      edges: [
        { offset: 0, kind: AARCH64.Pointer64, name: '__tlsdesc_resolver' },
        { offset: 8, kind: AARCH64.Pointer64 },
      ],
      through: 'tls',
      symbolBytes: 8,
    },
    tls: {
      section: '$__TLSINFO',
      executable: false,
      bytes: ZEROS_16,
      alignment: 8,
      initialAddress: 0n,
      edges: [{ offset: 8, kind: AARCH64.Pointer64 }],
    },
    offset: { ...GOT_ENTRY, edges: [{ offset: 0, kind: AARCH64.TPOff64 }] },
    indirect: {
      section: '$__IFUNC',
      executable: false,
      writable: true,
      bytes: ZEROS_8,
      alignment: 8,
      initialAddress: 0n,
      edges: [{ offset: 0, kind: KIND_KEEP_ALIVE }],
    },
  },
  threadPointer: 16,
  branch: {
    kind: AARCH64.Branch26PCRel,
    toStub: AARCH64.Branch26PCRel,
    toFixedStub: AARCH64.Branch26PCRel,
  },
  relaxableLoads: [],
  plainLoad: AARCH64.PageOffset12,
  frames: {
    delta32: AARCH64.Delta32,
    delta64: AARCH64.Delta64,
    negDelta32: AARCH64.NegDelta32,
    pointer32: AARCH64.Pointer32,
    pointer64: AARCH64.Pointer64,
  },
  fromGot: [],
  countsFromNext: false,
}

export const aarch64_be: Arch = {
  ...aarch64,
  id: 'aarch64-be',
  title: 'AArch64, big-endian',
  triple: 'aarch64_be--',
  byteOrder: { data: 'big', code: 'little' },
}
