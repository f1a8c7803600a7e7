/**
 * Memory lifetime policies, the heart of the matter: how long the memory of a section lives, and whether it gets any.
 * The rows are the only definition; the linker, the explanations and the page's colours and letters all read them.
 *
 * Source: LLVM's orc::MemLifetime (Standard, Finalize, NoAlloc); its older name was MemDeallocPolicy.
 */
import type { Brand } from '../../base/brand'

export type LifetimeId = Brand<number, 'LifetimeId'>

export interface LifetimeRow {
  readonly name: 'Standard' | 'Finalize' | 'NoAlloc'
  /** The one-letter code that the page paints beside colour and pattern. */
  readonly letter: 'S' | 'F' | 'N'
  /** Whether the memory manager gives it working memory and executor addresses. */
  readonly allocates: boolean
  /** Whether its executor memory is still there when the finalize actions have run. */
  readonly survivesFinalize: boolean
  /** How long it lives, for the head of a column. */
  readonly short: string
  readonly says: string
}

/** Indexed by LifetimeId; the numbers are LLVM's. */
export const LIFETIMES: readonly LifetimeRow[] = [
  {
    name: 'Standard',
    letter: 'S',
    allocates: true,
    survivesFinalize: true,
    short: 'executor memory · until deallocated',
    says: 'Memory lives until the finalized allocation is deallocated, or the in-flight one is abandoned.',
  },
  {
    name: 'Finalize',
    letter: 'F',
    allocates: true,
    survivesFinalize: false,
    short: 'until finalize is over',
    says: 'Memory lives until all finalize actions have run; then its pages go back to the executor.',
  },
  {
    name: 'NoAlloc',
    letter: 'N',
    allocates: false,
    survivesFinalize: false,
    short: 'not in memory · lives in the graph',
    says: 'The memory manager skips it. Its addresses are the graph builder’s, its content stays in the graph and is fixed up there like any other.',
  },
]

export const STANDARD = 0 as LifetimeId
export const FINALIZE = 1 as LifetimeId
export const NO_ALLOC = 2 as LifetimeId

export function lifetimeByName(name: string): LifetimeId | undefined {
  const index = LIFETIMES.findIndex((row) => row.name.toLowerCase() === name.toLowerCase())
  return index < 0 ? undefined : (index as LifetimeId)
}
