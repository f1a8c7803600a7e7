/** How views reach the worker that prints links. It is not the one that links for the desk: cancelling disturbs nobody. */
import { createContext, useContext } from 'react'
import type { PrintService } from '../worker/protocol'

const PrinterContext = createContext<PrintService | undefined>(undefined)

export const PrinterProvider = PrinterContext.Provider

export function usePrinter(): PrintService {
  const printer = useContext(PrinterContext)
  if (!printer) throw new Error('Linkscape bug: no printer around this view')
  return printer
}
