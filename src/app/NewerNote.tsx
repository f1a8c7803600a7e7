/** Says that a newer build is ready. Nothing happens by itself: somebody may be in the middle of something. */
import { useEffect, useState } from 'react'
import { isEmbedded } from '../store/embed'
import { useSay } from '../store/language'
import { keepForOffline } from './offline'

export function NewerNote() {
  const say = useSay()
  const [newer, setNewer] = useState<{ readonly use: () => void }>()
  useEffect(() => {
    if (import.meta.env.PROD && !isEmbedded) keepForOffline((use) => setNewer({ use }))
  }, [])
  if (!newer) return null
  return (
    <div className="link-note newer" role="status">
      <p>{say('page.newer')}</p>
      <button type="button" className="plain" onClick={newer.use}>
        {say('page.newer-use')}
      </button>
      <button type="button" className="plain" onClick={() => setNewer(undefined)}>
        {say('page.newer-later')}
      </button>
    </div>
  )
}
