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

/** Does something when so many frames have been painted, unless the returned function is called before. */
export function afterFrames(count: number, work: () => void): () => void {
  let handle = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (left: number): void => {
    if (left === 0) timer = setTimeout(work)
    else handle = requestAnimationFrame(() => wait(left - 1))
  }
  wait(count)
  return () => {
    cancelAnimationFrame(handle)
    clearTimeout(timer)
  }
}
