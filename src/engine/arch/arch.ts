/** What the linker needs to know of a processor: its edge kinds, and how its table entries look. */
import type { ConstraintRow } from '../graph/crossing-rules'
import type { EdgeKind } from '../graph/ids'
import type { CompiledFixup, EdgeRow, TableId } from './edge-rows'
import type { FieldRow } from './fields'

/** An edge of a table entry. Its target is what the entry is for, unless a name is given. */
export interface EntryEdge {
  readonly offset: number
  readonly kind: EdgeKind
  /** A name that lies outside the link. */
  readonly name?: string
}

/** A table entry that the linker makes: its bytes and the edges that fill them in. */
export interface EntryTemplate {
  readonly section: string
  readonly executable: boolean
  /** Written when the link is finalized. */
  readonly writable?: boolean
  readonly bytes: readonly number[]
  readonly alignment: number
  /** The address that the block has before layout; JITLink's, for it decides order in a segment. */
  readonly initialAddress: bigint
  readonly edges: readonly EntryEdge[]
  /** Set if the entry does not lead to the target itself, but to its entry in another table. */
  readonly through?: TableId
  /** Size of the entry's symbol, if it is not the block's. */
  readonly symbolBytes?: number
}

export type ByteOrder = 'little' | 'big'

export interface Arch {
  readonly id: string
  /** The same for all byte orders of a processor; passes that only one processor has name it. */
  readonly processor: 'x86-64' | 'aarch64'
  readonly title: string
  readonly triple: string
  /** Of data, and of instructions: some processors read these alike whatever data is like. */
  readonly byteOrder: { readonly data: ByteOrder; readonly code: ByteOrder }
  readonly pointerBytes: 4 | 8
  /** Indexed by EdgeKind. */
  readonly edges: readonly EdgeRow[]
  readonly fixups: readonly (CompiledFixup | undefined)[]
  /** What this processor has to say about crossings, beside the rows for all. */
  readonly constraints: readonly ConstraintRow[]
  /**
   * The tables that it has. `got`: addresses. `stub`: code that jumps through an entry of the GOT. `tls`: what a run time
   * knows of a thread-local variable. `offset`: the distance from the thread pointer of a thread-local name outside.
   * `indirect`: the address that a resolver will choose (STT_GNU_IFUNC); its edge only keeps the resolver alive.
   * `descriptor`: a function that finds a thread-local variable, and its argument.
   */
  readonly tables: Readonly<Partial<Record<TableId, EntryTemplate>>> & { readonly got: EntryTemplate }
  /** Where the thread pointer is: right behind the thread-local templates, or this many bytes in front of them. */
  readonly threadPointer: 'behind' | number
  /** A branch to a name outside becomes this kind, aimed at a stub. */
  readonly branch: { readonly kind: EdgeKind; readonly toStub: EdgeKind; readonly toFixedStub: EdgeKind }
  /** Loads from a GOT entry that relaxation may take out, and the kind of the same formula that it leaves alone. */
  readonly relaxableLoads: readonly EdgeKind[]
  readonly plainLoad: EdgeKind
  /** Kinds by which call-frame records refer to code and to each other. */
  readonly frames: {
    readonly delta32: EdgeKind
    readonly delta64: EdgeKind
    readonly negDelta32: EdgeKind
    readonly pointer32: EdgeKind
    readonly pointer64: EdgeKind
  }
  /** Kinds that need the address of the GOT but no entry in it. */
  readonly fromGot: readonly EdgeKind[]
  /** Distances in instructions count from the next instruction; kinds may leave the bytes up to there to the addend. */
  readonly countsFromNext: boolean
}

/** The row's name, as the reference tool prints it. */
export function edgeKindName(arch: Arch, kind: number): string {
  return arch.edges[kind]?.name ?? '<Unrecognized edge kind>'
}

/** The order of a field's bytes: instructions may have another than data. */
export const orderOf = ({ byteOrder }: Arch, field: FieldRow): ByteOrder =>
  field.instruction ? byteOrder.code : byteOrder.data
