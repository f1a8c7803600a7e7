/** The top bar of a page that is part of another: what is shown, and the way to the whole thing. */
import { useEffect, useState } from 'react'
import { useDesk, useDeskStore } from '../../store/context'
import { useSay } from '../../store/language'
import { useKeeper } from '../../store/links/context'
import { writeLink } from '../../store/links/write-link'

/** Milliseconds of rest before the link is made anew. */
const REST = 200

/** The address of the whole page with what is on the desk. */
function useWholePage(): string {
  const store = useDeskStore()
  const linkNow = useKeeper((keeper) => keeper.linkNow)
  const [fragment, setFragment] = useState(location.hash)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const make = async (): Promise<void> => {
      const link = await linkNow()
      if (link) setFragment(`#${writeLink(link)}`)
    }
    const stop = store.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(() => void make(), REST)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [store, linkNow])
  return location.origin + location.pathname + fragment
}

export function EmbedHeader() {
  const inputs = useDesk((desk) => desk.inputs)
  return (
    <header className="header">
      <h1 className="brand">Linkscape</h1>
      <span className="embed-files">{inputs.map(({ name }) => name).join(', ')}</span>
      <span className="spring" />
      <WholePageLink />
    </header>
  )
}

/** Where there is no header it stands in a corner of the stage. */
export function WholePageLink() {
  const say = useSay()
  return (
    <a className="plain whole-page" href={useWholePage()} target="_blank" rel="noopener">
      {say('page.open-whole')}
    </a>
  )
}
