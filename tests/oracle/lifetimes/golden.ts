/** A record of recorder.cpp: what LLVM made of a case of cases.ts, and how to read it as the comparer's graphs. */
import { readFileSync } from 'node:fs'
import type { GraphRecord } from '../graph-record'
import type { LifetimeCase } from './cases'

export const GOLDEN_FOLDER = 'tests/golden/lifetimes'
const OBJECT_FOLDER = 'tests/corpus/lifetimes'

/** Where the objects of a case lie. */
export const folderOf = ({ folder = OBJECT_FOLDER }: LifetimeCase): string => folder

export type Letter = 'S' | 'F' | 'N'

/** Name, offset, size, linkage, scope, liveness. */
export type SymbolRow = readonly [string | null, number, number, string, string, 'live' | 'dead']

/** Offset, kind, addend, the target's name; a nameless target has its address behind it. */
export type EdgeRow = readonly [number, string, number, string] | readonly [number, string, number, null, string]

export interface BlockRow {
  readonly section: string
  readonly address: string
  readonly size: number
  readonly alignment: number
  readonly alignmentOffset: number
  readonly zeroFill?: true
  /** Hex; absent for zero-fill and in a link that failed. */
  readonly content?: string
  /** Where the content lay when the graph was built (unless a pass made the block), when addresses were published, at the end. */
  readonly places?: string
  readonly symbols: readonly SymbolRow[]
  readonly edges: readonly EdgeRow[]
}

export interface OutsideRow {
  readonly name: string
  readonly address: string
  readonly weaklyReferenced?: true
}

export interface RecordedGraph {
  readonly file: string
  readonly triple: string
  /** Name, protection, lifetime; in the order of their ordinals. */
  readonly sections: readonly (readonly [string, string, Letter])[]
  readonly blocks: readonly BlockRow[]
  readonly externals: readonly OutsideRow[]
  readonly absolutes: readonly OutsideRow[]
}

/** Sizes in bytes. */
export interface RecordedSegment {
  readonly protection: string
  readonly lifetime: 'S' | 'F'
  readonly address: string
  readonly contentSize: number
  readonly zeroFillSize: number
  readonly alignment: number
  readonly reserved: number
}

export interface RecordedFile {
  readonly file: string
  /** The object's bytes, in memory, are what they were before the link. */
  readonly inputUntouched: boolean
  /** LLVM's message, if the link of this file failed. */
  readonly failed?: string
  /** Absent if the link failed before addresses were published. */
  readonly graph?: RecordedGraph
  readonly segments?: readonly RecordedSegment[]
  /** From, to (`out`: outside the link), kind, count of relocation edges. */
  readonly crossings?: readonly (readonly [Letter, Letter | 'out', string, number])[]
}

interface Range {
  readonly address: string
  readonly size: number
}

/** What happened, in order. `reserve`, `protect` and `release` are the memory manager's own system calls. */
export type RecordedEvent =
  | ({ readonly event: 'reserve' | 'release' } & Range)
  | ({ readonly event: 'protect'; readonly protection: string } & Range)
  | { readonly event: 'resolved' | 'fixed up'; readonly file: string }
  | { readonly event: 'finalized'; readonly file: string; readonly allocation: boolean }
  | { readonly event: 'failed'; readonly file: string; readonly error: string }
  | { readonly event: 'deallocate'; readonly files: readonly string[] }
  | { readonly event: 'deallocated'; readonly error?: string }
  | {
      readonly event: 'action'
      readonly file: string
      /** Number of the pair among those of its file, from 1. */
      readonly pair: number
      readonly half: 'finalize' | 'dealloc'
      readonly ok: boolean
      /** How the kernel protects each segment of the session at that moment, in their order, or `gone`. */
      readonly memory: readonly string[]
      /** The word that it was asked to note. */
      readonly reads?: number
    }
  | {
      readonly event: 'mutable'
      readonly file: string
      readonly phase: string
      readonly section: string
      /** Where the content lay before and after the request: `file`, `graph` or `memory`. */
      readonly before: string
      readonly after: string
      readonly secondRequest: string
      readonly wrote: number
    }

export interface LifetimeRecord {
  readonly case: LifetimeCase
  /** Version of the library. */
  readonly llvm?: string
  /** The signal that ended LLVM; nothing else is known then. */
  readonly crashed?: string
  readonly files: readonly RecordedFile[]
  readonly events: readonly RecordedEvent[]
}

export function readLifetimeRecord(id: string): LifetimeRecord {
  return JSON.parse(readFileSync(`${GOLDEN_FOLDER}/${id}.json`, 'utf8')) as LifetimeRecord
}

/** A recorded graph in the comparer's form. */
export function graphRecordOf({ file, triple, sections, blocks, externals, absolutes }: RecordedGraph): GraphRecord {
  return {
    file,
    triple,
    sections: sections.map(([name]) => name),
    blocks: blocks.map((block) => ({
      section: block.section,
      address: BigInt(block.address),
      size: BigInt(block.size),
      alignment: block.alignment,
      alignmentOffset: block.alignmentOffset,
      zeroFill: block.zeroFill === true,
      content: block.content,
      symbols: block.symbols.map(([name, offset, size, linkage, scope, live]) => {
        return { name, offset: BigInt(offset), size: BigInt(size), linkage, scope, live: live === 'live' }
      }),
      edges: block.edges.map(([offset, kind, addend, name, address]) => {
        return { offset: BigInt(offset), kind, addend: BigInt(addend), target: name ?? BigInt(address!) }
      }),
    })),
    externals: externals.map(outsideOf),
    absolutes: absolutes.map(outsideOf),
  }
}

function outsideOf({ name, address, weaklyReferenced }: OutsideRow): GraphRecord['externals'][number] {
  return { name, address: BigInt(address), weaklyReferenced: weaklyReferenced === true }
}
