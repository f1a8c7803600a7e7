/**
 * Names as their authors wrote them. Mangled names in a text are asked of the reader, many at once, when somebody first
 * looks at them; until the answer is there, and wherever a name must be exact, the raw name stands.
 */
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { reader } from './reader'

/** Names by the Itanium C++ ABI, and by Rust's. */
const MANGLED = /\b_(?:Z|R)[\w$.]+/g

interface Names {
  readonly names: ReadonlyMap<string, string>
  /** People want to see names as the linker sees them. */
  readonly raw: boolean
}

const store = createStore<Names>(() => ({ names: new Map(), raw: false }))

export const showRawNames = (raw: boolean): void => store.setState({ raw })

export const areNamesRaw = (): boolean => store.getState().raw

const asked = new Set<string>()
let waiting: string[] = []

function want(name: string): void {
  if (asked.has(name)) return
  asked.add(name)
  waiting.push(name)
  if (waiting.length === 1) queueMicrotask(() => void askAll())
}

async function askAll(): Promise<void> {
  const names = waiting
  waiting = []
  const written = await reader()
    .ask('names', names)
    // Without the demangler the raw names stay: nothing is lost.
    .catch(() => names)
  const { names: known } = store.getState()
  store.setState({ names: new Map([...known, ...names.map((name, i) => [name, written[i]!] as const)]) })
}

/** A text with its mangled names as they were written, as far as they are known. */
export function written(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(MANGLED, (name) => names.get(name) ?? name)
}

/** The same for a view: asks for what is not known yet. */
export function useWritten(text: string): string {
  const { names, raw } = useStore(store)
  useEffect(() => {
    if (!raw) for (const [name] of text.matchAll(MANGLED)) want(name)
  }, [text, raw])
  return raw ? text : written(text, names)
}
