/** The reader as views use it: one for the whole page, started with the first question. */
import { useEffect, useState } from 'react'
import { WorkerReader } from '../worker/reader-client'
import type { ReaderService } from '../worker/reader-protocol'

let shared: ReaderService | undefined

export function reader(): ReaderService {
  shared ??= new WorkerReader(
    () => new Worker(new URL('../worker/reader-thread.ts', import.meta.url), { type: 'module' }),
  )
  return shared
}

export interface Answer<T> {
  /** The last answer; that of an older question until the new one is answered. */
  readonly value: T | undefined
  /** Why there is none. */
  readonly problem: string | undefined
}

const NOTHING = { value: undefined, problem: undefined } as const

/** Asks again whenever the key changes; undefined asks nothing. */
export function useAnswer<T>(key: string | undefined, ask: () => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>(NOTHING)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for everything that the question depends on
  useEffect(() => {
    let wanted = true
    if (key === undefined) setAnswer(NOTHING)
    else {
      ask().then(
        (value) => wanted && setAnswer({ value, problem: undefined }),
        (problem: Error) => wanted && setAnswer({ value: undefined, problem: problem.message }),
      )
    }
    return () => {
      wanted = false
    }
  }, [key])
  return answer
}
