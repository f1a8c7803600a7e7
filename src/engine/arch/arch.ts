/** What the linker needs to know of a processor: its edge kinds, and how its table entries look. */
import type { ConstraintRow } from '../graph/crossing-rules'
import type { EdgeKind } from '../graph/ids'
import type { CompiledFixup, EdgeRow } from './edge-rows'

/** A table entry that the linker makes: its bytes and the one edge that fills them in. */
export interface EntryTemplate {
  readonly section: string
  readonly executable: boolean
  /** Written when the link is finalized. */
  readonly writable?: boolean
  readonly bytes: readonly number[]
  readonly alignment: number
  /** The address that the block has before layout; JITLink's, for it decides order in a segment. */
  readonly initialAddress: bigint
  readonly edge: { readonly offset: number; readonly kind: EdgeKind }
}

export interface Arch {
  readonly id: string
  readonly title: string
  readonly triple: string
  readonly pointerBytes: 4 | 8
  /** Indexed by EdgeKind. */
  readonly edges: readonly EdgeRow[]
  readonly fixups: readonly (CompiledFixup | undefined)[]
  /** What this processor has to say about crossings, beside the rows for all. */
  readonly constraints: readonly ConstraintRow[]
  readonly gotEntry: EntryTemplate
  readonly stub: EntryTemplate
  readonly tlsEntry: EntryTemplate
  /** Holds the distance from the thread pointer of a thread-local name that is outside the link. */
  readonly offsetEntry: EntryTemplate
  /** Holds the address that a resolver will choose (STT_GNU_IFUNC). Its edge only keeps the resolver alive. */
  readonly indirectSlot: EntryTemplate
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
  readonly fromGot: EdgeKind
}

/** The row's name, as the reference tool prints it. */
export function edgeKindName(arch: Arch, kind: number): string {
  return arch.edges[kind]?.name ?? '<Unrecognized edge kind>'
}
