/**
 * Edge kinds of AArch64, one row each, in JITLink's order: the row number is the kind. ELF and Mach-O share them.
 *
 * Instructions count distances from themselves. What is far away takes two: ADRP makes the address of a page, and an
 * addition, load or store adds the place in the page.
 *
 * Source: ELF for the Arm 64-bit Architecture (AArch64), "Relocation"; JITLink's aarch64 edge kinds.
 */
import type { EdgeKind } from '../../graph/ids'
import type { EdgeRow } from '../edge-rows'
import { COFF_EDGES, compileEdges, GENERIC_EDGES } from '../edge-rows'
import {
  ADR,
  ADRP,
  ANY_ADRP,
  ANY_OFFSET12,
  ANY_SIGNED_HALF,
  BRANCH14,
  BRANCH19,
  BRANCH26,
  HALF,
  HIGH12,
  LAST_HALF,
  OFFSET12,
  OFFSET15,
  SIGNED_HALF,
} from './fields'

const ROWS = [
  ...GENERIC_EDGES,
  { name: 'Pointer64', formula: 'S + A', field: 'w64', says: 'The address of the target, in full.' },
  {
    name: 'Pointer64Authenticated',
    family: 'absolute',
    signs: true,
    says: 'An address that is to be signed when the link is finalized; a pass makes the code that does it.',
  },
  {
    name: 'Pointer32',
    formula: 'S + A',
    field: 'u32',
    says: 'The address of the target, for a reader that fills the upper half with zeros.',
  },
  { name: 'Delta64', formula: 'S + A - P', field: 'w64', says: 'The distance from the fixup to the target.' },
  { name: 'Delta32', formula: 'S + A - P', field: 'i32', says: 'The distance from the fixup to the target.' },
  { name: 'NegDelta64', formula: 'P + A - S', field: 'w64', says: 'The distance from the target to the fixup.' },
  { name: 'NegDelta32', formula: 'P + A - S', field: 'i32', says: 'The distance from the target to the fixup.' },
  {
    name: 'Branch26PCRel',
    formula: 'S + A - P',
    field: BRANCH26,
    says: 'A call or jump: the distance from the instruction, 128 MiB either way.',
  },
  {
    name: 'TestAndBranch14PCRel',
    formula: 'S + A - P',
    field: BRANCH14,
    says: 'A branch that depends on one bit of a register, 32 KiB either way.',
  },
  {
    name: 'CondBranch19PCRel',
    formula: 'S + A - P',
    field: BRANCH19,
    says: 'A branch with a condition, 1 MiB either way.',
  },
  {
    name: 'MoveWide16',
    formula: 'S + A',
    field: HALF,
    says: 'Sixteen bits of the address, moved to where they belong.',
  },
  { name: 'LDRLiteral19', formula: 'S + A - P', field: BRANCH19, says: 'A load from a place near the instruction.' },
  { name: 'ADRLiteral21', formula: 'S + A - P', field: ADR, says: 'The address of a place near the instruction.' },
  {
    name: 'Page21',
    formula: 'Page(S + A) - Page(P)',
    field: ADRP,
    says: 'How many pages the target lies ahead: ADRP makes the address of its page.',
  },
  {
    name: 'PageOffset12',
    formula: 'S + A - Page(S + A)',
    field: OFFSET12,
    says: 'Where in its page the target is: the instruction adds it to what ADRP has made.',
  },
  {
    name: 'GotPageOffset15',
    formula: 'S + A - Page(GOT)',
    field: OFFSET15,
    says: 'Where a GOT entry is, counted from the page in which the GOT begins.',
  },
  {
    name: 'RequestGOTAndTransformToPage21',
    lowersTo: 'Page21',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes the page that it is in.',
  },
  {
    name: 'RequestGOTAndTransformToPageOffset12',
    lowersTo: 'PageOffset12',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes its place in its page.',
  },
  {
    name: 'RequestGOTAndTransformToPageOffset15',
    lowersTo: 'GotPageOffset15',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes its place, counted from the GOT’s first page.',
  },
  {
    name: 'RequestGOTAndTransformToDelta32',
    lowersTo: 'Delta32',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes a Delta32 to it.',
  },
  {
    name: 'RequestTLVPAndTransformToPage21',
    lowersTo: 'Page21',
    via: 'got',
    says: 'Asks for a pointer to a thread-local variable’s descriptor, then becomes the page that it is in.',
  },
  {
    name: 'RequestTLVPAndTransformToPageOffset12',
    lowersTo: 'PageOffset12',
    via: 'got',
    says: 'Asks for a pointer to a thread-local variable’s descriptor, then becomes its place in its page.',
  },
  {
    name: 'RequestTLSDescEntryAndTransformToPage21',
    lowersTo: 'Page21',
    via: 'descriptor',
    says: 'Asks for a thread-local descriptor, then becomes the page that it is in.',
  },
  {
    name: 'RequestTLSDescEntryAndTransformToPageOffset12',
    lowersTo: 'PageOffset12',
    via: 'descriptor',
    says: 'Asks for a thread-local descriptor, then becomes its place in its page.',
  },
  // Rows from here on are ours: what LLVM 22 refuses and the ABI has.
  { name: 'Pointer16', formula: 'S + A', field: 'w16', says: 'The address of the target in 16 bits.' },
  { name: 'Delta16', formula: 'S + A - P', field: 'w16', says: 'The distance from the fixup to the target.' },
  {
    name: 'Page21Unchecked',
    formula: 'Page(S + A) - Page(P)',
    field: ANY_ADRP,
    says: 'As Page21, for code that adds what does not fit.',
  },
  {
    name: 'MoveWide16Last',
    formula: 'S + A',
    field: LAST_HALF,
    says: 'Sixteen bits of the address, above which there are none.',
  },
  {
    name: 'MoveWide16Signed',
    formula: 'S + A',
    field: SIGNED_HALF,
    says: 'Sixteen bits of an address that may be negative.',
  },
  {
    name: 'MoveWide16Delta',
    formula: 'S + A - P',
    field: SIGNED_HALF,
    says: 'The highest sixteen bits of the distance to the target.',
  },
  {
    name: 'MoveWide16DeltaUnchecked',
    formula: 'S + A - P',
    field: ANY_SIGNED_HALF,
    says: 'Sixteen bits of the distance to the target.',
  },
  {
    name: 'MoveWide16TPOff',
    formula: 'S + A - TP',
    field: SIGNED_HALF,
    says: 'The highest sixteen bits of a distance from the thread pointer.',
  },
  {
    name: 'MoveWide16TPOffUnchecked',
    formula: 'S + A - TP',
    field: ANY_SIGNED_HALF,
    says: 'Sixteen bits of a distance from the thread pointer.',
  },
  {
    name: 'MoveWide16TPOffLast',
    formula: 'S + A - TP',
    field: LAST_HALF,
    says: 'The upper half of a distance from the thread pointer that has 32 bits.',
  },
  {
    name: 'TPOffHigh12',
    formula: 'S + A - TP',
    field: HIGH12,
    says: 'The upper part of a distance from the thread pointer.',
  },
  {
    name: 'TPOffLow12',
    formula: 'S + A - TP',
    field: OFFSET12,
    says: 'A distance from the thread pointer that has 12 bits.',
  },
  {
    name: 'TPOffLow12Unchecked',
    formula: 'S + A - TP',
    field: ANY_OFFSET12,
    says: 'The lower part of a distance from the thread pointer.',
  },
  {
    name: 'TPOff64',
    formula: 'S + A - TP',
    field: 'w64',
    says: 'The distance from the thread pointer to a thread-local variable.',
  },
  {
    name: 'DTPOff64',
    formula: 'S + A - TLS',
    field: 'w64',
    says: 'Where a thread-local variable is in its template.',
  },
  {
    name: 'RequestGOTAndTransformToLDRLiteral19',
    lowersTo: 'LDRLiteral19',
    via: 'got',
    says: 'Asks for a GOT entry, then becomes a load from it, which is near.',
  },
  {
    name: 'RequestTPOffAndTransformToPage21',
    lowersTo: 'Page21',
    via: 'offset',
    says: 'Loads the distance to a thread-local variable from the GOT: the page that it is in.',
  },
  {
    name: 'RequestTPOffAndTransformToPageOffset12',
    lowersTo: 'PageOffset12',
    via: 'offset',
    says: 'Loads the distance to a thread-local variable from the GOT: its place in its page.',
  },
  {
    name: 'RequestTLSDescCall',
    lowersTo: 'MoveWide16TPOffUnchecked',
    via: 'thread',
    says: 'Calls through a thread-local descriptor; becomes nothing.',
  },
  ...COFF_EDGES,
  // More of COFF's: a distance in data, and distances from the start of a section in two instructions.
  {
    name: 'Delta32FromEnd',
    formula: 'S + A - (P + 4)',
    field: 'i32',
    says: 'The distance from the byte behind the field to the target.',
  },
  {
    name: 'SecRelHigh12',
    formula: 'S + A - SECTION',
    field: HIGH12,
    says: 'The upper part of the distance from the start of the target’s section.',
  },
  {
    name: 'SecRelLow12',
    formula: 'S + A - SECTION',
    field: ANY_OFFSET12,
    says: 'The lower part of the distance from the start of the target’s section.',
  },
] as const satisfies readonly EdgeRow[]

export type AArch64EdgeName = (typeof ROWS)[number]['name']

export const AARCH64_EDGES: readonly EdgeRow[] = ROWS
export const AARCH64_FIXUPS = compileEdges(ROWS)

/** Kinds by name. */
export const AARCH64 = Object.fromEntries(ROWS.map((row, kind) => [row.name, kind])) as unknown as Readonly<
  Record<AArch64EdgeName, EdgeKind>
>
