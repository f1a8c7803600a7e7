/**
 * What x86-64 has to say about crossings. A branch is worse than any other distance to a NoAlloc section: the processor
 * would go there.
 */
import type { ConstraintRow } from '../../graph/crossing-rules'
import { FINALIZE, NO_ALLOC, STANDARD } from '../../graph/lifetimes'
import type { X86EdgeName } from './edges'

const BRANCHES: readonly X86EdgeName[] = [
  'BranchPCRel32',
  'BranchPCRel32ToPtrJumpStub',
  'BranchPCRel32ToPtrJumpStubBypassable',
]

export const X86_CONSTRAINTS: readonly ConstraintRow[] = [
  {
    id: 'x86-branch',
    kinds: BRANCHES,
    from: [STANDARD, FINALIZE],
    to: [NO_ALLOC],
    family: 'relative',
    verdict: { landed: 'warning', 'first-draft': 'error', 'assertion-build': 'error' },
    says: 'A call or jump to code that has no memory: the processor would go to an address where nothing is.',
    wayOut: 'Give the target the policy Standard, or Finalize if it is called before the link is finalized.',
  },
]
