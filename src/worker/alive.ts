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
function take(lock: string, then: () => unknown): void {
  globalThis.navigator?.locks?.request(lock, then).catch(() => {})
}

/** For the worker: holds a lock as long as it lives, and says so. */
export function showThatAlive(post: (alive: Alive) => void): void {
  const lock = `linkscape worker ${crypto.getRandomValues(new BigUint64Array(1))[0]}`
  take(lock, () => {
    post({ lock })
    return new Promise<never>(() => {})
  })
}

/** For the page: calls back when the worker that said this is gone, whoever ended it. */
export function whenGone({ lock }: Alive, then: () => void): void {
  take(lock, then)
}
