/** The link to what is on the desk, with what it holds and what it does not. */
import { useEffect, useState } from 'react'
import { useSay } from '../../store/language'
import { contentsOf } from '../../store/links/contents'
import { useKeeper } from '../../store/links/context'
import type { PageLink } from '../../store/links/page-link'
import { writeLink } from '../../store/links/write-link'
import { CopyButton } from './CopyButton'
import { pageAddress } from './page-address'

/** Chats and mails cut or refuse addresses that are much longer. */
const COMFORTABLE = 2000

/** `undefined` while it is made, `null` if there can be none. */
export function useLink(): PageLink | null | undefined {
  const linkNow = useKeeper((keeper) => keeper.linkNow)
  const [link, setLink] = useState<PageLink | null>()
  useEffect(() => {
    let gone = false
    void linkNow().then((made) => {
      if (!gone) setLink(made ?? null)
    })
    return () => {
      gone = true
    }
  }, [linkNow])
  return link
}

export function CopyLink({ link }: { link: PageLink | null | undefined }) {
  const say = useSay()
  if (link === undefined) return <p aria-busy="true">{say('share.making')}</p>
  if (link === null) return <p>{say('share.no-link')}</p>
  const address = `${pageAddress()}#${writeLink(link)}`
  const frame = `<iframe src="${pageAddress()}?embed=1#${writeLink(link)}" width="960" height="600" title="Linkscape"></iframe>`
  return (
    <section aria-label={say('share.link-title')}>
      <div className="share-link">
        <input type="text" readOnly value={address} aria-label={say('share.link-label')} />
        <CopyButton text={address} what="link" />
        <CopyButton text={frame} what="embed" />
      </div>
      <ul className="share-says">
        {contentsOf(link).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {address.length > COMFORTABLE && <li>{say('share.long', { count: `${address.length}` })}</li>}
      </ul>
    </section>
  )
}
