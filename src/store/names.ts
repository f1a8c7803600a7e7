/**
 * Names as their authors wrote them. Mangled names are asked of the reader, many at once, when somebody first looks at them
 * or searches; until the answer is there, and wherever a name must be exact, the raw name stands.
 */
import { useEffect, useMemo, useReducer } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { shortenName, shortenWords } from '../base/shorten'
import { pictureIsThere } from './first-picture'
import { reader } from './reader'

/** Names by the Itanium C++ ABI and by Rust's, with the underscore that Mach-O puts in front or without, and Microsoft's. A full stop behind one is the sentence's. */
const MANGLED = /(?<![\w$])(?:__?[ZR][\w$.]*[\w$]|\?[?\w$@]+@@[\w$@]*)/g

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
  await pictureIsThere()
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

/** A text with its mangled names as they were written, as far as they are known; each of at most `most` characters. */
export const written = (text: string, names: ReadonlyMap<string, string>, most = Infinity): string =>
  mayBeMangled(text) ? text.replace(MANGLED, (name) => shortenName(names.get(name) ?? name, most)) : text

/** Asks for the names in a text that are not known yet. */
export function learnNames(text: string): void {
  for (const name of mangledIn(text)) want(name)
}

/** The same as it is known now. */
function writeNow(text: string): string {
  learnNames(text)
  return written(text, known)
}

/** For a view: the text as it is known now, and again when more is known. `each`: most characters of a name or a word. */
export function useWritten(text: string, each = Infinity): string {
  const { raw } = useStore(store)
  useEffect(() => {
    if (!raw) learnNames(text)
  }, [text, raw])
  return shortenWords(raw ? text : written(text, known, each), each)
}

/** Writes the many names that a view paints, and knows whether it would write one of them otherwise by now. */
export class Writer {
  readonly #names: ReadonlyMap<string, string>
  readonly #learn: (text: string) => void
  /** What it wrote raw. */
  readonly #missing = new Set<string>()

  /** `learn` asks for the names in a text; they will be in `names`. */
  constructor(names: ReadonlyMap<string, string>, learn: (text: string) => void) {
    this.#names = names
    this.#learn = learn
  }

  readonly write = (text: string): string => {
    for (const name of mangledIn(text)) if (!this.#names.has(name)) this.#missing.add(name)
    this.#learn(text)
    return written(text, this.#names)
  }

  isStale(): boolean {
    for (const name of this.#missing) if (this.#names.has(name)) return true
    return false
  }
}

const RAW = { write: (text: string) => text, isStale: () => false }

/** How a view writes the many names that it paints: another function when names that it wrote became known. */
export function useWriter(): (text: string) => string {
  const raw = useStore(store, (names) => names.raw)
  const [round, again] = useReducer((count: number) => count + 1, 0)
  // The round is not read, but a function that writes other names has to be another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const writer = useMemo(() => (raw ? RAW : new Writer(known, learnNames)), [raw, round])
  useEffect(() => {
    const look = (): void => {
      if (writer.isStale()) again()
    }
    look()
    return store.subscribe(look)
  }, [writer])
  return writer.write
}

/** The same for a picture that is made once. */
export const writerNow = (): ((text: string) => string) => (areNamesRaw() ? (text) => text : (text) => writeNow(text))

/** The name as it was written, whether people want to see it so or not: a search goes through both. */
export const knownName = (name: string): string => known.get(name) ?? name

/** How many names are known: a search that hears of more may find more. */
export const useKnownNames = (): number => useStore(store, ({ count }) => count)
