/** Work that is too long for one go, done in slices so that the page goes on in between. */

/** Milliseconds of a slice: half a frame. */
const SLICE = 8

/** Goes through the steps, and hands over the result; the returned function stops that. */
export function inSlices<T>(steps: Iterator<undefined, T>, onDone: (result: T) => void): () => void {
  let handle = setTimeout(slice, 0)
  function slice(): void {
    const until = performance.now() + SLICE
    do {
      const { value, done } = steps.next()
      if (done) {
        onDone(value)
        return
      }
    } while (performance.now() < until)
    handle = setTimeout(slice, 0)
  }
  return () => clearTimeout(handle)
}
