/** One line about the last change, above whatever the side shows: what it was, what came of it, and a way back. */
import { useState } from 'react'
import { useDesk } from '../../store/context'

export function LastChange() {
  const difference = useDesk((desk) => desk.difference)
  const sentence = useDesk((desk) => desk.past.at(-1)?.sentence)
  const undo = useDesk((desk) => desk.undo)
  const openTab = useDesk((desk) => desk.openTab)
  const [read, setRead] = useState<typeof difference>()
  if (!difference || difference === read) return null
  const bad = difference.groups.some((group) => group.bad)
  return (
    <div className={`last-change${bad ? ' bad' : ''}`}>
      <p>
        {sentence && <b>{`${sentence}: `}</b>}
        {difference.headline}
      </p>
      <span>
        <button type="button" onClick={() => openTab('differences')}>
          All differences
        </button>
        {sentence && (
          <button type="button" onClick={() => void undo()}>
            Undo
          </button>
        )}
        <button type="button" onClick={() => setRead(difference)}>
          Hide
        </button>
      </span>
    </div>
  )
}
