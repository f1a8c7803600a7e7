/** The dialog behind “Share”: a link to what is on the desk, and everything that can be taken along as a file or text. */
import { useEffect, useRef } from 'react'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'
import { Commands } from './Commands'
import { CopyLink, useLink } from './CopyLink'
import { Exports } from './Exports'

export function Share() {
  const say = useSay()
  const dialog = useRef<HTMLDialogElement>(null)
  const openSheet = useDesk((desk) => desk.openSheet)
  const link = useLink()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="share" aria-label={say('share.title')} onClose={() => openSheet(undefined)}>
      <h2>{say('share.title')}</h2>
      <CopyLink link={link} />
      <Exports />
      <Commands />
      <form method="dialog">
        <button type="submit">{say('share.close')}</button>
      </form>
    </dialog>
  )
}
