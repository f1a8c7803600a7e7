/** The commands that do again what is on the desk. */
import { useMemo } from 'react'
import { useDeskStore } from '../../store/context'
import { useSay } from '../../store/language'
import { linesOf, reproduce } from '../../store/reproduce'
import { CopyButton } from './CopyButton'
import { SaveButtons } from './Exports'

export function Commands() {
  const say = useSay()
  const store = useDeskStore()
  const again = useMemo(() => reproduce(store.getState()), [store])
  if (!again) return null
  const { cannot, tool } = again
  const text = linesOf(again)
  return (
    <section aria-label={say('share.commands')}>
      <h3>{say('share.commands-title')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <pre tabIndex={0}>{text}</pre>
      <div className="share-row">
        <CopyButton text={text} what="commands" />
        <SaveButtons from={['the commands']} />
      </div>
      <ul className="share-says">
        <li>{say('share.commands-where', { tool })}</li>
        {cannot.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
