/** The export that is under way, if any: how far it is, and how to stop it. There is at most one. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ExportId } from './exports'

export interface Exporting {
  readonly id: ExportId
  /** What is being done, in a word or two. */
  readonly step: string
  readonly cancel: () => void
}

const store = createStore<{ readonly current: Exporting | undefined }>(() => ({ current: undefined }))

export const useExporting = (): Exporting | undefined => useStore(store, ({ current }) => current)

export const exportingNow = (): Exporting | undefined => store.getState().current

export const noteExport = (current: Exporting | undefined): void => store.setState({ current })
