/**
 * What can happen in a link: the closed list of events and of phases. One vocabulary serves engine, page, command and
 * lessons. An event says what happened (its type and the ids it is about); the records behind it say which cells of
 * which tables changed, so that it can be taken back and done again.
 */

export interface PhaseRow {
  readonly id: string
  readonly title: string
  /** What the linker does in it, in one sentence. */
  readonly says: string
}

/** In the order in which a link goes through them. */
export const PHASES = [
  { id: 'read', title: 'read', says: 'The files are checked and their headers, section and symbol tables are read.' },
  {
    id: 'build',
    title: 'build',
    says: 'Each file becomes a link graph: sections of blocks, symbols that name places in blocks, edges where bytes are missing.',
  },
  {
    id: 'prepare',
    title: 'prepare',
    says: 'Passes before pruning: call-frame records get blocks of their own, roots are marked, weak names are decided.',
  },
  { id: 'prune', title: 'prune', says: 'Everything that no root reaches over edges is removed.' },
  { id: 'tables', title: 'tables', says: 'GOT entries and stubs are made for references that must go through them.' },
  {
    id: 'allocate',
    title: 'allocate',
    says: 'The memory manager gives Standard and Finalize blocks working memory and executor addresses. NoAlloc blocks are skipped.',
  },
  { id: 'place', title: 'place', says: 'Passes after allocation: names that mean an address of this layout get it.' },
  { id: 'resolve', title: 'resolve', says: 'Names that a file uses but does not define are looked up elsewhere.' },
  {
    id: 'relax',
    title: 'relax',
    says: 'Now that addresses are known, detours that turn out to be unnecessary are taken out.',
  },
  {
    id: 'fixup',
    title: 'fix up',
    says: 'Every relocation edge is computed and written into its field. NoAlloc content is first copied to graph memory.',
  },
  { id: 'check', title: 'check', says: 'Passes after fixup look at the finished bytes.' },
  {
    id: 'finalize',
    title: 'finalize',
    says: 'Pages get their protections, finalize actions run, then Finalize memory goes back.',
  },
  { id: 'live', title: 'live', says: 'The code could run now. Standard memory stays until somebody deallocates it.' },
  {
    id: 'deallocate',
    title: 'deallocate',
    says: 'Somebody gives the finalized allocation back: deallocation actions run in reverse, then Standard memory goes.',
  },
  {
    id: 'abandon',
    title: 'abandon',
    says: 'The link failed: working and executor memory are given back, no action runs.',
  },
] as const satisfies readonly PhaseRow[]

export type PhaseId = (typeof PHASES)[number]['id']

/** Phases in which nothing is in flight any more, so that nothing can be abandoned. */
export const FINALIZED_PHASES: readonly PhaseId[] = ['live', 'deallocate', 'abandon']

/** Event types; each names what its two subjects `a` and `b` are. The sentence for each is in `describe.ts`. */
export const EVENTS = [
  { type: 'fileRead', a: 'file', b: 'none' },
  { type: 'memberPulled', a: 'file', b: 'none' },
  { type: 'fileRefused', a: 'file', b: 'none' },
  { type: 'sectionAdded', a: 'section', b: 'block' },
  { type: 'commonAdded', a: 'block', b: 'symbol' },
  { type: 'symbolsAdded', a: 'file', b: 'count' },
  { type: 'edgesAdded', a: 'section', b: 'count' },
  { type: 'policySet', a: 'section', b: 'none' },
  { type: 'blockSplit', a: 'block', b: 'count' },
  { type: 'frameLinked', a: 'block', b: 'symbol' },
  { type: 'unwindLinked', a: 'block', b: 'symbol' },
  { type: 'sectionMade', a: 'section', b: 'block' },
  { type: 'signingWritten', a: 'block', b: 'count' },
  { type: 'unwindWritten', a: 'block', b: 'count' },
  { type: 'terminatorAdded', a: 'block', b: 'none' },
  { type: 'strengthSet', a: 'symbol', b: 'none' },
  { type: 'unwindKept', a: 'block', b: 'count' },
  { type: 'definitionChosen', a: 'symbol', b: 'symbol' },
  { type: 'importCellAdded', a: 'block', b: 'symbol' },
  { type: 'rootMarked', a: 'symbol', b: 'none' },
  { type: 'blockRooted', a: 'block', b: 'none' },
  { type: 'blockReached', a: 'block', b: 'edge' },
  { type: 'blockHeld', a: 'block', b: 'none' },
  { type: 'blockRemoved', a: 'block', b: 'none' },
  { type: 'symbolRemoved', a: 'symbol', b: 'none' },
  { type: 'tombstoned', a: 'edge', b: 'none' },
  { type: 'gotEntryAdded', a: 'block', b: 'symbol' },
  { type: 'stubAdded', a: 'block', b: 'symbol' },
  { type: 'tlsEntryAdded', a: 'block', b: 'symbol' },
  { type: 'offsetEntryAdded', a: 'block', b: 'symbol' },
  { type: 'indirectSlotAdded', a: 'block', b: 'symbol' },
  { type: 'descriptorAdded', a: 'block', b: 'symbol' },
  { type: 'edgeLowered', a: 'edge', b: 'none' },
  { type: 'allocationOpened', a: 'file', b: 'none' },
  { type: 'segmentReserved', a: 'segment', b: 'none' },
  { type: 'blockPlaced', a: 'block', b: 'segment' },
  { type: 'symbolDefined', a: 'symbol', b: 'none' },
  { type: 'symbolResolved', a: 'symbol', b: 'none' },
  { type: 'edgeRelaxed', a: 'edge', b: 'none' },
  { type: 'startFolded', a: 'edge', b: 'none' },
  { type: 'contentCopied', a: 'block', b: 'asker' },
  { type: 'fixupWritten', a: 'edge', b: 'none' },
  { type: 'segmentProtected', a: 'segment', b: 'none' },
  { type: 'contentGrown', a: 'block', b: 'count' },
  { type: 'addressUpdated', a: 'block', b: 'none' },
  { type: 'sectionReserved', a: 'section', b: 'block' },
  { type: 'contentShipped', a: 'section', b: 'section' },
  { type: 'actionRecorded', a: 'action', b: 'none' },
  { type: 'actionRun', a: 'action', b: 'none' },
  { type: 'actionFailed', a: 'action', b: 'none' },
  { type: 'twinRun', a: 'action', b: 'none' },
  { type: 'allocationFinalized', a: 'file', b: 'none' },
  { type: 'allocationDeallocated', a: 'file', b: 'none' },
  { type: 'allocationAbandoned', a: 'file', b: 'none' },
  { type: 'allocationFailed', a: 'file', b: 'none' },
  { type: 'segmentReleased', a: 'segment', b: 'reason' },
  { type: 'linkFailed', a: 'none', b: 'none' },
] as const

export type EventType = (typeof EVENTS)[number]['type']
export type EventRow = (typeof EVENTS)[number]

/** The number by which a log stores an event type. */
export const EVENT_CODE = Object.fromEntries(EVENTS.map((row, code) => [row.type, code])) as Record<EventType, number>
