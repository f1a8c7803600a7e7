/**
 * The tables of a link, column by column. JITLink keeps one LinkGraph for each object file; Linkscape keeps the graphs
 * of all files of one link in one set of tables, told apart by a `file` column, so that a picture, a log and a transfer
 * between threads speak of one set of ids.
 */
import type { ColumnSpec } from '../table/columns'
import { u8, u16, u32, wide } from '../table/columns'
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import type {
  Base,
  BlockId,
  EdgeId,
  EdgeKind,
  FileId,
  Linkage,
  Protection,
  Scope,
  SectionId,
  SegmentId,
  SymbolId,
} from './ids'
import { NO_BLOCK, NO_EDGE, NO_MEMORY, NO_SECTION, NO_SEGMENT, NO_SOURCE, NO_SYMBOL } from './ids'
import type { LifetimeId } from './lifetimes'

/** Bits of `sections.flags`. */
export const SectionFlag = {
  /** Symbol, string, relocation and group tables: part of the file's own bookkeeping, never drawn, never counted. */
  Bookkeeping: 1,
  /** Non-alloc content that is kept whole although nothing gives it life (debug information and other metadata). */
  KeptMetadata: 2,
  /** Made by the linker: GOT, stubs, TLS descriptors. */
  Synthetic: 4,
  /** SHF_GNU_RETAIN, or an array of functions to call at start or end: asks to be kept. */
  Retain: 8,
  /** Thread-local storage (SHF_TLS, S_THREAD_LOCAL_*): initialized content or zero-fill of the template. */
  Tls: 16,
  /** Call-frame records (`.eh_frame`, `__TEXT,__eh_frame`). */
  CallFrames: 32,
  /** Memory for common definitions, made by the builder. */
  Commons: 64,
  /** Records of compact unwinding (`__LD,__compact_unwind`), from which the linker makes a table. */
  CompactUnwind: 128,
} as const

/** Bits of `blocks.flags`. */
export const BlockFlag = {
  /** No content: memory that starts as zeros. */
  ZeroFill: 1,
  /** Reached from a root while marking. */
  Live: 2,
  /** Taken out of the graph. */
  Removed: 4,
  /** Kept as metadata: in the graph, but gives no life and takes none. */
  Held: 8,
  /** A slot whose content a resolver supplies when the link is finalized. */
  IndirectSlot: 16,
} as const

/** Bits of `symbols.flags`. */
export const SymbolFlag = {
  Live: 1,
  Removed: 2,
  Callable: 4,
  /** An undefined name that may stay undefined; its address is then 0. */
  WeaklyReferenced: 8,
  /** Address given by us because nobody defines the name. */
  Assumed: 16,
  /** An undefined name that has an answer. */
  Resolved: 32,
  /** A function that a resolver chooses when the link is finalized (STT_GNU_IFUNC); the symbol is the resolver. */
  Indirect: 64,
} as const

/** Bits of `edges.flags`. */
export const EdgeFlag = {
  /** Points at something stripped or undefined; writes a tombstone instead of an address. */
  Tombstone: 1,
  /** Its field has been written. */
  Applied: 2,
  /** Rewritten by relaxation. */
  Relaxed: 4,
} as const

export const SECTIONS = {
  name: u32<NameId>(NO_NAME),
  file: u16<FileId>(),
  protection: u8<Protection>(),
  lifetime: u8<LifetimeId>(),
  /** Number of sections in the file's graph when this one was made. Used for layout order only. */
  ordinal: u32(),
  /** SectionFlag bits. */
  flags: u8(),
} satisfies Record<string, ColumnSpec>

export const BLOCKS = {
  section: u32<SectionId>(NO_SECTION),
  /** Where the original content lies: an index into `graph.sources`, or NO_SOURCE for zero-fill. */
  source: u32(NO_SOURCE),
  /** Offset of the original content in its source, in bytes. */
  sourceOffset: u32(),
  /** Offset of the mutable copy in `graph.memory`, or NO_MEMORY while nobody asked for one. */
  memory: u32(NO_MEMORY),
  /** Who asked first for mutable content: a row of ASKERS. */
  askedBy: u8(),
  size: wide(),
  /** The builder's address until the block is placed; then the executor address. NoAlloc keeps the builder's. */
  address: wide(),
  /** Log2 of the alignment, 0 to 31. */
  alignment: u8(),
  /** Wanted value of address modulo alignment. */
  alignmentOffset: u32(),
  segment: u32<SegmentId>(NO_SEGMENT),
  /** BlockFlag bits. */
  flags: u8(),
  /** The edge that made this block live, or NO_EDGE for a root or a dead block. */
  liveBecause: u32<EdgeId>(NO_EDGE),
} satisfies Record<string, ColumnSpec>

export const SYMBOLS = {
  /** NO_NAME for an anonymous symbol. */
  name: u32<NameId>(NO_NAME),
  file: u16<FileId>(),
  base: u8<Base>(),
  /** The block that defines it, or NO_BLOCK for externals and absolutes. */
  block: u32<BlockId>(NO_BLOCK),
  /** Offset in the block, in bytes. */
  offset: wide(),
  size: wide(),
  /** Address of an external or absolute symbol; a defined one lives at its block's address plus offset. */
  address: wide(),
  linkage: u8<Linkage>(),
  scope: u8<Scope>(),
  /** SymbolFlag bits, and how rivals of a COMDAT leader are chosen between (`comdat-selections.ts`). */
  flags: u16(),
  /** For an external: the symbol of another file that defines the name, once known. */
  definition: u32<SymbolId>(NO_SYMBOL),
} satisfies Record<string, ColumnSpec>

export const EDGES = {
  /** The block whose content the fixup writes. */
  block: u32<BlockId>(NO_BLOCK),
  /** Offset of the field in the block, in bytes. */
  offset: u32(),
  kind: u8<EdgeKind>(),
  target: u32<SymbolId>(NO_SYMBOL),
  /** Signed, in two's complement. */
  addend: wide(),
  /** The relocation type of the file that this edge came from; NO_RELOCATION if the linker made it. */
  relocation: u16(0xffff),
  /** EdgeFlag bits. */
  flags: u8(),
} satisfies Record<string, ColumnSpec>

/** `edges.relocation` of an edge that no relocation of a file stands behind. */
export const NO_RELOCATION = 0xffff

/** Who can ask for a block's mutable content. A second request, whoever makes it, gets the same copy. */
export const ASKERS = [
  { id: 'nobody', says: 'nobody yet' },
  { id: 'memory manager', says: 'the memory manager, which gave it working memory' },
  { id: 'fixup', says: 'the generic link, right before its fixups' },
  { id: 'thread-local pass', says: 'the pass that rewrites thread-local accesses' },
  { id: 'plugin', says: 'a plugin' },
  { id: 'relaxation', says: 'the pass that takes out detours through the GOT' },
] as const
export type Asker = (typeof ASKERS)[number]['id']

/** The number by which `blocks.askedBy` stores who asked. */
export const ASKER = Object.fromEntries(ASKERS.map(({ id }, code) => [id, code])) as Record<Asker, number>

/** Stretches of executor memory with one protection and one lifetime; addresses are page-aligned. */
export const SEGMENTS = {
  file: u16<FileId>(),
  protection: u8<Protection>(),
  lifetime: u8<LifetimeId>(),
  address: wide(),
  /** Bytes of content, gaps for alignment included. */
  contentSize: wide(),
  /** Bytes of zero-fill behind the content, with the gap before it. */
  zeroFillSize: wide(),
  /** Whole pages reserved, in bytes. */
  reserved: wide(),
  /** SegmentState. */
  state: u8(),
  /** 1: the memory manager takes its pages back once the finalize actions have run. */
  goesBack: u8(),
} satisfies Record<string, ColumnSpec>

/** The memory of each file's graph, from the moment when the memory manager gives it; one row for each file that got any. */
export const ALLOCATIONS = {
  file: u16<FileId>(),
  /** AllocationState. */
  state: u8(),
} satisfies Record<string, ColumnSpec>

/** Where an allocation is in its life. Failed: a finalize action failed; its memory is never given back. */
export const AllocationState = { InFlight: 0, Finalized: 1, Deallocated: 2, Abandoned: 3, Failed: 4 } as const

/** Pairs of a finalize action and its deallocation twin, in the order in which they were recorded. Never executed. */
export const ACTIONS = {
  file: u16<FileId>(),
  /** A row of ACTION_KINDS. */
  kind: u8(),
  /** What the action is about: the function it calls; NO_SYMBOL if it is about a section. */
  subject: u32<SymbolId>(NO_SYMBOL),
  /** The pointer in an initializer array that asked for it, or NO_EDGE. */
  edge: u32<EdgeId>(NO_EDGE),
  /** The section that it is about, or NO_SECTION. */
  section: u32<SectionId>(NO_SECTION),
  /** The function that its twin calls; NO_SYMBOL: what the kind undoes, if anything. */
  twin: u32<SymbolId>(NO_SYMBOL),
  /** 1: there is something to do when the memory is deallocated. */
  hasTwin: u8(),
  /** ActionState. */
  state: u8(),
} satisfies Record<string, ColumnSpec>

export const ActionState = { Recorded: 0, Done: 1, Failed: 2, Undone: 3 } as const

/** Why the pages of a segment went back. */
export const RELEASE_REASONS = [
  { id: 'finalized', says: 'the finalize actions have run' },
  { id: 'deallocated', says: 'the allocation is deallocated' },
  { id: 'abandoned', says: 'the link was abandoned' },
] as const
export type ReleaseReason = (typeof RELEASE_REASONS)[number]['id']

/** The life of a segment's pages. */
export const SegmentState = { InFlight: 0, Protected: 1, Released: 2 } as const
