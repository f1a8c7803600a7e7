/**
 * The ids of everything in a link, and the small vocabularies (protection, lifetime, linkage, scope) that the tables
 * store as numbers. Words and numbers are JITLink's: Section, Block, Symbol, Edge, Linkage, Scope, MemLifetime.
 */
import type { Brand } from '../../base/brand'

export type FileId = Brand<number, 'FileId'>
export type SectionId = Brand<number, 'SectionId'>
export type BlockId = Brand<number, 'BlockId'>
export type SymbolId = Brand<number, 'SymbolId'>
export type EdgeId = Brand<number, 'EdgeId'>
export type SegmentId = Brand<number, 'SegmentId'>
export type AllocationId = Brand<number, 'AllocationId'>
export type ActionId = Brand<number, 'ActionId'>
/** An edge kind: a row number of the architecture's edge table; 0 and 1 are the same everywhere. */
export type EdgeKind = Brand<number, 'EdgeKind'>

const NONE = 0xffffffff
export const NO_SECTION = NONE as SectionId
export const NO_BLOCK = NONE as BlockId
export const NO_SYMBOL = NONE as SymbolId
export const NO_EDGE = NONE as EdgeId
export const NO_SEGMENT = NONE as SegmentId
/** A block whose content has not been copied to working or graph memory. */
export const NO_MEMORY = NONE
/** A block without content in a file: zero-fill. */
export const NO_SOURCE = NONE

/** JITLink's generic kinds. KeepAlive carries life from one block to another and writes nothing. */
export const KIND_KEEP_ALIVE = 1 as EdgeKind
/** Kinds from here on are relocations: they write a field. */
export const FIRST_RELOCATION_KIND = 2 as EdgeKind

/** Memory protection, as a bit set with JITLink's values; segments are laid out in ascending order of it. */
export const Protection = { None: 0, Read: 1, Write: 2, Exec: 4 } as const
export type Protection = Brand<number, 'Protection'>

/** `R-X` and the like. */
export function protectionText(protection: number): string {
  const read = protection & Protection.Read ? 'R' : '-'
  const write = protection & Protection.Write ? 'W' : '-'
  return read + write + (protection & Protection.Exec ? 'X' : '-')
}

export const Linkage = { Strong: 0, Weak: 1 } as const
export type Linkage = (typeof Linkage)[keyof typeof Linkage]

/** Ordered from the widest to the narrowest, as in JITLink: a smaller number is seen from further away. */
export const Scope = { Default: 0, Hidden: 1, SideEffectsOnly: 2, Local: 3 } as const
export type Scope = (typeof Scope)[keyof typeof Scope]

/** Where a symbol's address comes from: a block of this link, somewhere outside it, or a fixed number. */
export const Base = { Defined: 0, External: 1, Absolute: 2 } as const
export type Base = (typeof Base)[keyof typeof Base]
