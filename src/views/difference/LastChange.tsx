/** One line about the last change, above whatever the side shows: what it was, what came of it, and a way back. */
import { useState } from 'react'
import { sayWords } from '../../messages/messages'
import { useDesk } from '../../store/context'
import { useSay } from '../../store/language'

export function LastChange() {
  const say = useSay()
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
        {sentence && <b>{say('difference.change', { change: sayWords(say, sentence) })}</b>}
        {difference.headline}
      </p>
      <span>
        <button type="button" onClick={() => openTab('differences')}>
          {say('difference.all')}
        </button>
        {sentence && (
          <button type="button" onClick={() => void undo()}>
            {say('difference.undo')}
          </button>
        )}
        <button type="button" onClick={() => setRead(difference)}>
          {say('difference.hide')}
        </button>
      </span>
    </div>
  )
}
