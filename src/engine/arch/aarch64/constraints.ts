/**
 * What AArch64 has to say about crossings: a branch to code that has no memory sends the processor there, and a pointer can
 * be signed only where it will lie.
 */
import type { ConstraintRow } from '../../graph/crossing-rules'
import { OUTSIDE } from '../../graph/crossing-rules'
import { FINALIZE, NO_ALLOC, STANDARD } from '../../graph/lifetimes'
import type { AArch64EdgeName } from './edges'

const SIGNED: readonly AArch64EdgeName[] = ['Pointer64Authenticated']
const BRANCHES: readonly AArch64EdgeName[] = ['Branch26PCRel', 'TestAndBranch14PCRel', 'CondBranch19PCRel']

export const AARCH64_CONSTRAINTS: readonly ConstraintRow[] = [
  {
    id: 'aarch64-branch',
    kinds: BRANCHES,
    from: [STANDARD, FINALIZE],
    to: [NO_ALLOC],
    family: 'relative',
    verdict: { landed: 'warning', 'first-draft': 'error', 'assertion-build': 'error' },
    says: 'A branch to code that has no memory: the processor would go to an address where nothing is.',
    wayOut: 'Give the target the policy Standard, or Finalize if it is called before the link is finalized.',
  },
  {
    id: 'aarch64-signed-pointer',
    kinds: SIGNED,
    from: [NO_ALLOC],
    to: [STANDARD, FINALIZE, NO_ALLOC, OUTSIDE],
    family: 'absolute',
    verdict: { landed: 'error', 'first-draft': 'error', 'assertion-build': 'error' },
    says: 'A signed pointer is made by code that runs in the executor, at the place where the pointer lies: without memory there is no such place.',
    wayOut: 'Give its section the policy Standard, or compile for arm64, where pointers are not signed.',
  },
]
