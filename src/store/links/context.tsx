/** How views reach the keeper of the address. */
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { KeeperActions, KeeperState, KeeperStore } from './keeper'

const KeeperContext = createContext<KeeperStore | undefined>(undefined)

export const KeeperProvider = KeeperContext.Provider

export function useKeeper<T>(select: (keeper: KeeperState & KeeperActions) => T): T {
  const store = useContext(KeeperContext)
  if (!store) throw new Error('Linkscape bug: no keeper around this view')
  return useStore(store, select)
}
