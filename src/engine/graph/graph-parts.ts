/** What a link graph is made of when it is filled, and what it is taken apart into when it moves to another thread. */
import { assert } from '../../base/assert'
import type { FilePieces } from '../table/file-pieces'
import type { NameId, NameTransfer } from '../table/name-table'
import type { TableTransfer } from '../table/table'
import type { TableName } from './cells'
import type { EdgeId, FileId, Linkage, Protection, Scope, SectionId, SymbolId } from './ids'
import type { LifetimeId } from './lifetimes'

/** One input file of the link. */
export interface GraphFile {
  readonly name: string
  /** Architecture row (`arch/index.ts`) by its id. */
  readonly arch: string
  /** Triple as the reference tool prints it: `x86_64--`. */
  readonly triple: string
  readonly format: string
  /** Set for a member of an archive that was taken out because somebody needs it. */
  readonly pulled?: PulledFile
}

/** Why a member of an archive is part of the link. */
export interface PulledFile {
  readonly archive: string
  /** The name that it defines and somebody needs. */
  readonly name: string
  /** The file that needs it; undefined: it is an entry. */
  readonly by: string | undefined
}

export interface NewSection {
  file: FileId
  name: NameId
  protection: Protection
  lifetime: LifetimeId
  flags: number
}

export interface NewBlock {
  section: SectionId
  /** Index into `sources` and offset there; leave both out for zero-fill. */
  source?: number
  sourceOffset?: number
  size: bigint
  address: bigint
  /** A power of two; 0 counts as 1. */
  alignment: number
  alignmentOffset: number
}

export interface NewSymbol {
  file: FileId
  name: NameId
  size: bigint
  linkage: Linkage
  scope: Scope
  flags: number
}

export interface NewAction {
  file: FileId
  /** A row of ACTION_KINDS. */
  kind: number
  subject?: SymbolId
  edge?: EdgeId
  section?: SectionId
  twin?: SymbolId
}

export interface GraphTransfer {
  readonly files: readonly GraphFile[]
  readonly names: NameTransfer
  readonly tables: Readonly<Record<TableName, TableTransfer>>
  readonly sources: readonly Uint8Array<ArrayBuffer>[]
  readonly memory: Uint8Array<ArrayBuffer>
  /** By source, in place of its bytes: what there is of it. */
  readonly pieces?: readonly (FilePieces | undefined)[]
}

/** The buffers of a copy, which move to the other thread with it. */
export function buffersOfGraph({ tables, names, sources, memory, pieces = [] }: GraphTransfer): ArrayBuffer[] {
  const columns = Object.values(tables).flatMap(({ buffers }) => Object.values(buffers))
  const arrays = pieces.flatMap((piece) => (piece ? [piece.starts, piece.places, piece.bytes] : []))
  const pools = [names.pool, names.ends, memory, ...sources, ...arrays].map(({ buffer }) => buffer as ArrayBuffer)
  // Pieces of several files may lie in one buffer.
  return [...new Set([...columns, ...pools])]
}

const MAX_ALIGNMENT_LOG = 31

/** Log2 of an alignment in bytes; 0 counts as 1. */
export function alignmentLog(alignment: number): number {
  if (alignment <= 1) return 0
  const log = 31 - Math.clz32(alignment)
  assert(log <= MAX_ALIGNMENT_LOG && 2 ** log === alignment, 'alignments are powers of two up to 2^31')
  return log
}

/** A value modulo 2^log, log 0 to 31. By its bits: `2 ** log` costs more than all else that is done for a block. */
export const moduloPower = (value: number, log: number): number => (log === 0 ? 0 : value & (-1 >>> (32 - log)))
