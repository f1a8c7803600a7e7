/**
 * Which crossings between lifetime policies make sense: the rows, and the three sets of rules by which they are judged.
 * The linker's checks, the page's counters and colours, the explanations and the documentation all read them.
 *
 * Source: the history of LLVM's MemLifetime::NoAlloc. The first draft forbade references from allocated sections to
 * NoAlloc ones; an assertion in fixUpBlocks still does in builds with assertions; what landed checks nothing.
 */

/** What an edge's value says about its target: its address, a distance to it, or its size. */
export type Family = 'absolute' | 'relative' | 'size'

/** From harmless to fatal. An error fails the link; the others never do. */
export const VERDICTS = ['fine', 'note', 'warning', 'error'] as const
export type Verdict = (typeof VERDICTS)[number]

export type RuleSetId = 'landed' | 'first-draft' | 'assertion-build'

export interface RuleSetRow {
  readonly id: RuleSetId
  readonly title: string
  readonly says: string
  /**
   * When an edge that is an error fails the link: after the build and after each plugin, or when it is fixed up. An edge
   * that cannot be made at all fails it under every set.
   */
  readonly fails: 'only if it cannot be made' | 'after the build and each plugin' | 'when fixed up'
}

export const RULE_SETS: readonly RuleSetRow[] = [
  {
    id: 'landed',
    title: 'as landed',
    says: 'What LLVM does: nothing is forbidden, and we say which crossings make no sense. Only one that cannot be made fails: a signed pointer in a NoAlloc section.',
    fails: 'only if it cannot be made',
  },
  {
    id: 'first-draft',
    title: 'first draft',
    says: 'As first proposed: memory must not refer to NoAlloc sections. Checked after the build and after each plugin.',
    fails: 'after the build and each plugin',
  },
  {
    id: 'assertion-build',
    title: 'assertion build',
    says: 'As an LLVM with assertions does: the same rule, but nobody looks before the fixup.',
    fails: 'when fixed up',
  },
]

/** Lifetimes by number, and what lies outside the link. */
export const OUTSIDE = 3
const S = 0
const F = 1
const N = 2

export interface CrossingRow {
  /** Of its own among all rows, those of architectures included; other languages know its sentences by it. */
  readonly id: string
  readonly from: readonly number[]
  readonly to: readonly number[]
  /** `both`: absolute and relative. A size is neither: it says nothing of where its target is. */
  readonly family: Family | 'both'
  /** Undefined: both within one section and across. */
  readonly sameSection?: boolean
  readonly verdict: Readonly<Record<RuleSetId, Verdict>>
  /** Why. */
  readonly says: string
  /** What a person can do about it, or why nothing need be done. */
  readonly wayOut: string
}

/** A row that a builder or an architecture adds for some of its edge kinds; it counts before the rows for all. */
export interface ConstraintRow extends CrossingRow {
  /** Edge kinds by name. */
  readonly kinds: readonly string[]
}

const always = (verdict: Verdict): CrossingRow['verdict'] => ({
  landed: verdict,
  'first-draft': verdict,
  'assertion-build': verdict,
})

/** The first row that fits counts; an edge that none fits is fine. */
export const CROSSINGS: readonly CrossingRow[] = [
  {
    id: 'dangling-address',
    from: [S],
    to: [F],
    family: 'absolute',
    verdict: always('warning'),
    says: 'Dangles after finalize: the target’s pages go back to the executor once the finalize actions have run.',
    wayOut: 'Give the target the policy Standard, or clear the pointer in the finalize action that used it last.',
  },
  {
    id: 'dangling-distance',
    from: [S],
    to: [F],
    family: 'relative',
    verdict: always('warning'),
    says: 'Dangles after finalize: the place that this distance leads to goes back once the finalize actions have run.',
    wayOut: 'Give both ends the same policy, or make sure that nobody follows the distance after finalize.',
  },
  {
    id: 'stale',
    from: [N],
    to: [F],
    family: 'both',
    verdict: always('note'),
    says: 'Stale after finalize: the metadata keeps an address whose memory is gone.',
    wayOut: 'Whoever reads the metadata has to know that this code ran once. Nothing can crash.',
  },
  {
    id: 'handle',
    from: [S, F],
    to: [N],
    family: 'absolute',
    verdict: { landed: 'note', 'first-draft': 'error', 'assertion-build': 'error' },
    says: 'A handle: there is no memory at this address, but the executor may hand it back to the controller in a request.',
    wayOut:
      'As LLVM has it, fine if the executor never follows it. If it does, and under the strict rules always, give the target the policy Standard.',
  },
  {
    id: 'senseless',
    from: [S, F],
    to: [N],
    family: 'relative',
    verdict: { landed: 'warning', 'first-draft': 'error', 'assertion-build': 'error' },
    says: 'Senseless: a distance to a place that has no memory.',
    wayOut:
      'Give the target the policy Standard (in ELF: the section flag "a"), or let the metadata point at the code.',
  },
  {
    id: 'size-only',
    from: [S, F],
    to: [N],
    family: 'size',
    verdict: { landed: 'fine', 'first-draft': 'error', 'assertion-build': 'error' },
    says: 'Only the size of something that has no memory; but the rule looks at where an edge leads, not at what it asks.',
    wayOut: 'Nothing can go wrong with a size. Under the strict rules the target has to have the policy Standard.',
  },
  {
    id: 'tracked-address',
    from: [N],
    to: [S],
    family: 'absolute',
    verdict: always('fine'),
    says: 'Metadata that tracks executor addresses, the common case.',
    wayOut: 'Nothing need be done.',
  },
  {
    id: 'file-distance',
    from: [N],
    to: [S],
    family: 'relative',
    verdict: always('note'),
    says: 'A distance counted from an offset in a file section, not from memory.',
    wayOut: 'Whoever reads it has to add the section’s offset, not an address.',
  },
  {
    id: 'section-distance',
    from: [N],
    to: [N],
    family: 'relative',
    sameSection: false,
    verdict: always('note'),
    says: 'A distance between offsets of two sections that both start at 0.',
    wayOut: 'Use the offset itself, as DWARF does.',
  },
  {
    id: 'section-offset',
    from: [N],
    to: [N],
    family: 'absolute',
    verdict: always('fine'),
    says: 'An offset in a section, since its addresses start at 0.',
    wayOut: 'Nothing need be done.',
  },
]

export const NOTHING_TO_SAY = {
  id: 'nothing',
  verdict: always('fine'),
  says: 'Both ends are there for as long as it matters.',
  wayOut: 'Nothing need be done.',
} as const

/** For edges that write a tombstone. */
export const STRIPPED = {
  id: 'stripped',
  verdict: always('note'),
  says: 'Points at something stripped, or at a name that nobody defines: a value that means “nothing here” is written.',
  wayOut: 'Readers of metadata skip it. To keep the target, let something live refer to it.',
} as const

export const TO_OUTSIDE = {
  id: 'outside',
  verdict: always('fine'),
  says: 'The target lives outside this link.',
  wayOut: 'Nothing need be done.',
} as const
