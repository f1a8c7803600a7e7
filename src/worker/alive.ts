/**
 * Whether a worker lives. A browser that ends one, because it took too much memory or because somebody ended it in the
 * developer tools, tells nobody: no event, no reply. But it gives back the locks that the worker holds. So each worker
 * takes one for ever, under a name of its own, and whoever waits for that lock hears of the end.
 */

/** What a worker says of itself once, besides its replies. */
export interface Alive {
  readonly lock: string
}

/** Pages that came over plain HTTP have no locks, and sandboxed frames may not take any: there nobody hears of the end. */
const take = (lock: string, then: () => unknown): Promise<unknown> =>
  globalThis.navigator?.locks?.request(lock, then) ?? Promise.resolve()

/**
 * For the worker: takes a lock that it holds as long as it lives, and returns what is to be called, and waited for, ahead of
 * each answer. The first time that tells the page of the lock: it listens by then, even if it has taken over a worker that
 * was started before it, and hears of an end that comes during the first answer.
 */
export function showThatAlive(post: (alive: Alive) => void): () => Promise<void> {
  const held = holdLock()
  let told: Promise<void> | undefined
  return () => (told ??= held.then((alive) => alive && post(alive)))
}

/** Undefined if there is none to be had. */
function holdLock(): Promise<Alive | undefined> {
  const lock = `linkscape worker ${crypto.getRandomValues(new BigUint64Array(1))[0]}`
  return new Promise((resolve) => {
    const ended = take(lock, () => {
      resolve({ lock })
      return new Promise<never>(() => {})
    })
    ended.catch(() => {}).then(() => resolve(undefined))
  })
}

/** For the page: calls back when the worker that said this is gone, whoever ended it. */
export function whenGone({ lock }: Alive, then: () => void): void {
  take(lock, then).catch(() => {})
}
