/** Work that can wait until people see what they asked for. */

/**
 * Does something when the next frame has been painted, once for all that ask until then; at once
 * where nothing is painted.
 */
export function onceAfterFrame(work: () => void): () => void {
  let isComing = false
  return () => {
    if (typeof requestAnimationFrame === 'undefined') work()
    if (isComing || typeof requestAnimationFrame === 'undefined') return
    isComing = true
    requestAnimationFrame(() =>
      setTimeout(() => {
        isComing = false
        work()
      }),
    )
  }
}
