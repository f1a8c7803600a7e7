/** How views reach the desk: one context, one hook with a selector. */
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Desk, DeskStore } from './desk'

const DeskContext = createContext<DeskStore | undefined>(undefined)

export const DeskProvider = DeskContext.Provider

export function useDeskStore(): DeskStore {
  const store = useContext(DeskContext)
  if (!store) throw new Error('Linkscape bug: no desk around this view')
  return store
}

/** A part of the desk; renders again only when that part changes. */
export function useDesk<T>(select: (desk: Desk) => T): T {
  return useStore(useDeskStore(), select)
}

/** A link is under way: what is shown is still the one before it. Said to those who cannot see it as `aria-busy`. */
export const useIsLinking = (): boolean => useDesk((desk) => desk.working !== undefined)
