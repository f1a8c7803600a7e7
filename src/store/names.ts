/**
 * Names as their authors wrote them. Mangled names are asked of the reader, many at once, when somebody first looks at them
 * or searches; until the answer is there, and wherever a name must be exact, the raw name stands.
 */
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { reader } from './reader'

/** Names by the Itanium C++ ABI and by Rust's, with the underscore that Mach-O puts in front or without, and Microsoft's. */
const MANGLED = /(?<![\w$])(?:__?[ZR][\w$.]+|\?[?\w$@]+@@[\w$@]*)/g

interface Names {
  /** Grows whenever names become known. */
  readonly count: number
  /** People want to see names as the linker sees them. */
  readonly raw: boolean
}

const store = createStore<Names>(() => ({ count: 0, raw: false }))

/** Raw name → the name as it was written. Names never change, so what is known stays known. */
const known = new Map<string, string>()

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

/** Names in one question: some tenths of a second of the reader's time. */
const AT_ONCE = 20_000

async function askAll(): Promise<void> {
  const names = waiting
  waiting = []
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const some = names.slice(from, from + AT_ONCE)
    const answers = await reader()
      .ask('names', some)
      // Without the demangler the raw names stay: nothing is lost.
      .catch(() => some)
    some.forEach((name, i) => {
      known.set(name, answers[i]!)
    })
    store.setState({ count: known.size })
  }
}

const mayBeMangled = (text: string): boolean => text.includes('_Z') || text.includes('_R') || text.includes('@@')

/** The mangled names in a text, as they stand there. */
export const mangledIn = (text: string): string[] =>
  mayBeMangled(text) ? [...text.matchAll(MANGLED)].map(([name]) => name) : []

/** A text with its mangled names as they were written, as far as they are known. */
export const written = (text: string, names: ReadonlyMap<string, string>): string =>
  mayBeMangled(text) ? text.replace(MANGLED, (name) => names.get(name) ?? name) : text

/** Asks for the names in a text that are not known yet. */
export function learnNames(text: string): void {
  for (const name of mangledIn(text)) want(name)
}

/** The same as it is known now. */
function writeNow(text: string): string {
  learnNames(text)
  return written(text, known)
}

/** For a view: the text as it is known now, and again when more is known. */
export function useWritten(text: string): string {
  const { raw } = useStore(store)
  useEffect(() => {
    if (!raw) learnNames(text)
  }, [text, raw])
  return raw ? text : written(text, known)
}

/** How a view writes the many names that it paints: another function whenever names became known. */
export function useWriter(): (text: string) => string {
  const { count, raw } = useStore(store)
  // The count is not read, but a function that writes other names has to be another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => writerNow(), [count, raw])
}

/** The same for a picture that is made once. */
export const writerNow = (): ((text: string) => string) => (areNamesRaw() ? (text) => text : (text) => writeNow(text))

/** The name as it was written, whether people want to see it so or not: a search goes through both. */
export const knownName = (name: string): string => known.get(name) ?? name

/** How many names are known: a search that hears of more may find more. */
export const useKnownNames = (): number => useStore(store, ({ count }) => count)
