/**
 * The first picture of a large link: what everybody waits for. Work that nobody waits for (hashes, names as their authors
 * wrote them, what later steps look for) would take the processor away from it, and begins when it has been painted.
 */

/** Milliseconds after which nothing waits any more: perhaps it is not the map that people look at. */
const LONGEST = 4000

let coming: Promise<void> = Promise.resolve()
let arrive: () => void = () => {}

/** The first picture of a large link is on its way. */
export function expectPicture(): void {
  // Whoever waits for the picture of an older link waits no longer.
  arrive()
  coming = new Promise((resolve) => {
    arrive = resolve
    setTimeout(resolve, LONGEST)
  })
}

/** A map has painted all of its picture. */
export const notePicture = (): void => arrive()

/** Resolves when no picture is on its way. */
export const pictureIsThere = (): Promise<void> => coming

/** Does something when no picture is on its way, unless the returned function is called before. */
export function afterPicture(work: () => void): () => void {
  let isWanted = true
  void coming.then(() => {
    if (isWanted) work()
  })
  return () => {
    isWanted = false
  }
}
