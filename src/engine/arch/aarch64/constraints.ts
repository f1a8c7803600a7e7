/** What AArch64 has to say about crossings: a branch to code that has no memory sends the processor there. */
import type { ConstraintRow } from '../../graph/crossing-rules'
import { FINALIZE, NO_ALLOC, STANDARD } from '../../graph/lifetimes'
import type { AArch64EdgeName } from './edges'

const BRANCHES: readonly AArch64EdgeName[] = ['Branch26PCRel', 'TestAndBranch14PCRel', 'CondBranch19PCRel']

export const AARCH64_CONSTRAINTS: readonly ConstraintRow[] = [
  {
    kinds: BRANCHES,
    from: [STANDARD, FINALIZE],
    to: [NO_ALLOC],
    family: 'relative',
    verdict: { landed: 'warning', 'first-draft': 'error', 'assertion-build': 'error' },
    says: 'A branch to code that has no memory: the processor would go to an address where nothing is.',
    wayOut: 'Give the target the policy Standard, or Finalize if it is called before the link is finalized.',
  },
]
