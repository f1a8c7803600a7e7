/** Says that a newer build is ready. Nothing happens by itself: somebody may be in the middle of something. */
import { useEffect, useState } from 'react'
import { isEmbedded } from '../store/embed'
import { keepForOffline } from './offline'

export function NewerNote() {
  const [newer, setNewer] = useState<{ readonly use: () => void }>()
  useEffect(() => {
    if (import.meta.env.PROD && !isEmbedded) keepForOffline((use) => setNewer({ use }))
  }, [])
  if (!newer) return null
  return (
    <div className="link-note newer" role="status">
      <p>A newer Linkscape is ready. The address keeps what is on the desk.</p>
      <button type="button" className="plain" onClick={newer.use}>
        Use it now
      </button>
      <button type="button" className="plain" onClick={() => setNewer(undefined)}>
        Later
      </button>
    </div>
  )
}
