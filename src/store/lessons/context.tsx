/** How views reach the lessons. Part of the first screen, so without any code that marks answers. */
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { School, SchoolStore } from './school'
import type { Tutor, TutorStore } from './tutor'

const SchoolContext = createContext<SchoolStore | undefined>(undefined)

export const SchoolProvider = SchoolContext.Provider

export function useSchool<T>(select: (school: School) => T): T {
  const store = useContext(SchoolContext)
  if (!store) throw new Error('Linkscape bug: no school around this view')
  return useStore(store, select)
}

/** Stands in for the tutor until there is one: nothing can be selected from it. */
const NOBODY: TutorStore = createStore<Tutor>()(() => ({}) as Tutor)

/** A part of the tutor; undefined while no lesson was ever asked for. */
export function useTutor<T>(select: (tutor: Tutor) => T): T | undefined {
  const tutor = useSchool((school) => school.tutor)
  const selected = useStore(tutor ?? NOBODY, tutor ? select : nothing)
  return selected as T | undefined
}

const nothing = (): undefined => undefined

/** Whether a lesson is open. */
export const useIsTaught = (): boolean => useTutor((tutor) => tutor.walk !== undefined) === true
