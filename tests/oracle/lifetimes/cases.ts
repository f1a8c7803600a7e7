/**
 * The cases of the second witness: what recorder.cpp is asked to link, and how. Objects lie in tests/corpus/lifetimes,
 * those of the lessons with the samples.
 * `npm run record:lifetimes` records LLVM's answers; lifetimes.test.ts compares them with ours.
 */

export type LifetimeName = 'Standard' | 'Finalize' | 'NoAlloc'

/** Lifetime and protection for sections whose name matches; `*` stands for anything. Later rules win. */
export interface Rule {
  readonly pattern: string
  readonly lifetime?: LifetimeName
  /** Such as `R-X`. */
  readonly protection?: string
}

/** Lists of JITLink's passes, and the moment when a file's addresses are published. */
export type Stage = 'prePrune' | 'postPrune' | 'postAllocation' | 'resolved' | 'preFixup' | 'postFixup'

/** `call NAME` makes a function of the linked code the action: it really runs. */
export type ActionHalf = 'runs' | 'fails' | `call ${string}`

/** A pair of allocation actions of one file; a half that is absent is a null call. */
export interface ActionPair {
  readonly finalize?: ActionHalf
  readonly dealloc?: ActionHalf
  /** Name of a 32-bit word of the linked data that both halves note when they run. */
  readonly reads?: string
  /** Index of the file; the first one by default. */
  readonly file?: number
}

/** A pass that asks twice for the mutable content of a section's block and writes hex `bytes` at `offset`. */
export interface Touch {
  readonly phase: Exclude<Stage, 'resolved'>
  readonly section: string
  readonly offset?: number
  readonly bytes?: string
  readonly file?: number
}

export interface LifetimeCase {
  readonly id: string
  /** What the case is about, in one sentence. */
  readonly says: string
  readonly files: readonly string[]
  /** Where they lie, if they are not objects of the corpus. */
  readonly folder?: string
  readonly rules?: readonly Rule[]
  /** Keep metadata alive as LLVM's debugger plugin does, with everything that it refers to. */
  readonly keep?: boolean
  /** `non-local` by default. */
  readonly roots?: 'non-local' | 'all'
  /** Address of the first segment, hex; 0x10000000 by default. */
  readonly base?: string
  /** Bytes; 4096 by default. */
  readonly pageSize?: number
  readonly absolutes?: Readonly<Record<string, string>>
  readonly actions?: readonly ActionPair[]
  /** Where the actions are added; postAllocation by default. */
  readonly actionsIn?: Exclude<Stage, 'resolved'>
  readonly touch?: readonly Touch[]
  /** A pass that fails, or the context when it is told the addresses. */
  readonly fail?: { readonly phase: Stage; readonly file?: number }
}

const ONCE = { pattern: '.once*', lifetime: 'Finalize' } as const
const TRIO = ['left.o', 'right.o', 'middle.o']
const PAIRS = [
  { finalize: 'runs', dealloc: 'runs' },
  { finalize: 'runs' },
  { dealloc: 'runs' },
  { finalize: 'runs', dealloc: 'runs' },
] as const

/** The object of the four flips, with its debug information; each flip is one rule more. */
const FLIPS: readonly LifetimeCase[] = [
  {
    id: 'flip-none',
    says: 'Before: code, data, strings and debug information, each with the policy of its file.',
    files: ['house.o'],
    keep: true,
  },
  ...(
    [
      ['rodata', '.rodata', 'NoAlloc'],
      ['debug-str', '.debug_str', 'Standard'],
      ['once-text', '.once.text', 'Finalize'],
      ['data', '.data', 'Finalize'],
    ] as const
  ).map(([name, pattern, lifetime]) => ({
    id: `flip-${name}`,
    says: `After: ${pattern} is ${lifetime}.`,
    files: ['house.o'],
    keep: true,
    rules: [{ pattern, lifetime }],
  })),
]

const MIXED: readonly LifetimeCase[] = [
  {
    id: 'three-policies',
    says: 'Edges of both families between each two of the three policies.',
    files: ['three.o'],
    rules: [ONCE],
    keep: true,
  },
  {
    id: 'three-pruned',
    says: 'The same, but metadata that nothing refers to dies.',
    files: ['three.o'],
    rules: [ONCE],
  },
  { id: 'no-rules', says: 'The same object with the policies of its file.', files: ['three.o'], keep: true },
  {
    id: 'all-finalize',
    says: 'Everything that has memory is Finalize: nothing is left after finalize.',
    files: ['three.o'],
    rules: [{ pattern: '*', lifetime: 'Finalize' }],
    keep: true,
  },
  {
    id: 'all-standard',
    says: 'Everything gets memory, metadata as well.',
    files: ['three.o'],
    rules: [{ pattern: '*', lifetime: 'Standard' }],
    keep: true,
  },
  {
    id: 'later-rule-wins',
    says: 'A second rule takes back what a first one said.',
    files: ['three.o'],
    rules: [{ pattern: '*', lifetime: 'Finalize' }, ONCE, { pattern: '.text', lifetime: 'Standard' }],
    keep: true,
  },
  {
    id: 'zero-fill',
    says: 'Zero-fill in Standard and in Finalize memory, with alignment before and inside it.',
    files: ['zero.o'],
    rules: [ONCE],
  },
  {
    id: 'zero-fill-joins',
    says: 'Zero-fill that moves to Finalize joins the segment of the data there.',
    files: ['zero.o'],
    rules: [ONCE, { pattern: '.bss*', lifetime: 'Finalize' }],
  },
  {
    id: 'alignment',
    says: 'Alignments up to a page in both kinds of memory; metadata keeps its addresses.',
    files: ['deep.o'],
    rules: [ONCE],
    keep: true,
  },
  {
    id: 'alignment-over-page',
    says: 'An alignment beyond a page: the memory manager refuses, nothing is reserved, nothing abandoned.',
    files: ['deeper.o'],
    rules: [ONCE],
  },
  {
    id: 'large-pages',
    says: 'Pages of 16 KiB: every segment starts on one, an alignment of 8 KiB is fine.',
    files: ['deeper.o'],
    rules: [ONCE],
    pageSize: 16384,
  },
  {
    id: 'high-base',
    says: 'Memory above 4 GiB, metadata at 0: distances between them fit no 32 bits, so the link is abandoned.',
    files: ['three.o'],
    rules: [ONCE],
    keep: true,
    base: '0x200000000',
  },
  {
    id: 'protections',
    says: 'Each protection that LLVM can ask the system for: not none, and not writable code that cannot be read.',
    files: ['doors.o'],
    rules: Object.entries({ r: 'R--', w: '-W-', rw: 'RW-', x: '--X', rx: 'R-X', rwx: 'RWX' }).map(
      ([name, protection]) => ({ pattern: `.door.${name}`, protection }),
    ),
  },
  {
    id: 'protection-none',
    says: 'A section without any protection is laid out first, and then finalize fails: the system call is refused.',
    files: ['doors.o'],
    rules: [
      { pattern: '.door.none', protection: '---' },
      { pattern: '.door.x', lifetime: 'Finalize' },
    ],
    actions: [{ finalize: 'runs', dealloc: 'runs' }],
  },
  {
    id: 'protections-of-two-policies',
    says: 'Protections and policies crossed: segments in the order of policy, then protection.',
    files: ['doors.o'],
    rules: [
      { pattern: '.door.*', protection: 'R--' },
      { pattern: '.door.*x', protection: 'R-X', lifetime: 'Finalize' },
      { pattern: '.door.w', lifetime: 'Finalize' },
      { pattern: '.door.none', protection: 'RWX' },
      { pattern: '.door.rw', lifetime: 'NoAlloc' },
    ],
  },
  {
    id: 'tables',
    says: 'GOT entries and stubs are Standard, whoever uses them: Standard code, Finalize code, metadata.',
    files: ['tables.o'],
    rules: [ONCE],
    keep: true,
    absolutes: { outside: '0x20000000', helper: '0x7fff00000000', other: '0x7fff00001000', third: '0x7fff00002000' },
  },
  {
    id: 'tables-near',
    says: 'The same with targets in reach: the code goes straight to them, the entries stay.',
    files: ['tables.o'],
    rules: [ONCE],
    base: '0x200000000',
    absolutes: { outside: '0x200100000', helper: '0x200200000', other: '0x200201000', third: '0x200202000' },
  },
  {
    id: 'code-noalloc',
    says: 'Code without memory asks for entries and stubs as well, and measures its distances from address 0.',
    files: ['tables.o'],
    rules: [ONCE, { pattern: '.text', lifetime: 'NoAlloc' }],
    keep: true,
    absolutes: { outside: '0x20000000', helper: '0x20001000', other: '0x7fff00001000', third: '0x7fff00002000' },
  },
  {
    id: 'start-noalloc',
    says: 'Start and stop of a section without memory are offsets: 0 and its size.',
    files: ['start.o'],
    rules: [ONCE, { pattern: 'once_list', lifetime: 'NoAlloc' }],
  },
  {
    id: 'same-names',
    says: 'Sections of one name are one section: a rule moves all of its blocks.',
    files: ['twins.o'],
    rules: [{ pattern: '.part', lifetime: 'Finalize' }],
    keep: true,
  },
  {
    id: 'same-names-noalloc',
    says: 'Blocks of one NoAlloc section all stay at address 0.',
    files: ['twins.o'],
    rules: [{ pattern: '.part', lifetime: 'NoAlloc' }],
    keep: true,
  },
  {
    id: 'frames-finalize',
    says: 'Call-frame records in Finalize memory, registered and then gone.',
    files: ['house.o'],
    rules: [{ pattern: '.eh_frame', lifetime: 'Finalize' }],
  },
  {
    id: 'frames-noalloc',
    says: 'Call-frame records without memory: their blocks keep the addresses of the file.',
    files: ['house.o'],
    rules: [{ pattern: '.eh_frame', lifetime: 'NoAlloc' }],
  },
]

const SESSIONS: readonly LifetimeCase[] = [
  {
    id: 'three-files',
    says: 'Three files that need each other, each with its own memory: Standard part, then Finalize part.',
    files: TRIO,
    rules: [ONCE],
    keep: true,
  },
  {
    id: 'three-files-reordered',
    says: 'The same in another order; the weak definition still loses.',
    files: TRIO.toReversed(),
    rules: [ONCE, { pattern: '.bss', lifetime: 'Finalize' }],
    keep: true,
  },
  {
    id: 'three-files-one-fails',
    says: 'The second of three files is abandoned; the others have its addresses all the same.',
    files: TRIO,
    rules: [ONCE],
    actions: [...PAIRS, { finalize: 'runs', dealloc: 'runs', file: 1 }, { dealloc: 'runs', file: 2 }],
    fail: { phase: 'postFixup', file: 1 },
  },
  {
    id: 'deallocate-three',
    says: 'Three allocations are deallocated in one call: last first, and in each the actions in reverse.',
    files: TRIO,
    rules: [ONCE],
    actions: [...PAIRS, ...PAIRS.map((pair) => ({ ...pair, file: 1 })), ...PAIRS.map((pair) => ({ ...pair, file: 2 }))],
  },
]

const ACTIONS: readonly LifetimeCase[] = [
  {
    id: 'actions',
    says: 'Finalize actions in order, then Finalize memory goes; twins in reverse, then the rest.',
    files: ['three.o'],
    rules: [ONCE],
    actions: PAIRS,
  },
  {
    id: 'action-fails',
    says: 'The third finalize action fails: the twins of those before it run in reverse, its own does not.',
    files: ['three.o'],
    rules: [ONCE],
    actions: [
      { finalize: 'runs', dealloc: 'runs' },
      { finalize: 'runs', dealloc: 'runs' },
      { finalize: 'fails', dealloc: 'runs' },
      { finalize: 'runs', dealloc: 'runs' },
    ],
  },
  {
    id: 'first-action-fails',
    says: 'The first finalize action fails: nothing else runs.',
    files: ['three.o'],
    rules: [ONCE],
    actions: [{ finalize: 'fails', dealloc: 'runs' }, ...PAIRS],
  },
  {
    id: 'twin-fails',
    says: 'Twins that fail do not stop the others; their errors are joined and the memory is released.',
    files: ['three.o'],
    rules: [ONCE],
    actions: [
      { finalize: 'runs', dealloc: 'runs' },
      { finalize: 'runs', dealloc: 'fails' },
      { finalize: 'runs', dealloc: 'fails' },
    ],
  },
  {
    id: 'initializer-runs',
    says: 'Finalize code really runs as a finalize action, between the protection and the release of its pages.',
    files: ['start.o'],
    rules: [ONCE, { pattern: 'once_list', lifetime: 'Finalize' }],
    actions: [
      { finalize: 'runs', reads: 'mark' },
      { finalize: 'call initialize' },
      { finalize: 'runs', dealloc: 'runs', reads: 'mark' },
    ],
  },
]

const FAILURES: readonly LifetimeCase[] = [
  {
    id: 'out-of-range',
    says: 'A fixup fails when memory is reserved: it is all given back, Finalize part first, and no action runs.',
    files: ['far.o'],
    rules: [ONCE],
    absolutes: { moon: '0x7fff00000000' },
    actions: PAIRS,
  },
  {
    id: 'missing-name',
    says: 'Nobody defines a name: the lookup fails, the link is abandoned.',
    files: ['missing.o'],
    rules: [ONCE],
    actions: PAIRS,
  },
  {
    id: 'wanted-name',
    says: 'A name that is only wanted may be missing: it is 0.',
    files: ['missing.o'],
    rules: [ONCE],
    absolutes: { nobody: '0x10100000', nowhere: '0x5' },
  },
  ...(['prePrune', 'postPrune', 'postAllocation', 'resolved', 'preFixup', 'postFixup'] as const).map((phase) => ({
    id: `fails-in-${phase.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    says: `A failure in ${phase}: ${/Prune/.test(phase) ? 'nothing is reserved yet' : 'what is reserved is abandoned'}.`,
    files: ['three.o'],
    rules: [ONCE],
    actions: PAIRS,
    actionsIn: 'postPrune' as const,
    fail: { phase },
  })),
]

const NO_ALLOC: readonly LifetimeCase[] = [
  {
    id: 'all-noalloc',
    says: 'Every section is NoAlloc: the memory manager is not even asked.',
    files: ['ledger.o'],
    rules: [{ pattern: '*', lifetime: 'NoAlloc' }],
    keep: true,
  },
  {
    id: 'all-noalloc-with-action',
    says: 'The same with an action: the memory manager is asked, for nothing.',
    files: ['ledger.o'],
    rules: [{ pattern: '*', lifetime: 'NoAlloc' }],
    keep: true,
    actions: [{ finalize: 'runs', dealloc: 'runs' }],
    actionsIn: 'postPrune',
  },
  {
    id: 'all-noalloc-late-action',
    says: 'An action that is added after the fixups comes too late for a link without memory: it never runs.',
    files: ['ledger.o'],
    rules: [{ pattern: '*', lifetime: 'NoAlloc' }],
    keep: true,
    actions: [{ finalize: 'runs', dealloc: 'runs' }],
    actionsIn: 'postFixup',
  },
  {
    id: 'noalloc-but-empty-text',
    says: 'The empty .text of the assembler is pruned but still a Standard section: the memory manager is asked.',
    files: ['ledger.o'],
    keep: true,
  },
  {
    id: 'empty-text-late-action',
    says: 'An allocation of no bytes is an allocation: its actions run, however late they were added.',
    files: ['ledger.o'],
    keep: true,
    actions: [{ finalize: 'runs', dealloc: 'runs' }],
    actionsIn: 'postFixup',
  },
  {
    id: 'all-noalloc-fails',
    says: 'A failure when there is no allocation that could be abandoned.',
    files: ['ledger.o'],
    rules: [{ pattern: '*', lifetime: 'NoAlloc' }],
    keep: true,
    fail: { phase: 'postFixup' },
  },
  {
    id: 'zero-fill-noalloc',
    says: 'A live zero-fill block without memory: LLVM copies from nowhere and crashes.',
    files: ['hollow.o'],
    rules: [{ pattern: '.bss', lifetime: 'NoAlloc' }],
  },
  {
    id: 'mutable-early',
    says: 'A plugin asks for mutable content before memory is reserved: a copy in the graph, for metadata the last one.',
    files: ['three.o'],
    rules: [ONCE],
    keep: true,
    touch: [
      { phase: 'prePrune', section: '.meta.more', offset: 0, bytes: '4e45564552' },
      { phase: 'prePrune', section: '.data' },
      { phase: 'postPrune', section: '.once.data', offset: 24, bytes: 'ffffffff' },
    ],
  },
  {
    id: 'mutable-late',
    says: 'Asked later, memory is mutable already; metadata is copied by the first who asks, here before the fixups.',
    files: ['three.o'],
    rules: [ONCE],
    keep: true,
    touch: [
      { phase: 'postAllocation', section: '.data' },
      { phase: 'preFixup', section: '.meta', offset: 40, bytes: 'ffffffff' },
      { phase: 'preFixup', section: '.once.text' },
      { phase: 'postFixup', section: '.meta.more', offset: 6, bytes: '494e' },
      { phase: 'postFixup', section: '.meta' },
    ],
  },
]

const ONCE_LESSON = { files: ['once.o'], folder: 'public/samples/lesson-once', keep: true } as const
const ABANDON_LESSON = { files: ['missing.o'], folder: 'public/samples/lesson-abandon', keep: true } as const

/** What lessons say of memory, in the words of the witness: tests/lessons/witness.test.ts holds them together. */
const LESSONS: readonly LifetimeCase[] = [
  {
    id: 'lesson-once-standard',
    says: 'The initializer and its table are Standard, as the file has it.',
    ...ONCE_LESSON,
  },
  {
    id: 'lesson-once',
    says: 'They are Finalize: four pages until the finalize action has run, two from then on.',
    ...ONCE_LESSON,
    rules: [{ pattern: '.once.*', lifetime: 'Finalize' }],
    actions: [{ finalize: 'runs' }],
  },
  {
    id: 'lesson-once-data',
    says: 'The pointer to the initializer is Finalize as well, so nothing that stays points at it.',
    ...ONCE_LESSON,
    rules: [
      { pattern: '.once.*', lifetime: 'Finalize' },
      { pattern: '.data', lifetime: 'Finalize' },
    ],
  },
  {
    id: 'lesson-once-abandoned',
    says: 'The link fails when everything is written: both kinds of memory go back, the initializer never runs.',
    ...ONCE_LESSON,
    rules: [{ pattern: '.once.*', lifetime: 'Finalize' }],
    actions: [{ finalize: 'runs' }],
    actionsIn: 'postPrune',
    fail: { phase: 'postFixup' },
  },
  { id: 'lesson-abandon', says: 'Nobody defines the function: five pages go back.', ...ABANDON_LESSON },
  {
    id: 'lesson-abandon-mended',
    says: 'Somebody does: the same five pages stay until they are deallocated.',
    ...ABANDON_LESSON,
    absolutes: { missing: '0x60000000' },
  },
]

export const CASES: readonly LifetimeCase[] = [
  ...FLIPS,
  ...MIXED,
  ...SESSIONS,
  ...ACTIONS,
  ...FAILURES,
  ...NO_ALLOC,
  ...LESSONS,
]
