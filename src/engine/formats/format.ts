/**
 * What a file format is to the linker: how to recognise it by its bytes, and how to build a graph from it. Adding a
 * format is a folder here and a line in `index.ts`.
 */
import type { Diagnostic } from '../graph/diagnostics'
import type { FileId } from '../graph/ids'
import type { LifetimeId } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import type { QuirkSet } from '../quirks'

/** Why a compiler asks for a relocation of some type. */
export interface Reason {
  /** What it is called in other languages; types that share a reason may share it. */
  readonly reasonId: string
  readonly reason: string
  /** Document and section. */
  readonly document: string
}

/** Why a file's own word gives a section its policy: the first row that fits a section is the answer. */
export interface PolicyReason {
  readonly id: string
  readonly lifetime: LifetimeId
  /** What the section's name begins with; undefined: all names. */
  readonly names?: string
  /** A sentence behind the section's name. */
  readonly says: string
}

export interface FormatRow {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly policies: readonly PolicyReason[]
  /** Names of its relocation types, why compilers ask for them, and where to read about them. */
  readonly relocations: readonly {
    readonly arch: string
    readonly type: number
    readonly name: string
    readonly bias: number
    readonly reasonId: string
    readonly reason: string
    readonly document: string
  }[]
  /** What its users call the processor of a triple, where that is not the processor's usual name. */
  readonly processorTitle?: (triple: string) => string | undefined
  /** Looks at the bytes only, never at the name. */
  detect(bytes: Uint8Array): boolean
  /** Checks the file's skeleton; throws a Refusal. What it returns is handed to `build`. */
  read(name: string, bytes: Uint8Array): ReadFile
}

/** What a file offers to others and wants from them, by name: enough to decide which members of an archive are needed. */
export interface FileInterface {
  /** Names that it defines and others can see. */
  readonly defines: readonly string[]
  /** Names that it must get from elsewhere. Weak references are not among them: they pull nothing. */
  readonly needs: readonly string[]
}

/** A file that was read and can be built. */
export interface ReadFile {
  readonly name: string
  readonly format: string
  readonly arch: string
  readonly triple: string
  readonly bytes: Uint8Array
  /** Adds the file's sections, symbols and edges to the graph; throws a Refusal; returns warnings. */
  build(graph: LinkGraph, file: FileId, quirks: QuirkSet): Diagnostic[]
  /** Reads names only; throws a Refusal. */
  interface(): FileInterface
  /** What the file holds, so that room can be made for it; bounded by the file's bytes. */
  readonly sections: number
  readonly symbols: number
  readonly relocations: number
}

/** Something that people drop and that is no input: recognised by its first bytes, refused with its own message. */
export interface ForeignRow {
  readonly code: 'is-bitcode' | 'is-wasm' | 'is-compressed' | 'is-windows-image'
  readonly magics: readonly (readonly number[])[]
}
