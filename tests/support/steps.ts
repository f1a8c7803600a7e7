/** Work in slices, all in one go. */
export function finished<T>(steps: Iterator<undefined, T>): T {
  let next = steps.next()
  while (!next.done) next = steps.next()
  return next.value
}
