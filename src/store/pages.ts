/**
 * Pages in place of the desk: for the teacher, and how to make an object file. Which one is open is in the address, so each
 * can be linked to; the desk is left as it is behind it.
 */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** What a teacher prints of a lesson. */
export const PAPERS = ['plan', 'worksheet', 'answers'] as const
export type Paper = (typeof PAPERS)[number]

export type Page =
  /** Without a lesson: all lessons and the paths through them. */
  { readonly is: 'teach'; readonly lesson?: string; readonly paper?: Paper } | { readonly is: 'make' }

export interface Pages {
  /** Undefined: the desk, or the first screen. */
  readonly page: Page | undefined
  /** The seed of the class that the teacher's pages are for; empty: the usual numbers. */
  readonly seed: string
}

/** Characters of a seed. */
export const MOST_SEED = 80

export const pages = createStore<Pages>(() => ({ page: undefined, seed: '' }))

export const usePages = <T>(select: (pages: Pages) => T): T => useStore(pages, select)

export const openPage = (page: Page, seed?: string): void =>
  pages.setState({ page, ...(seed === undefined ? {} : { seed: seed.slice(0, MOST_SEED) }) })

export const closePage = (): void => pages.setState({ page: undefined })

export const setClassSeed = (seed: string): void => pages.setState({ seed: seed.slice(0, MOST_SEED) })
