/**
 * Edge kinds of x86-64, one row each, in JITLink's order: the row number is the kind.
 *
 * The processor has two ways to name a place: by its address (Pointer kinds) and by its distance from the instruction
 * that asks (Delta and PCRel kinds). A distance in an instruction counts from the *next* instruction, usually four
 * bytes behind the field; Delta kinds leave these four to the addend, PCRel and Branch kinds hold them in the formula.
 *
 * Source: System V ABI, AMD64 supplement, table "Relocation Types"; JITLink's x86_64 edge kinds.
 */
import type { EdgeKind } from '../../graph/ids'
import type { EdgeRow } from '../edge-rows'
import { COFF_EDGES, compileEdges, GENERIC_EDGES } from '../edge-rows'

const ROWS = [
  ...GENERIC_EDGES,
  { name: 'Pointer64', formula: 'S + A', field: 'w64', says: 'The address of the target, in full.' },
  {
    name: 'Pointer32',
    formula: 'S + A',
    field: 'u32',
    says: 'The address of the target, for a reader that fills the upper half with zeros.',
  },
  {
    name: 'Pointer32Signed',
    formula: 'S + A',
    field: 'i32',
    says: 'The address of the target, for a reader that extends the sign.',
  },
  { name: 'Pointer16', formula: 'S + A', field: 'u16', says: 'The address of the target in 16 bits.' },
  { name: 'Pointer8', formula: 'S + A', field: 'u8', says: 'The address of the target in 8 bits.' },
  { name: 'Delta64', formula: 'S + A - P', field: 'w64', says: 'The distance from the fixup to the target.' },
  { name: 'Delta32', formula: 'S + A - P', field: 'i32', says: 'The distance from the fixup to the target.' },
  { name: 'Delta16', formula: 'S + A - P', field: 'i16', says: 'The distance from the fixup to the target.' },
  { name: 'Delta8', formula: 'S + A - P', field: 'i8', says: 'The distance from the fixup to the target.' },
  { name: 'NegDelta64', formula: 'P + A - S', field: 'w64', says: 'The distance from the target to the fixup.' },
  { name: 'NegDelta32', formula: 'P + A - S', field: 'i32', says: 'The distance from the target to the fixup.' },
  { name: 'Size64', formula: 'Z + A', field: 'w64', says: 'The size of the target.' },
  { name: 'Size32', formula: 'Z + A', field: 'u32', says: 'The size of the target.' },
  {
    name: 'Delta64FromGOT',
    formula: 'S + A - GOT',
    field: 'w64',
    says: 'The distance from the global offset table to the target.',
  },
  {
    name: 'BranchPCRel32',
    formula: 'S + A - (P + 4)',
    field: 'i32',
    says: 'A call or jump, measured from the next instruction.',
  },
  {
    name: 'PCRel32',
    formula: 'S + A - (P + 4)',
    field: 'i32',
    says: 'The distance from the next instruction to the target.',
  },
  {
    name: 'BranchPCRel32ToPtrJumpStub',
    formula: 'S + A - (P + 4)',
    field: 'i32',
    says: 'A call or jump to a stub, measured from the next instruction.',
  },
  {
    name: 'BranchPCRel32ToPtrJumpStubBypassable',
    formula: 'S + A - (P + 4)',
    field: 'i32',
    says: 'A call or jump to a stub that may be left out if the real target turns out to be in reach.',
  },
  {
    name: 'RequestGOTAndTransformToDelta32',
    lowersTo: 'Delta32',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes a Delta32 to it.',
  },
  {
    name: 'RequestGOTAndTransformToDelta64',
    lowersTo: 'Delta64',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes a Delta64 to it.',
  },
  {
    name: 'RequestGOTAndTransformToDelta64FromGOT',
    lowersTo: 'Delta64FromGOT',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes its offset in the GOT.',
  },
  {
    name: 'PCRel32GOTLoadRelaxable',
    formula: 'S + A - (P + 4)',
    field: 'i32',
    says: 'A load from a GOT entry that may become a direct reference.',
  },
  {
    name: 'PCRel32GOTLoadREXRelaxable',
    formula: 'S + A - (P + 4)',
    field: 'i32',
    says: 'A load from a GOT entry, with a REX prefix, that may become a direct reference.',
  },
  {
    name: 'RequestGOTAndTransformToPCRel32GOTLoadREXRelaxable',
    lowersTo: 'PCRel32GOTLoadREXRelaxable',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes a relaxable load (REX) from it.',
  },
  {
    name: 'RequestGOTAndTransformToPCRel32GOTLoadRelaxable',
    lowersTo: 'PCRel32GOTLoadRelaxable',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes a relaxable load from it.',
  },
  {
    name: 'PCRel32TLVPLoadREXRelaxable',
    formula: 'S + A - (P + 4)',
    field: 'i32',
    says: 'A load from a thread-local variable pointer that may become a direct reference.',
  },
  {
    name: 'RequestTLSDescInGOTAndTransformToDelta32',
    lowersTo: 'Delta32',
    via: 'tls',
    says: 'Asks for a thread-local descriptor, then becomes a Delta32 to it.',
  },
  {
    name: 'RequestTLVPAndTransformToPCRel32TLVPLoadREXRelaxable',
    lowersTo: 'PCRel32TLVPLoadREXRelaxable',
    via: 'thread',
    says: 'Asks for a thread-local variable pointer, then becomes a relaxable load of it.',
  },
  // Rows from here on are ours: thread-local models that JITLink does not have. A pass lowers the requests among them.
  {
    name: 'TPOff64',
    formula: 'S + A - TP',
    field: 'w64',
    says: 'The distance from the thread pointer to a thread-local variable.',
  },
  {
    name: 'TPOff32',
    formula: 'S + A - TP',
    field: 'i32',
    says: 'The distance from the thread pointer to a thread-local variable.',
  },
  {
    name: 'DTPOff64',
    formula: 'S + A - TLS',
    field: 'w64',
    says: 'Where a thread-local variable is in its template.',
  },
  {
    name: 'DTPOff32',
    formula: 'S + A - TLS',
    field: 'i32',
    says: 'Where a thread-local variable is in its template.',
  },
  {
    name: 'RequestTPOffFromGOT',
    lowersTo: 'Delta32',
    via: 'offset',
    says: 'Loads the distance to a thread-local variable from the GOT; becomes the distance itself if the variable is in this link.',
  },
  {
    name: 'RequestTLSModule',
    lowersTo: 'TPOff32',
    via: 'thread',
    says: 'Asks for this file’s thread-local block; becomes the thread pointer.',
  },
  {
    name: 'RequestTLSDescriptor',
    lowersTo: 'TPOff32',
    via: 'thread',
    says: 'Loads the address of a thread-local descriptor; becomes the distance itself.',
  },
  {
    name: 'RequestTLSDescriptorCall',
    lowersTo: 'TPOff32',
    via: 'thread',
    says: 'Calls through a thread-local descriptor; becomes nothing.',
  },
  // What LLVM 22 refuses beside thread-local models: an offset in the GOT in 32 bits, and instructions with longer prefixes (APX).
  {
    name: 'Delta32FromGOT',
    formula: 'S + A - GOT',
    field: 'i32',
    says: 'The distance from the global offset table to the target.',
  },
  {
    name: 'RequestGOTAndTransformToDelta32FromGOT',
    lowersTo: 'Delta32FromGOT',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes its offset in the GOT.',
  },
  {
    name: 'PCRel32GOTLoadREX2Relaxable',
    formula: 'S + A - (P + 4)',
    field: 'i32',
    says: 'A load from a GOT entry, with a REX2 prefix, that may become a direct reference.',
  },
  {
    name: 'RequestGOTAndTransformToPCRel32GOTLoadREX2Relaxable',
    lowersTo: 'PCRel32GOTLoadREX2Relaxable',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes a relaxable load (REX2) from it.',
  },
  {
    name: 'RequestTPOffFromGOTREX2',
    lowersTo: 'Delta32',
    via: 'offset',
    says: 'As RequestTPOffFromGOT, in an instruction with a REX2 prefix.',
  },
  {
    name: 'RequestTPOffFromGOTEVEX',
    lowersTo: 'Delta32',
    via: 'offset',
    says: 'As RequestTPOffFromGOT, in an instruction with an EVEX prefix.',
  },
  {
    name: 'RequestTLSDescriptorREX2',
    lowersTo: 'TPOff32',
    via: 'thread',
    says: 'As RequestTLSDescriptor, in an instruction with a REX2 prefix.',
  },
  ...COFF_EDGES,
] as const satisfies readonly EdgeRow[]

export type X86EdgeName = (typeof ROWS)[number]['name']

export const X86_EDGES: readonly EdgeRow[] = ROWS
export const X86_FIXUPS = compileEdges(ROWS)

/** Kinds by name. */
export const X86 = Object.fromEntries(ROWS.map((row, kind) => [row.name, kind])) as unknown as Readonly<
  Record<X86EdgeName, EdgeKind>
>
