/**
 * Memory managers: who gives segments their addresses, and when pages go back. Both give each file's graph one run of
 * whole pages, Standard segments first, Finalize segments behind them; they differ in when they take pages back.
 *
 * Source: JITLink's InProcessMemoryManager; MapperJITLinkMemoryManager, which llvm-jitlink uses with -slab-address.
 */
export type ManagerId = 'in-process' | 'slab'

export interface ManagerRow {
  readonly id: ManagerId
  readonly title: string
  readonly says: string
  /** Whether pages of Finalize segments go back as soon as the finalize actions have run. */
  readonly releasesFinalize: boolean
}

export const MANAGERS: readonly ManagerRow[] = [
  {
    id: 'in-process',
    title: 'in-process',
    says: 'Standard memory first, Finalize memory behind it; Finalize pages go back once the finalize actions have run.',
    releasesFinalize: true,
  },
  {
    id: 'slab',
    title: 'slab',
    says: 'One slab of address space, as llvm-jitlink uses it; Finalize pages stay until the allocation is deallocated.',
    releasesFinalize: false,
  },
]

export function managerById(id: ManagerId): ManagerRow {
  return MANAGERS.find((row) => row.id === id)!
}
