/**
 * x86-64 for the linker. A GOT entry is eight bytes that will hold an address; a stub is one instruction, an indirect
 * jump through a GOT entry (`ff 25 disp32`), which reaches the whole address space where a plain call reaches 2 GiB.
 */
import { KIND_KEEP_ALIVE } from '../../graph/ids'
import type { Arch, EntryTemplate } from '../arch'
import { X86_CONSTRAINTS } from './constraints'
import { X86, X86_EDGES, X86_FIXUPS } from './edges'

const GOT_ENTRY: EntryTemplate = {
  section: '$__GOT',
  executable: false,
  bytes: [0, 0, 0, 0, 0, 0, 0, 0],
  alignment: 8,
  initialAddress: (1n << 64n) - 8n,
  edges: [{ offset: 0, kind: X86.Pointer64 }],
}

export const x86_64: Arch = {
  id: 'x86-64',
  processor: 'x86-64',
  title: 'x86-64',
  triple: 'x86_64--',
  byteOrder: { data: 'little', code: 'little' },
  pointerBytes: 8,
  edges: X86_EDGES,
  fixups: X86_FIXUPS,
  constraints: X86_CONSTRAINTS,
  tables: {
    got: GOT_ENTRY,
    stub: {
      section: '$__STUBS',
      executable: true,
      bytes: [0xff, 0x25, 0, 0, 0, 0],
      alignment: 1,
      initialAddress: (1n << 64n) - 6n,
      edges: [{ offset: 2, kind: X86.BranchPCRel32 }],
      through: 'got',
    },
    tls: {
      section: '$__TLSINFO',
      executable: false,
      bytes: new Array<number>(16).fill(0),
      alignment: 8,
      initialAddress: 0n,
      edges: [{ offset: 8, kind: X86.Pointer64 }],
    },
    offset: { ...GOT_ENTRY, edges: [{ offset: 0, kind: X86.TPOff64 }] },
    indirect: {
      section: '$__IFUNC',
      executable: false,
      writable: true,
      bytes: [0, 0, 0, 0, 0, 0, 0, 0],
      alignment: 8,
      initialAddress: 0n,
      edges: [{ offset: 0, kind: KIND_KEEP_ALIVE }],
    },
  },
  threadPointer: 'behind',
  branch: {
    kind: X86.BranchPCRel32,
    toStub: X86.BranchPCRel32ToPtrJumpStubBypassable,
    toFixedStub: X86.BranchPCRel32ToPtrJumpStub,
  },
  relaxableLoads: [X86.PCRel32GOTLoadRelaxable, X86.PCRel32GOTLoadREXRelaxable, X86.PCRel32GOTLoadREX2Relaxable],
  plainLoad: X86.PCRel32,
  frames: {
    delta32: X86.Delta32,
    delta64: X86.Delta64,
    negDelta32: X86.NegDelta32,
    pointer32: X86.Pointer32,
    pointer64: X86.Pointer64,
  },
  fromGot: [X86.Delta64FromGOT],
  countsFromNext: true,
}
