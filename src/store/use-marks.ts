/** Marks what the search finds, on the map and its overview. The marks stay until there is another search, or Escape. */
import { useEffect } from 'react'
import { findNames } from '../scene/search'
import { useDesk } from './context'
import { NOTHING_FOUND } from './filter'

/** One letter is in almost every name. */
const LEAST_MARKED = 2

export function useMarks(): void {
  const session = useDesk((desk) => desk.session)
  const wanted = useDesk((desk) => desk.query.trim())
  const find = useDesk((desk) => desk.find)
  useEffect(() => {
    if (!session || wanted.length < LEAST_MARKED) {
      find(NOTHING_FOUND)
      return undefined
    }
    const steps = findNames(session.graph, wanted)
    let handle = setTimeout(step, 0)
    function step(): void {
      const { value, done } = steps.next()
      if (done) find(value)
      else handle = setTimeout(step, 0)
    }
    return () => clearTimeout(handle)
  }, [session, wanted, find])
}
